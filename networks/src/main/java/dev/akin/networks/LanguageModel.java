package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.Model;
import dev.akin.evaluate.Perplexity;
import dev.akin.text.Words;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Says which word comes next, as it learned to ([LanguageModelling]). Any number of threads may ask. Holds memory of PyTorch's until it
/// is closed.
public final class LanguageModel extends TrainedNetwork {
    /// What a file says of itself.
    public static final String KIND = "language";

    private static final SavedNetwork.Kind SAVED = new SavedNetwork.Kind(KIND, "language model");

    /// The end of a sentence, among what may come next.
    public static final String END = "</s>";

    private static final int TOGETHER = 32;

    private final LanguageShape shape;
    private final Vocabulary known;
    private final SequencePredictor network;
    private final Words cutter;

    LanguageModel(
            LanguageShape shape,
            Vocabulary known,
            SequencePredictor network,
            @Nullable FitHistory history) {
        super(history);
        this.shape = shape;
        this.known = known;
        this.network = network;
        this.cutter = Words.ofDescription(shape.text());
    }

    /// The words it knows; beside them it predicts the end of a sentence, and that an unknown word comes.
    public Vocabulary vocabulary() {
        return known;
    }

    /// What reads the rows.
    public Body body() {
        return shape.body();
    }

    /// The learned rows, by their words: a copy.
    public Embeddings embeddings() {
        return Tables.embeddings(network.words(), known, WordSequences.RESERVED);
    }

    /// The words of a text, as the model reads them.
    public List<String> words(String text) {
        return cutter.in(text);
    }

    /// The k words that most probably come next behind the beginning of a sentence, the best first; [#END] is one of them. That an
    /// unknown word comes is left out, so that all probabilities add up to less than 1.
    ///
    /// @param text may be empty: which words begin a sentence?
    /// @throws IllegalArgumentException if k is below 1
    public List<Label> predict(String text, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        int[][] seen = {WordSequences.last(cutter.in(text), known, shape.maxLength())};
        float[] next = network.next(SequenceBatch.of(seen, new int[] {0}, 0));
        Softmax.apply(next, WordSequences.UNKNOWN, next.length - 1);
        return IntStream.range(WordSequences.BOUND, next.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -next[row]))
                .limit(k)
                .map(row -> new Label(name(row), next[row]))
                .toList();
    }

    private String name(int row) {
        return row == WordSequences.BOUND ? END : known.key(row - WordSequences.RESERVED);
    }

    /// How well texts are predicted, each a sentence; the end of each counts as a word, and so does each unknown word.
    ///
    /// @throws IllegalArgumentException if there are none
    public Perplexity perplexity(List<String> texts) {
        List<List<String>> sentences = texts.stream().map(cutter::in).toList();
        double[] sums = new double[sentences.size()];
        WordSequences pieces = WordSequences.of(sentences, known, shape.maxLength());
        int[] owners = owners(sentences);
        Integer[] order = new Integer[pieces.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt(i -> pieces.next()[i].length));
        for (int from = 0; from < order.length; from += TOGETHER) {
            int first = from;
            int[] some = new int[Math.min(TOGETHER, order.length - from)];
            Arrays.setAll(some, i -> order[first + i]);
            SequenceBatch batch = pieces.batch(some);
            double[] logs = network.logProbabilities(batch, pieces.next(batch, some));
            for (int i = 0; i < logs.length; i++) {
                sums[owners[some[i / batch.length()]]] += logs[i];
            }
        }
        return Perplexity.of(
                sums, sentences.stream().mapToInt(sentence -> sentence.size() + 1).toArray());
    }

    /// Which sentence each piece is of.
    private int[] owners(List<List<String>> sentences) {
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            for (int from = 0; from <= sentences.get(i).size(); from += shape.maxLength()) {
                owners.add(i);
            }
        }
        return owners.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The words' table, and the dense weights beside it.
    @Override
    public Model model() {
        return SavedNetwork.of(
                SAVED, Map.of("", embeddings()), shape.toJson(), network.savedWeights());
    }

    /// Reads what [#save(Path)] wrote.
    ///
    /// @throws MalformedFileException if the file is no language model, or something of it is missing
    /// @throws IllegalStateException if PyTorch is not on the class path
    public static LanguageModel load(Path path) throws IOException {
        return of(path, Model.load(path));
    }

    /// As [#load(Path)], of a file that was read.
    ///
    /// @param path for errors
    public static LanguageModel of(Path path, Model model) throws MalformedFileException {
        return SavedNetwork.read(path, model, SAVED, LanguageModel::of);
    }

    private static LanguageModel of(SavedNetwork saved) {
        LanguageShape shape = LanguageShape.parse(saved.shape());
        Embeddings table = saved.main();
        return new LanguageModel(
                shape,
                table.vocabulary(),
                SequencePredictor.of(shape.body(), table, saved.weights()),
                null);
    }

    @Override
    public void close() {
        network.close();
    }
}
