package dev.akin.learn;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.TrainableTable;
import dev.akin.text.Corpus;
import dev.akin.text.Json;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Skip-gram with negative sampling: word vectors that predict the words around a word (Mikolov et al. 2013,
/// "Distributed Representations of Words and Phrases and their Compositionality"). Immutable and thread-safe; each
/// [#fit(Corpus)] is a training run of its own.
///
/// Details follow word2vec.c, whose defaults these are: windows shrink at random, frequent words are subsampled by its
/// rule, negatives come from counts^¾, the learning rate falls linearly to 1/10,000 of its start. Threads update the
/// same tables without locks (Hogwild, Recht et al. 2011): with one thread a seed gives the same vectors again, with
/// more it does not.
public final class SkipGram {
    /// Numbers of the encoded corpus that a thread takes at a time; windows do not cross from one part to the next.
    static final int PART = 1 << 16;

    private static final double NEGATIVE_EXPONENT = 0.75;

    private final Builder options;

    private SkipGram(Builder options) {
        this.options = options;
    }

    /// Options, at first the defaults of word2vec.c.
    public static Builder builder() {
        return new Builder();
    }

    int negatives() {
        return options.negatives;
    }

    int window() {
        return options.window;
    }

    long seed() {
        return options.seed;
    }

    /// As [#fit(Corpus, ProgressListener)], unheard.
    public Embeddings fit(Corpus corpus) throws IOException {
        return fit(corpus, ProgressListener.NONE);
    }

    /// Counts and encodes the corpus, then learns from it. The corpus is read once. The result's table is a new one of
    /// `words kept × dimension`, its similarity cosine, its metadata the options and what happened.
    ///
    /// @param listener hears of bytes counted, then of words learned with the running loss
    /// @throws IllegalArgumentException if no word reaches the minimum count
    /// @throws IOException if the corpus cannot be read
    /// @throws CancellationException if the listener asked to stop
    public Embeddings fit(Corpus corpus, ProgressListener listener) throws IOException {
        EncodedCorpus.Builder encoding =
                EncodedCorpus.builder()
                        .minCount(options.minCount)
                        .maxWords(options.maxWords)
                        .threads(options.threads)
                        .listener(listener);
        if (options.scratch != null) {
            encoding.scratch(options.scratch);
        }
        try (EncodedCorpus encoded = encoding.encode(corpus)) {
            return fit(encoded, Map.of("akin.text", corpus.description()), listener);
        }
    }

    /// Learns from a corpus that is encoded already.
    ///
    /// @param corpus stays open; its vocabulary becomes the result's
    /// @param metadata what is known of the corpus and goes into the result's metadata
    /// @throws CancellationException if the listener asked to stop
    public Embeddings fit(
            EncodedCorpus corpus, Map<String, String> metadata, ProgressListener listener) {
        Tables tables = tables(corpus.vocabulary());
        long totalWords = corpus.words() * options.epochs;
        Training training =
                new Training(
                        parts(corpus) * options.epochs, totalWords, options.learningRate, listener);
        List<Runnable> workers = new ArrayList<>();
        for (int t = 0; t < options.threads; t++) {
            workers.add(new SkipGramWorker(this, corpus, tables, training));
        }
        Threads.runAll(workers);
        training.finish();
        return Embeddings.builder(corpus.vocabulary(), tables.in())
                .metadata(describe(metadata, corpus, training))
                .build();
    }

    /// Bytes of memory that learning needs beside the encoded corpus: two tables, their rows padded to whole vectors.
    public long bytesNeeded(int words) {
        long stride = Math.ceilDiv(options.dimension, 16) * 16L;
        return 2 * stride * Float.BYTES * words;
    }

    static long parts(EncodedCorpus corpus) {
        return Math.ceilDiv(corpus.length(), (long) PART);
    }

    /// @param in the rows that become the embeddings
    /// @param out the rows that are predicted
    record Tables(
            TrainableTable in,
            TrainableTable out,
            Subsampler subsampler,
            NegativeSampler negatives) {}

    private Tables tables(Vocabulary vocabulary) {
        TrainableTable in = table(vocabulary.size());
        initialise(in);
        return new Tables(
                in,
                table(vocabulary.size()),
                new Subsampler(vocabulary, options.subsample),
                new NegativeSampler(vocabulary, NEGATIVE_EXPONENT));
    }

    private TrainableTable table(int rows) {
        return options.blockNumbers > 0
                ? new TrainableTable(rows, options.dimension, options.blockNumbers)
                : new TrainableTable(rows, options.dimension);
    }

    /// Evenly in ±½ / dimension, as word2vec.c; each row from the seed and its id alone.
    private void initialise(TrainableTable table) {
        float[] row = new float[options.dimension];
        for (int id = 0; id < table.rows(); id++) {
            FastRandom random = new FastRandom(~options.seed, id);
            for (int d = 0; d < row.length; d++) {
                row[d] = (random.unit() - 0.5f) / options.dimension;
            }
            table.set(id, row, 0);
        }
    }

    private Map<String, String> describe(
            Map<String, String> metadata, EncodedCorpus corpus, Training training) {
        Map<String, Json> how = new LinkedHashMap<>();
        how.put("model", new Json.Str("skipgram"));
        how.put("dimension", Json.Num.of(options.dimension));
        how.put("window", Json.Num.of(options.window));
        how.put("negatives", Json.Num.of(options.negatives));
        how.put("epochs", Json.Num.of(options.epochs));
        how.put("minCount", Json.Num.of(options.minCount));
        how.put("subsample", Json.Num.of(options.subsample));
        how.put("learningRate", Json.Num.of(options.learningRate));
        Map<String, Json> run = new LinkedHashMap<>();
        run.put("epoch", Json.Num.of(options.epochs));
        run.put("words", Json.Num.of(corpus.words() * options.epochs));
        run.put("corpusWords", Json.Num.of(corpus.seen()));
        run.put("lines", Json.Num.of(corpus.lines()));
        run.put("seed", Json.Num.of(options.seed));
        run.put("threads", Json.Num.of(options.threads));
        if (Double.isFinite(training.lastLoss())) {
            run.put("loss", Json.Num.of(training.lastLoss()));
        }
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put("akin.options", new Json.Obj(how).toString());
        all.put("akin.training", new Json.Obj(run).toString());
        return all;
    }

    /// Collects options; each has a default.
    public static final class Builder {
        private int dimension = 100;
        private int window = 5;
        private int negatives = 5;
        private int epochs = 5;
        private int minCount = 5;
        private int maxWords = Integer.MAX_VALUE;
        private double subsample = 1e-3;
        private double learningRate = 0.025;
        private int threads = Runtime.getRuntime().availableProcessors();
        private long seed = 1;
        private @Nullable Path scratch;
        private int blockNumbers;

        private Builder() {}

        private Builder(Builder other) {
            dimension = other.dimension;
            window = other.window;
            negatives = other.negatives;
            epochs = other.epochs;
            minCount = other.minCount;
            maxWords = other.maxWords;
            subsample = other.subsample;
            learningRate = other.learningRate;
            threads = other.threads;
            seed = other.seed;
            scratch = other.scratch;
            blockNumbers = other.blockNumbers;
        }

        /// Numbers in a vector, 1 … 65,536; 100 by default.
        public Builder dimension(int value) {
            dimension = inRange("dimension", value, 1, 1 << 16);
            return this;
        }

        /// The most words to either side that a word predicts, 1 … 1,000; 5 by default.
        public Builder window(int value) {
            window = inRange("window", value, 1, 1000);
            return this;
        }

        /// Words drawn at random for each pair seen, 1 … 1,000; 5 by default.
        public Builder negatives(int value) {
            negatives = inRange("negatives", value, 1, 1000);
            return this;
        }

        /// Passes over the corpus, at least 1; 5 by default.
        public Builder epochs(int value) {
            epochs = inRange("epochs", value, 1, 1_000_000);
            return this;
        }

        /// Words seen less often than this are left out; 5 by default.
        public Builder minCount(int value) {
            minCount = inRange("minCount", value, 1, Integer.MAX_VALUE);
            return this;
        }

        /// The most words in the vocabulary, the most frequent ones; no limit by default.
        public Builder maxWords(int value) {
            maxWords = inRange("maxWords", value, 1, Integer.MAX_VALUE);
            return this;
        }

        /// Words of a relative frequency above about this are dropped now and then, 0 … 1; 0.001 by default, 0 for never.
        public Builder subsample(double value) {
            subsample = inRange("subsample", value, 0, 1);
            return this;
        }

        /// The learning rate at the start, above 0 and at most 10; 0.025 by default.
        public Builder learningRate(double value) {
            learningRate = inRange("learningRate", value, Double.MIN_VALUE, 10);
            return this;
        }

        /// Threads that learn at once, 1 … 1,024; as many as the machine has by default.
        public Builder threads(int value) {
            threads = inRange("threads", value, 1, 1024);
            return this;
        }

        /// What random choices start from; 1 by default.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /// A folder where a corpus too large for memory is kept while training; none by default.
        public Builder scratch(Path folder) {
            scratch = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /// Splits tables early, so that tests reach what only tables beyond 2³⁰ numbers do.
        Builder blockNumbers(int value) {
            blockNumbers = value;
            return this;
        }

        /// A learner with the options as they are now; the builder may be changed and used again.
        public SkipGram build() {
            return new SkipGram(new Builder(this));
        }

        private static int inRange(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        name + " must be " + least + " … " + most + ", not " + value);
            }
            return value;
        }

        private static double inRange(String name, double value, double least, double most) {
            if (!(value >= least && value <= most)) {
                throw new IllegalArgumentException(
                        name
                                + " must be "
                                + (least == Double.MIN_VALUE ? "above 0" : "at least 0")
                                + " and at most "
                                + most
                                + ", not "
                                + value);
            }
            return value;
        }
    }
}
