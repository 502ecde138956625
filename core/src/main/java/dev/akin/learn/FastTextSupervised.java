package dev.akin.learn;

import dev.akin.ProgressListener;
import dev.akin.embeddings.TextRows;
import dev.akin.format.Contents;
import dev.akin.format.FastTextArgs;
import dev.akin.format.FastTextModel;
import dev.akin.format.KeyedTable;
import dev.akin.format.SubwordTable;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.RowRange;
import dev.akin.table.SegmentTable;
import dev.akin.table.TrainableTable;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Learns to give texts labels, as `fasttext supervised` does (Joulin et al. 2016, "Bag of Tricks for Efficient Text
/// Classification"; fastText 0.9.2): a text is the mean of the rows of its words, their n-grams of letters and its n-grams of
/// words, and a linear layer tells labels from it. Immutable and thread-safe; each training is a run of its own.
///
/// A line of text is words with white space between; those that begin with the label prefix are its labels. Where a line has
/// several, one is drawn each time, but by one-versus-all each is learned. Threads share rows without locks (Hogwild, Recht et
/// al. 2011): with one thread a seed gives the same bytes again. Buckets of n-grams that no line has keep no rows; they count
/// as zeros.
public final class FastTextSupervised {
    private static final int RATE_UPDATES = 100;
    private static final int UNUSED_WINDOW = 5;
    private static final double UNUSED_SAMPLING = 1e-4;

    private final Builder options;

    private FastTextSupervised(Builder builder) {
        this.options = builder;
    }

    /// fastText's defaults.
    public static Builder builder() {
        return new Builder();
    }

    /// Learns from lines. What comes of it is a classifier, which [dev.akin.format.VectorFiles] writes as `.bin` or
    /// `.safetensors` and [dev.akin.embeddings.TextClassifier] takes.
    ///
    /// @param lines each without its end
    /// @param listener hears of lines counted and encoded, then of words learned with the running loss
    /// @throws IllegalArgumentException if there are no labels, or no word is frequent enough
    /// @throws CancellationException if the listener asked to stop
    public Contents fit(List<String> lines, ProgressListener listener) {
        LabelledWords dictionary =
                LabelledWords.of(
                        lines,
                        new LabelledWords.Kept(
                                options.labelPrefix, options.minCount, options.minLabelCount),
                        new LineMeter(listener, "counting", lines.size()));
        Vocabulary words = dictionary.words();
        Subwords rules = options.rules();
        TextExamples examples =
                TextExamples.of(
                        lines,
                        TextRows.of(words, dictionary.labels(), rules, options.wordNgrams)
                                .labelPrefix(options.labelPrefix),
                        new LineMeter(listener, "encoding", lines.size()));
        int[] buckets = examples.closeGaps(words.size());
        TrainableTable in =
                new TrainableTable(
                        Math.addExact(words.size(), buckets.length),
                        options.dimension,
                        options.blockNumbers);
        scatter(in, options.seed);
        TrainableTable out = new TrainableTable(dictionary.labels().size(), options.dimension);
        FastTextArgs args = options.args(dictionary.tokens());
        train(examples, in, new Task(args, dictionary.labels(), out), listener);
        return FastTextModel.classifier(
                args,
                new KeyedTable(words, new RowRange(in, 0, words.size())),
                new KeyedTable(dictionary.labels(), out),
                subwords(rules, in, words.size(), buckets));
    }

    /// Evenly in ±1 / dimension, as fastText.
    private static void scatter(TrainableTable table, long seed) {
        float[] row = new float[table.dimension()];
        for (int id = 0; id < table.rows(); id++) {
            FastRandom random = new FastRandom(~seed, id);
            for (int i = 0; i < row.length; i++) {
                row[i] = (2 * random.unit() - 1) / row.length;
            }
            table.set(id, row, 0);
        }
    }

    private static @Nullable SubwordTable subwords(
            Subwords rules, TrainableTable in, int words, int[] buckets) {
        return rules.buckets() == 0
                ? null
                : new SubwordTable(
                        rules,
                        new RowRange(in, words, buckets.length),
                        MemorySegment.ofArray(buckets));
    }

    /// Learns more, on the rows that a model has and no others, as fastText's `quantize -retrain` does with a pruned one. Words,
    /// labels, n-grams, loss and negatives are the model's; epochs, learning rate, threads, seed and label prefix are those of
    /// this learner.
    ///
    /// @throws IllegalArgumentException if the model is no classifier, or no line has a label of its
    /// @throws CancellationException if the listener asked to stop
    public FastTextModel continued(
            FastTextModel model, List<String> lines, ProgressListener listener) {
        if (model.args().purpose() != FastTextArgs.Purpose.SUPERVISED) {
            throw new IllegalArgumentException(
                    "the model has vectors of words and no labels; only a classifier learns on"
                            + " labelled lines");
        }
        TextExamples examples =
                TextExamples.of(
                        lines,
                        TextRows.of(model).labelPrefix(options.labelPrefix),
                        new LineMeter(listener, "encoding", lines.size()));
        TrainableTable in = copy(model.input());
        TrainableTable out = copy(model.output());
        train(examples, in, new Task(model.args(), model.labels(), out), listener);
        return model.with(
                SegmentTable.copyOf(in, ElementType.FLOAT32),
                SegmentTable.copyOf(out, ElementType.FLOAT32));
    }

    private TrainableTable copy(EmbeddingTable rows) {
        TrainableTable copy =
                new TrainableTable(rows.rows(), rows.dimension(), options.blockNumbers);
        float[] row = new float[rows.dimension()];
        for (int i = 0; i < rows.rows(); i++) {
            rows.read(i, 1, row, 0);
            copy.set(i, row, 0);
        }
        return copy;
    }

    /// What is told from texts, and how.
    private record Task(FastTextArgs args, Vocabulary labels, TrainableTable out) {
        /// The most rows that a text moves with a loss that leaves most of them alone.
        private static final int FEW = 16;

        LabelLoss loss(boolean alone, LabelKernels kernels) {
            return LabelLoss.of(args, labels, new LabelLoss.Output(out, alone, kernels));
        }

        /// About how many products of numbers an epoch takes: two passes over a text's rows, three over those of labels.
        double products(TextExamples examples) {
            boolean all =
                    args.loss() == FastTextArgs.Loss.SOFTMAX
                            || args.loss() == FastTextArgs.Loss.OVA;
            double moved = all ? out.rows() : Math.min(out.rows(), FEW);
            return (2.0 * examples.rows() + 3 * moved * examples.size()) * out.stride();
        }
    }

    private void train(
            TextExamples examples, TrainableTable in, Task task, ProgressListener listener) {
        long epochs = options.epochs;
        Training training =
                new Training(
                        new Training.Span(
                                examples.parts() * epochs, 0, examples.tokens() * epochs, 0),
                        options.learningRate,
                        listener);
        LabelKernels kernels = LabelKernels.of(task.products(examples) * epochs);
        List<Runnable> workers = new ArrayList<>();
        for (int t = 0; t < options.threads; t++) {
            LabelLearner learner =
                    new LabelLearner(
                            examples, in, task.loss(options.threads == 1, kernels), options.seed);
            workers.add(() -> learner.learn(training));
        }
        Threads.runAll(workers);
        training.finish();
        if (!training.finished()) {
            throw new CancellationException(
                    "training was stopped after "
                            + training.wordsDone()
                            + " of "
                            + training.totalWords()
                            + " words");
        }
    }

    /// Collects options; each has fastText's default. Not thread-safe.
    public static final class Builder {
        private static final int BUCKETS = 2_000_000;
        private static final int MOST_THREADS = 1024;

        private FastTextArgs.Loss loss = FastTextArgs.Loss.SOFTMAX;
        private String labelPrefix = TextRows.LABEL_PREFIX;
        private Subwords subwords = Subwords.of(0, 0, BUCKETS);
        private double learningRate = 0.1;
        private int dimension = 100;
        private int epochs = 5;
        private int minCount = 1;
        private int minLabelCount = 0;
        private int wordNgrams = 1;
        private int negatives = 5;
        private int threads = Runtime.getRuntime().availableProcessors();
        private long seed = 1;
        private int blockNumbers = 1 << 30;

        private Builder() {}

        /// How labels are told apart; by softmax unless said.
        public Builder loss(FastTextArgs.Loss value) {
            loss = Objects.requireNonNull(value, "loss");
            return this;
        }

        /// What labels begin with; `__label__` unless said. fastText's own command takes no other when it reads a model.
        ///
        /// @throws IllegalArgumentException if it is empty or has white space
        public Builder labelPrefix(String value) {
            if (value.isEmpty() || value.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException(
                        "the label prefix must be 1 character or more without white space, not \""
                                + value
                                + "\"");
            }
            labelPrefix = value;
            return this;
        }

        /// Which n-grams of letters have rows, and how many buckets these and n-grams of words share; none and 2,000,000 by
        /// default.
        public Builder subwords(Subwords value) {
            subwords = Objects.requireNonNull(value, "subwords");
            return this;
        }

        /// The learning rate at the start, above 0 and at most 10; 0.1 by default. It falls linearly to almost 0.
        public Builder learningRate(double value) {
            if (!(value > 0 && value <= 10)) {
                throw new IllegalArgumentException(
                        "learningRate must be above 0 and at most 10, not " + value);
            }
            learningRate = value;
            return this;
        }

        /// Numbers in a vector, 1 … 65,536; 100 by default.
        public Builder dimension(int value) {
            dimension = inRange("dimension", value, 1, 1 << 16);
            return this;
        }

        /// Passes over the lines, at least 1; 5 by default.
        public Builder epochs(int value) {
            epochs = inRange("epochs", value, 1, 1_000_000);
            return this;
        }

        /// Words seen less often than this are left out; 1 by default.
        public Builder minCount(int value) {
            minCount = inRange("minCount", value, 1, Integer.MAX_VALUE);
            return this;
        }

        /// Labels seen less often than this are left out; 0 by default.
        public Builder minLabelCount(int value) {
            minLabelCount = inRange("minLabelCount", value, 0, Integer.MAX_VALUE);
            return this;
        }

        /// The most words in an n-gram of words, 1 … 1,000; 1 by default, for none.
        public Builder wordNgrams(int value) {
            wordNgrams = inRange("wordNgrams", value, 1, 1000);
            return this;
        }

        /// Labels drawn against each true one where the loss is that of negative sampling, 1 … 1,000; 5 by default.
        public Builder negatives(int value) {
            negatives = inRange("negatives", value, 1, 1000);
            return this;
        }

        /// Threads that learn at once, 1 … 1,024; as many as the machine has by default.
        public Builder threads(int value) {
            threads = inRange("threads", value, 1, MOST_THREADS);
            return this;
        }

        /// What random choices start from; 1 by default.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /// Splits tables early, so that tests reach what only tables beyond 2³⁰ numbers do.
        Builder blockNumbers(int value) {
            blockNumbers = value;
            return this;
        }

        private static int inRange(String name, int value, int least, int most) {
            return WordLearner.Builder.inRange(name, value, least, most);
        }

        /// @throws IllegalArgumentException if n-grams of words have no bucket
        public FastTextSupervised build() {
            if (wordNgrams > 1 && subwords.buckets() == 0) {
                throw new IllegalArgumentException(
                        "n-grams of up to " + wordNgrams + " words need at least 1 bucket, not 0");
            }
            return new FastTextSupervised(copy());
        }

        private Builder copy() {
            Builder copy = new Builder();
            copy.loss = loss;
            copy.labelPrefix = labelPrefix;
            copy.subwords = subwords;
            copy.learningRate = learningRate;
            copy.dimension = dimension;
            copy.epochs = epochs;
            copy.minCount = minCount;
            copy.minLabelCount = minLabelCount;
            copy.wordNgrams = wordNgrams;
            copy.negatives = negatives;
            copy.threads = threads;
            copy.seed = seed;
            copy.blockNumbers = blockNumbers;
            return copy;
        }

        /// No buckets where nothing falls into them, as in fastText.
        private Subwords rules() {
            return wordNgrams == 1 && subwords.maxNgram() == 0 ? Subwords.of(0, 0, 0) : subwords;
        }

        private FastTextArgs args(long tokens) {
            return new FastTextArgs(
                    FastTextArgs.Purpose.SUPERVISED,
                    loss,
                    UNUSED_WINDOW,
                    epochs,
                    minCount,
                    negatives,
                    wordNgrams,
                    RATE_UPDATES,
                    UNUSED_SAMPLING,
                    tokens);
        }
    }
}
