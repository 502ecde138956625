package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.Model;
import dev.akin.evaluate.Perplexity;
import dev.akin.text.Json;
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
public final class LanguageModel implements TrainedNetwork {
    /// What a file says of itself.
    public static final String KIND = "language";

    /// The end of a sentence, among what may come next.
    public static final String END = "</s>";

    private static final String METADATA = "akin.network";
    private static final int TOGETHER = 32;

    private final LanguageShape shape;
    private final Vocabulary known;
    private final SequencePredictor network;
    private final @Nullable FitHistory history;
    private final Words cutter;

    LanguageModel(
            LanguageShape shape,
            Vocabulary known,
            SequencePredictor network,
            @Nullable FitHistory history) {
        this.shape = shape;
        this.known = known;
        this.network = network;
        this.history = history;
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

    @Override
    public FitHistory history() {
        if (history == null) {
            throw new IllegalStateException("a file keeps no history of its training");
        }
        return history;
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

    @Override
    public void save(Path path) throws IOException {
        model().save(path, ProgressListener.NONE);
    }

    /// The words' table, and the dense weights beside it.
    public Model model() {
        return Model.of(KIND, Map.of("", embeddings()))
                .withMetadata(Map.of(METADATA, shape.toJson().toString()))
                .withExtras(network.extras());
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
        try {
            return of(model);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(path, 0, String.valueOf(e.getMessage()), e);
        }
    }

    private static LanguageModel of(Model model) {
        String described = model.metadata().get(METADATA);
        if (!model.kind().equals(KIND) || described == null) {
            throw new IllegalArgumentException(
                    "it is no language model but "
                            + model.kind()
                            + "; make one with train --model language");
        }
        Json json = Json.parse(described);
        FileSizes.check(json, Tables.under("network/", model.extras()));
        LanguageShape shape = LanguageShape.parse(json);
        Embeddings table = model.table("");
        return new LanguageModel(
                shape,
                table.vocabulary(),
                SequencePredictor.of(shape.body(), table, model.extras()),
                null);
    }

    @Override
    public void close() {
        network.close();
    }
}
