package dev.akin.counts;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.kernel.FactorTile;
import dev.akin.learn.TrainingRun;
import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/// GloVe: vectors of words whose products are the logarithms of how often the words stand near each other (Pennington,
/// Socher & Manning 2014, "GloVe: Global Vectors for Word Representation"), by AdaGrad. The vector of a word is that of the
/// word and that of the context that it is to others, added. Immutable and thread-safe; each training is a run of its own.
///
/// Defaults are those of the authors' program. Pairs are gone through in another order in each epoch: tiles of two
/// [blocks of words][Cooccurrences] by chance, and the pairs of a tile by chance. One seed gives the same vectors with any
/// number of threads, on one kind of processor.
public final class Glove {
    private final GloveSettings settings;

    private Glove(GloveSettings settings) {
        this.settings = settings;
    }

    /// Options, at first the defaults of the authors' program.
    public static Builder builder() {
        return new Builder(new GloveSettings());
    }

    /// As [#fit(Corpus, ProgressListener)], unheard.
    public Embeddings fit(Corpus corpus) throws IOException {
        return fit(corpus, ProgressListener.NONE);
    }

    /// Counts and encodes the corpus, counts its pairs, then learns from these. The corpus is read once. The result's table
    /// is a new one of `words kept × dimension`, its similarity cosine, its metadata the options and what happened.
    ///
    /// @param listener hears of bytes and pairs counted, then of pairs learned with the loss of the epoch before
    /// @throws IllegalArgumentException if no word reaches the minimum count
    /// @throws IOException if the corpus cannot be read
    /// @throws CancellationException if the listener asked to stop
    public Embeddings fit(Corpus corpus, ProgressListener listener) throws IOException {
        EncodedCorpus.Builder encoding =
                EncodedCorpus.builder()
                        .minCount(settings.minCount)
                        .maxWords(settings.maxWords)
                        .threads(settings.threads)
                        .listener(listener);
        if (settings.scratch != null) {
            encoding.scratch(settings.scratch);
        }
        try (EncodedCorpus encoded = encoding.encode(corpus)) {
            TrainingRun run = train(encoded, Map.of("akin.text", corpus.description()), listener);
            if (!run.finished()) {
                throw new CancellationException(
                        "training was stopped after "
                                + run.words()
                                + " of "
                                + run.totalWords()
                                + " pairs");
            }
            return run.embeddings();
        }
    }

    /// Learns from a corpus that is encoded already, and keeps what learning needs to go on; gives what there is when the
    /// listener asks to stop.
    ///
    /// @param corpus stays open; its vocabulary becomes the result's
    /// @param metadata what is known of the corpus and goes into the result's metadata
    /// @return its words are pairs of words, all epochs together
    /// @throws IOException if counts do not fit into memory and the scratch file cannot be written
    /// @throws CancellationException if the listener asked to stop while pairs were counted
    public TrainingRun train(
            EncodedCorpus corpus, Map<String, String> metadata, ProgressListener listener)
            throws IOException {
        GloveRows rows = new GloveRows(corpus.vocabulary().size(), settings.dimension);
        rows.initialise(0, settings.seed);
        return run(new Course(corpus, rows, 0, 0), metadata, listener);
    }

    /// Goes on with a training that was stopped, with the options and from the place that its model names. The result is that
    /// of a training that was never stopped.
    ///
    /// @param corpus the same as before, encoded with the model's vocabulary
    /// @param means threads, scratch folder and limit of memory to go on with; its other options are not heeded
    /// @throws IllegalArgumentException if the model is finished, was not learned by GloVe, lacks what learning needs, or
    ///     the corpus is another one
    /// @throws IOException as [#train] does
    public static TrainingRun resume(
            Model model, EncodedCorpus corpus, Glove means, ProgressListener listener)
            throws IOException {
        GloveModel learned = GloveModel.of(model);
        GloveSettings settings = new GloveSettings(learned.settings());
        settings.threads = means.settings.threads;
        settings.scratch = means.settings.scratch;
        settings.memoryLimit = means.settings.memoryLimit;
        learned.checkResumable(corpus);
        Course course =
                new Course(
                        corpus,
                        learned.rows(corpus.vocabulary()),
                        learned.epochsDone(),
                        learned.tilesDone());
        return new Glove(settings).run(course, model.metadata(), listener);
    }

    /// Learns more, from the pairs of other text: words go on from their rows and the learning rates that they have come to,
    /// new ones get rows of their own. Pairs of the text before are not counted again.
    ///
    /// @param corpus encoded with a vocabulary that [grew][EncodedCorpus.Builder#growing] from the model's
    /// @param metadata what is known of the new corpus
    /// @throws IllegalArgumentException if the model was not learned by GloVe, has another dimension, or lacks what
    ///     learning needs
    /// @throws IOException as [#train] does
    public TrainingRun update(
            Model model,
            EncodedCorpus corpus,
            Map<String, String> metadata,
            ProgressListener listener)
            throws IOException {
        GloveModel learned = GloveModel.of(model);
        if (learned.settings().dimension != settings.dimension) {
            throw new IllegalArgumentException(
                    "the model has "
                            + learned.settings().dimension
                            + " dimensions, not "
                            + settings.dimension);
        }
        Course course = new Course(corpus, learned.rows(corpus.vocabulary()), 0, 0);
        return run(course, metadata, listener);
    }

    /// The options that a model was learned with, to be changed before [#update] learns more.
    ///
    /// @throws IllegalArgumentException if the model was not learned by GloVe
    public static Builder builderOf(Model model) {
        GloveSettings settings = GloveModel.of(model).settings();
        settings.update = true;
        return new Builder(settings);
    }

    /// @param corpus what is learned from
    /// @param rows to go on from
    /// @param epochs done already
    /// @param tiles done already of the next epoch
    private record Course(EncodedCorpus corpus, GloveRows rows, int epochs, int tiles) {}

    private TrainingRun run(Course course, Map<String, String> metadata, ProgressListener listener)
            throws IOException {
        EncodedCorpus corpus = course.corpus();
        try (Cooccurrences counts = count(corpus, listener)) {
            counts.checkAny();
            GloveTraining training = new GloveTraining(settings, counts, course.rows(), listener);
            training.begin(course.epochs(), course.tiles());
            training.run();
            return new TrainingRun(
                    GloveModel.save(settings, training, corpus, metadata),
                    training.finished(),
                    training.pairsDone(),
                    counts.pairs() * settings.epochs);
        }
    }

    private Cooccurrences count(EncodedCorpus corpus, ProgressListener listener)
            throws IOException {
        Cooccurrences.Builder counting =
                Cooccurrences.builder()
                        .window(settings.window)
                        .symmetric(settings.symmetric)
                        .threads(settings.threads)
                        .memoryLimit(settings.memoryLimit)
                        .listener(listener);
        if (settings.scratch != null) {
            counting.scratch(settings.scratch);
        }
        return counting.count(corpus);
    }

    /// Words seen less often are left out.
    public int minCount() {
        return settings.minCount;
    }

    /// The most words in the vocabulary.
    public int maxWords() {
        return settings.maxWords;
    }

    /// Numbers in a vector.
    public int dimension() {
        return settings.dimension;
    }

    /// Bytes of the heap that learning needs: two vectors a word and their learning rates, each padded to whole lines.
    public long bytesNeeded(int words) {
        long stride = FactorTile.stride(GloveRows.width(settings.dimension));
        return stride * Float.BYTES * words;
    }

    /// Collects options; each has a default. Not thread-safe.
    public static final class Builder {
        private final GloveSettings settings;

        private Builder(GloveSettings settings) {
            this.settings = new GloveSettings(settings);
        }

        /// A learner with the options as they are now; the builder may be changed and used again.
        public Glove build() {
            return new Glove(new GloveSettings(settings));
        }

        /// Numbers in a vector, 1 … 65,536; 100 by default.
        public Builder dimension(int value) {
            settings.dimension = inRange("dimension", value, 1 << 16);
            return this;
        }

        /// The most words to either side that count as context, 1 … 1,000; 15 by default.
        public Builder window(int value) {
            settings.window = inRange("window", value, 1000);
            return this;
        }

        /// Whether both sides of a word are its context; if not, only what stands before it is. True by default.
        public Builder symmetric(boolean value) {
            settings.symmetric = value;
            return this;
        }

        /// Passes over all pairs, at least 1; 25 by default.
        public Builder epochs(int value) {
            settings.epochs = inRange("epochs", value, 1_000_000);
            return this;
        }

        /// Words seen less often than this are left out; 5 by default.
        public Builder minCount(int value) {
            settings.minCount = inRange("minCount", value, Integer.MAX_VALUE);
            return this;
        }

        /// The most words in the vocabulary, the most frequent ones; no limit by default.
        public Builder maxWords(int value) {
            settings.maxWords = inRange("maxWords", value, Integer.MAX_VALUE);
            return this;
        }

        /// The learning rate at the start, above 0 and at most 10; 0.05 by default.
        public Builder learningRate(double value) {
            settings.learningRate = positive("learningRate", value, 10);
            return this;
        }

        /// The count from which on a pair counts fully, above 0; 100 by default.
        public Builder xMax(double value) {
            settings.most = positive("xMax", value, 1e9);
            return this;
        }

        /// The power by which rarer pairs count less, above 0 and at most 10; 0.75 by default.
        public Builder alpha(double value) {
            settings.power = positive("alpha", value, 10);
            return this;
        }

        /// Threads that learn at once, 1 … 1,024; as many as the machine has by default.
        public Builder threads(int value) {
            settings.threads = inRange("threads", value, 1024);
            return this;
        }

        /// What random choices start from; 1 by default.
        public Builder seed(long value) {
            settings.seed = value;
            return this;
        }

        /// Bytes to count pairs with, as [Cooccurrences.Builder#memoryLimit(long)]; half of the largest heap by default.
        public Builder memoryLimit(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("memory must be at least 1, not " + bytes);
            }
            settings.memoryLimit = bytes;
            return this;
        }

        /// A folder where what is too large for memory is kept while training; none by default.
        public Builder scratch(Path folder) {
            settings.scratch = Objects.requireNonNull(folder, "folder");
            return this;
        }

        static int inRange(String name, int value, int most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(
                        name + " must be 1 … " + most + ", not " + value);
            }
            return value;
        }

        static double positive(String name, double value, double most) {
            if (!(value > 0 && value <= most)) {
                throw new IllegalArgumentException(
                        name + " must be above 0 and at most " + most + ", not " + value);
            }
            return value;
        }
    }
}
