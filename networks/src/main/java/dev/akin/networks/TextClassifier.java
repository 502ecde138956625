package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.layers.EmbeddingLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gives texts labels, as it learned to ([TextClassification]). Any number of threads may ask.
///
/// One with another body than the mean holds memory of PyTorch's until it is closed.
public final class TextClassifier extends TrainedNetwork {
    /// What a file says of itself.
    public static final String KIND = "classifier";

    private static final SavedNetwork.Kind SAVED = new SavedNetwork.Kind(KIND, "classifier");

    private static final int TOGETHER = 64;

    private final TextIds known;
    private final ClassifierShape shape;
    private final EmbeddingLayer layer;
    private final SequenceNetwork network;

    TextClassifier(
            TextIds known,
            ClassifierShape shape,
            EmbeddingLayer layer,
            SequenceNetwork network,
            @Nullable FitHistory history) {
        super(history);
        this.known = known;
        this.shape = shape;
        this.layer = layer;
        this.network = network;
    }

    /// The names of the labels, in the order of their numbers.
    public List<String> labels() {
        return shape.labels();
    }

    /// Whether a text may have any number of labels, each with a probability of its own.
    public boolean several() {
        return shape.several();
    }

    /// What reads the rows.
    public Body body() {
        return shape.body();
    }

    /// The learned rows, by their words: a copy.
    public Embeddings embeddings() {
        return Tables.embeddings(layer, known.words(), known.reserved());
    }

    /// The k most probable labels of a text, the best first. A text of unknown words alone has those of an empty one.
    ///
    /// @throws IllegalArgumentException if k is below 1
    public List<Label> predict(String text, int k) {
        return predict(List.of(text), k).getFirst();
    }

    /// As [#predict(String, int)], of many texts at once, which is faster.
    public List<List<Label>> predict(List<String> texts, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        int[][] ids = new int[texts.size()][];
        Arrays.setAll(ids, i -> known.ids(texts.get(i)));
        List<List<Label>> answers = new ArrayList<>();
        for (float[] probabilities : probabilities(ids)) {
            List<Label> all = new ArrayList<>();
            for (int label = 0; label < probabilities.length; label++) {
                all.add(new Label(shape.labels().get(label), probabilities[label]));
            }
            all.sort(Comparator.comparingDouble(Label::probability).reversed());
            answers.add(List.copyOf(all.subList(0, Math.min(k, all.size()))));
        }
        return answers;
    }

    /// The probability of each label: [ids.length][labels]. Of one label each they add up to 1.
    ///
    /// @param ids as the vocabulary numbers words; 0 is nothing
    /// @throws IndexOutOfBoundsException if an id is not one of a row
    public float[][] probabilities(int[][] ids) {
        int[][] packed = new int[ids.length][];
        Arrays.setAll(packed, i -> packed(ids[i], shape.maxLength()));
        Integer[] order = new Integer[ids.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt(i -> packed[i].length));
        float[][] answers = new float[ids.length][];
        int outputs = shape.labels().size();
        for (int from = 0; from < order.length; from += TOGETHER) {
            int first = from;
            int[] some = new int[Math.min(TOGETHER, order.length - from)];
            Arrays.setAll(some, i -> order[first + i]);
            float[] scores = network.scores(SequenceBatch.of(packed, some, 0));
            shape.probabilities(scores);
            for (int i = 0; i < some.length; i++) {
                answers[some[i]] = Arrays.copyOfRange(scores, i * outputs, (i + 1) * outputs);
            }
        }
        return answers;
    }

    /// Without padding, and no longer than allowed.
    static int[] packed(int[] ids, int maxLength) {
        return Arrays.stream(ids).filter(id -> id != 0).limit(maxLength).toArray();
    }

    /// The words' table, and the dense weights beside it.
    @Override
    public Model model() {
        Map<String, Tensor> weights = new TreeMap<>(network.learned().weights());
        weights.put(SavedNetwork.RESERVED, Tables.reserved(layer, known.reserved()));
        Embeddings words =
                Embeddings.builder(known.words(), embeddings().table())
                        .metadata(known.metadata())
                        .build();
        return SavedNetwork.of(SAVED, Map.of("", words), shape.toJson(), weights);
    }

    /// Reads what [#save(Path)] wrote.
    ///
    /// @throws MalformedFileException if the file is no classifier, or something of it is missing
    /// @throws IllegalStateException if it needs PyTorch, and that is not on the class path
    public static TextClassifier load(Path path) throws IOException {
        return of(path, Model.load(path));
    }

    /// As [#load(Path)], of a file that was read.
    ///
    /// @param path for errors
    public static TextClassifier of(Path path, Model model) throws MalformedFileException {
        return SavedNetwork.read(path, model, SAVED, TextClassifier::of);
    }

    private static TextClassifier of(SavedNetwork saved) {
        ClassifierShape shape = ClassifierShape.parse(saved.shape());
        Embeddings words = saved.main();
        TextIds known = TextIds.read(saved.model().metadata(), words.vocabulary());
        EmbeddingLayer layer =
                Tables.layer(words, known.reserved(), saved.weights(), SavedNetwork.RESERVED);
        SequenceNetwork network =
                shape.network(
                        layer, TextClassification.builder().dimension(words.dimension()).options());
        network.learned().weights(saved.weights());
        return new TextClassifier(known, shape, layer, network, null);
    }

    @Override
    public void close() {
        network.close();
    }
}
