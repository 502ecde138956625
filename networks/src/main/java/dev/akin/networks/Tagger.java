package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Initializer;
import dev.akin.text.TaggedSentence;
import dev.akin.text.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gives each word of a sentence a tag, as it learned to ([Tagging]). Any number of threads may ask. Holds memory of PyTorch's until it is
/// closed.
public final class Tagger extends TrainedNetwork {
    /// What a file says of itself.
    public static final String KIND = "tagger";

    private static final SavedNetwork.Kind SAVED = new SavedNetwork.Kind(KIND, "tagger");

    private static final String PARTS = "parts";
    private static final int TOGETHER = 64;

    private final TaggerShape shape;
    private final WordRows rows;
    private final SequenceNetwork network;
    private final Words cutter;

    Tagger(
            TaggerShape shape,
            WordRows rows,
            SequenceNetwork network,
            @Nullable FitHistory history) {
        super(history);
        this.shape = shape;
        this.rows = rows;
        this.network = network;
        this.cutter = Words.ofDescription(shape.text());
    }

    /// All tags, in the order in which the sentences had them.
    public List<String> tags() {
        return shape.tags();
    }

    /// What reads the rows.
    public Body body() {
        return shape.body();
    }

    /// The learned rows, by their words: a copy.
    public Embeddings embeddings() {
        return Tables.embeddings(rows.words(), shape.features().words(), WordFeatures.RESERVED);
    }

    /// The tag of each word.
    public List<String> tag(List<String> words) {
        return tagAll(List.of(words)).getFirst();
    }

    /// Cuts a text into words, and tags them.
    public TaggedSentence tag(String text) {
        List<String> words = cutter.in(text);
        return new TaggedSentence(words, tag(words));
    }

    /// As [#tag(List)], of many sentences at once, which is faster.
    public List<List<String>> tagAll(List<List<String>> sentences) {
        int[][] best = best(Sentences.of(sentences, shape));
        List<List<String>> tags = new ArrayList<>();
        int piece = 0;
        for (List<String> sentence : sentences) {
            List<String> own = new ArrayList<>();
            while (own.size() < sentence.size()) {
                Arrays.stream(best[piece++]).mapToObj(shape.tags()::get).forEach(own::add);
            }
            tags.add(List.copyOf(own));
        }
        return tags;
    }

    /// The number of the best tag of each word, piece by piece; those of like length are asked together.
    private int[][] best(Sentences sentences) {
        Integer[] order = new Integer[sentences.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt(i -> sentences.ids()[i].length));
        int[][] best = new int[order.length][];
        for (int from = 0; from < order.length; from += TOGETHER) {
            int first = from;
            int[] some = new int[Math.min(TOGETHER, order.length - from)];
            Arrays.setAll(some, i -> order[first + i]);
            SequenceBatch batch = sentences.batch(some);
            float[] scores = network.scores(batch);
            for (int i = 0; i < some.length; i++) {
                int place = i * batch.length();
                best[some[i]] = new int[sentences.ids()[some[i]].length];
                Arrays.setAll(best[some[i]], t -> shape.best(scores, place + t));
            }
        }
        return best;
    }

    /// The words' table, and beside it the dense weights and the rows of parts.
    @Override
    public Model model() {
        Map<String, Tensor> weights = new TreeMap<>(network.learned().weights());
        weights.put(SavedNetwork.RESERVED, Tables.reserved(rows.words(), WordFeatures.RESERVED));
        weights.put(PARTS, Tables.rows(rows.parts()));
        return SavedNetwork.of(SAVED, Map.of("", embeddings()), shape.toJson(), weights);
    }

    /// Reads what [#save(Path)] wrote.
    ///
    /// @throws MalformedFileException if the file is no tagger, or something of it is missing
    /// @throws IllegalStateException if PyTorch is not on the class path
    public static Tagger load(Path path) throws IOException {
        return of(path, Model.load(path));
    }

    /// As [#load(Path)], of a file that was read.
    ///
    /// @param path for errors
    public static Tagger of(Path path, Model model) throws MalformedFileException {
        return SavedNetwork.read(path, model, SAVED, Tagger::of);
    }

    private static Tagger of(SavedNetwork saved) {
        Embeddings words = saved.main();
        TaggerShape shape = TaggerShape.parse(saved.shape(), words.vocabulary());
        WordRows rows =
                new WordRows(
                        Tables.layer(
                                words,
                                WordFeatures.RESERVED,
                                saved.weights(),
                                SavedNetwork.RESERVED),
                        parts(shape.features().partRows(), saved.weights()));
        SequenceNetwork network =
                shape.network(
                        rows, TextClassification.builder().dimension(words.dimension()).options());
        network.learned().weights(saved.weights());
        return new Tagger(shape, rows, network, null);
    }

    private static EmbeddingLayer parts(int count, Map<String, Tensor> extras) {
        Tensor parts = extras.get(PARTS);
        if (parts == null || parts.shape().size() != 2 || parts.shape().get(0) != count) {
            throw new IllegalArgumentException(
                    "there is no tensor \"" + PARTS + "\" of " + count + " rows");
        }
        EmbeddingLayer layer =
                EmbeddingLayer.builder(count, Math.toIntExact(parts.shape().get(1)))
                        .initializer(Initializer.constant(0))
                        .maskZero()
                        .build();
        Tables.rows(PARTS, extras, layer);
        return layer;
    }

    @Override
    public void close() {
        network.close();
    }
}
