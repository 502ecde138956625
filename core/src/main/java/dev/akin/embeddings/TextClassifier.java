package dev.akin.embeddings;

import dev.akin.MalformedFileException;
import dev.akin.format.Contents;
import dev.akin.format.FastTextArgs;
import dev.akin.format.KeyedTable;
import dev.akin.format.ReadOptions;
import dev.akin.format.SubwordTable;
import dev.akin.format.VectorFiles;
import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives texts labels, as a model that fastText's `supervised` made (Joulin et al. 2017, "Bag of Tricks for Efficient Text
/// Classification"): the mean of the rows of words, n-grams of letters and n-grams of words goes through the output matrix,
/// and softmax, a sigmoid for each label, or a Huffman tree makes it probabilities. The arithmetic is that of
/// `fasttext predict-prob` 0.9.2. Immutable and thread-safe.
public final class TextClassifier {
    /// Input matrices with no more numbers are copied to the heap, where sums are fastest.
    private static final long MOST_COPIED = 1 << 23;

    private static final long MOST_OUTPUTS = 1 << 28;

    private final List<String> labels;
    private final TextRows.Rules rules;
    private final InputRows input;
    private final LabelScores scores;

    private TextClassifier(Contents contents, KeyedTable outputs, FastTextArgs args) {
        KeyedTable words = contents.tables().getOrDefault("words/", contents.main());
        SubwordTable subwords = contents.subwords();
        Vocabulary names = outputs.vocabulary();
        this.labels = List.copyOf(names.keys());
        this.rules =
                new TextRows.Rules(
                        new WordIndex(words.vocabulary(), names),
                        words.vocabulary().size(),
                        subwords,
                        args.wordNgrams());
        this.input = InputRows.of(words.table(), subwords == null ? null : subwords.rows());
        this.scores = scores(outputs, args.loss());
    }

    /// A classifier of any format that has labels: fastText's `.bin` and `.ftz`, and our own.
    ///
    /// @throws MalformedFileException if the file is not what it claims to be, or has no labels
    public static TextClassifier load(Path path) throws IOException {
        return of(path, VectorFiles.read(path, ReadOptions.DEFAULT));
    }

    /// As [#load(Path)], of what was read.
    ///
    /// @param path for messages
    public static TextClassifier of(Path path, Contents contents) throws MalformedFileException {
        KeyedTable outputs = contents.tables().get("labels/");
        try {
            FastTextArgs args = FastTextArgs.of(contents.metadata());
            if (outputs == null || outputs.vocabulary().size() == 0 || args == null) {
                throw new IllegalArgumentException(
                        "there are no labels in it: it is no classifier; make one with train"
                                + " --model supervised");
            }
            return new TextClassifier(contents, outputs, args);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(path, 0, String.valueOf(e.getMessage()), e);
        }
    }

    private static LabelScores scores(KeyedTable outputs, FastTextArgs.Loss loss) {
        EmbeddingTable table = outputs.table();
        int rows = table.rows();
        int dimension = table.dimension();
        if ((long) rows * dimension > MOST_OUTPUTS) {
            throw new IllegalArgumentException(
                    rows
                            + " labels × "
                            + dimension
                            + " dimensions are more than the "
                            + MOST_OUTPUTS
                            + " numbers that an output matrix may have");
        }
        float[] numbers = new float[rows * dimension];
        table.read(0, rows, numbers, 0);
        if (loss == FastTextArgs.Loss.HS) {
            if (!outputs.vocabulary().counted()) {
                throw new IllegalArgumentException(
                        "the labels have no counts, which a tree of labels is built from");
            }
            long[] counts = new long[rows];
            for (int label = 0; label < rows; label++) {
                counts[label] = outputs.vocabulary().count(label);
            }
            return new LabelScores.Tree(new LabelTree(counts), numbers);
        }
        float[][] columns = new float[dimension][rows];
        for (int label = 0; label < rows; label++) {
            for (int i = 0; i < dimension; i++) {
                columns[i][label] = numbers[label * dimension + i];
            }
        }
        return new LabelScores.Flat(columns, rows, loss == FastTextArgs.Loss.SOFTMAX);
    }

    /// The labels, the most frequent first.
    public List<String> labels() {
        return labels;
    }

    /// The k most probable labels, the best first; none where no word of the text, nor a part of one, is known.
    ///
    /// @param text one line: words separated by white space. What begins with `__label__` is passed over
    /// @throws IllegalArgumentException if the text has a line end, or k is below 1
    public List<Label> predict(String text, int k) {
        return predict(text, k, 0);
    }

    /// As [#predict(String, int)], but only labels that are at least as probable as the threshold.
    public List<Label> predict(String text, int k, double threshold) {
        if (text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "the text has a line end; give one line at a time, or replace it by a space");
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return predictor().predict(utf8, 0, utf8.length, k, threshold);
    }

    /// Something that classifies many lines one after the other, faster than one by one.
    public Predictor predictor() {
        return new Predictor();
    }

    /// Classifies line after line with memory of its own. Not thread-safe: one for each thread.
    public final class Predictor {
        private final TextRows rows = new TextRows(rules);
        private final float[] hidden = new float[input.dimension()];

        private Predictor() {}

        /// As [#predict(String, int, double)], of the line `text[from … to − 1]` without its end. Its bytes are taken as they
        /// are, UTF-8 or not.
        ///
        /// @throws IllegalArgumentException if k is below 1
        public List<Label> predict(byte[] text, int from, int to, int k, double threshold) {
            if (k < 1) {
                throw new IllegalArgumentException("k must be at least 1, not " + k);
            }
            rows.read(text, from, to);
            if (rows.size() == 0) {
                return List.of();
            }
            input.mean(rows, hidden);
            LabelHeap heap = new LabelHeap(k);
            scores.best(hidden, (float) threshold, heap);
            heap.sort();
            List<Label> best = new ArrayList<>(heap.size());
            for (int i = 0; i < heap.size(); i++) {
                best.add(new Label(labels.get(heap.label(i)), (float) Math.exp(heap.score(i))));
            }
            return best;
        }
    }

    /// The rows of words and n-grams, behind one another. Thread-safe, but for the array given.
    private sealed interface InputRows {
        int dimension();

        /// The mean of the rows, summed in their order.
        void mean(TextRows rows, float[] into);

        static InputRows of(EmbeddingTable words, @Nullable EmbeddingTable ngrams) {
            long count = words.rows() + (ngrams == null ? 0L : ngrams.rows());
            return count * words.dimension() <= MOST_COPIED
                    ? OnHeap.of(words, ngrams)
                    : new Stored(words, ngrams);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record OnHeap(float[] numbers, int dimension) implements InputRows {
        static OnHeap of(EmbeddingTable words, @Nullable EmbeddingTable ngrams) {
            int dimension = words.dimension();
            int rows = words.rows() + (ngrams == null ? 0 : ngrams.rows());
            float[] numbers = new float[rows * dimension];
            words.read(0, words.rows(), numbers, 0);
            if (ngrams != null) {
                ngrams.read(0, ngrams.rows(), numbers, words.rows() * dimension);
            }
            return new OnHeap(numbers, dimension);
        }

        @Override
        public void mean(TextRows rows, float[] into) {
            int[] starts = rows.rows();
            int kept = 0;
            for (int i = 0; i < rows.size(); i++) {
                if (starts[i] >= 0) {
                    starts[kept++] = starts[i] * dimension;
                }
            }
            Kernels.best().sumRows(numbers, starts, kept, dimension, into);
            Kernels.best().scale((float) (1.0 / rows.size()), into, 0, dimension);
        }
    }

    private record Stored(EmbeddingTable words, @Nullable EmbeddingTable ngrams)
            implements InputRows {
        @Override
        public int dimension() {
            return words.dimension();
        }

        @Override
        public void mean(TextRows rows, float[] into) {
            Arrays.fill(into, 0);
            float[] part = new float[into.length];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.rows()[i];
                if (row >= words.rows() && ngrams != null) {
                    ngrams.read(row - words.rows(), 1, part, 0);
                } else if (row >= 0) {
                    words.read(row, 1, part, 0);
                } else {
                    continue;
                }
                Kernels.best().axpy(1, part, 0, into, 0, part.length);
            }
            Kernels.best().scale((float) (1.0 / rows.size()), into, 0, into.length);
        }
    }
}
