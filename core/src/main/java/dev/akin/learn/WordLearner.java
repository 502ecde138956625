package dev.akin.learn;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Subwords;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/// Learns vectors of words from the company that they keep. Immutable and thread-safe; each training is a run of its own.
///
/// Details follow word2vec.c, whose defaults these are: windows shrink at random, frequent words are subsampled by its
/// rule, negatives come from counts^¾, the learning rate falls linearly to 1/10,000 of its start. Threads update the
/// same tables without locks (Hogwild, Recht et al. 2011): with one thread a seed gives the same vectors again, with
/// more it does so only where the learner is [reproducible][Builder#reproducible(boolean)].
public abstract sealed class WordLearner permits SkipGram, Cbow {
    private static final double UPDATE_RATE = 0.1;

    private final Settings settings;

    WordLearner(Settings settings) {
        this.settings = settings;
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
                        .minCount(settings.minCount)
                        .maxWords(settings.maxWords)
                        .threads(settings.threads)
                        .listener(listener);
        if (settings.scratch != null) {
            encoding.scratch(settings.scratch);
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
        TrainingRun run = train(corpus, metadata, listener);
        if (!run.finished()) {
            throw new CancellationException(
                    "training was stopped after "
                            + run.words()
                            + " of "
                            + run.totalWords()
                            + " words");
        }
        return run.embeddings();
    }

    /// As [#fit(EncodedCorpus, Map, ProgressListener)], but keeps what learning needs to go on, and gives what there is
    /// when the listener asks to stop.
    public TrainingRun train(
            EncodedCorpus corpus, Map<String, String> metadata, ProgressListener listener) {
        Tables tables = TableMaker.make(settings, corpus.vocabulary());
        return run(new Course(corpus, 0, 0), tables, metadata, listener);
    }

    /// Goes on with a training that was stopped, with the options and from the place that its model names. With one
    /// thread, or where the learner is reproducible, the result is that of a training that was never stopped.
    ///
    /// @param corpus the same as before, encoded with the model's vocabulary
    /// @throws IllegalArgumentException if the model is finished, was not learned by Akin, lacks what learning needs, or
    ///     the corpus is another one
    public static TrainingRun resume(
            Model model, EncodedCorpus corpus, int threads, ProgressListener listener) {
        LearnedModel learned = LearnedModel.of(model);
        Settings settings = new Settings(learned.settings());
        settings.threads = Builder.inRange("threads", threads, 1, 1024);
        learned.checkResumable(corpus);
        Course course = new Course(corpus, learned.partsDone(), learned.wordsDone());
        return of(settings).run(course, learned.tables(), model.metadata(), listener);
    }

    /// Learns more, from other text: words keep their rows, new ones get rows of their own.
    ///
    /// @param corpus encoded with a vocabulary that [grew][EncodedCorpus.Builder#growing] from the model's
    /// @param metadata what is known of the new corpus
    /// @throws IllegalArgumentException if the model was not learned by Akin or lacks what learning needs
    public TrainingRun update(
            Model model,
            EncodedCorpus corpus,
            Map<String, String> metadata,
            ProgressListener listener) {
        Tables tables = LearnedModel.of(model).grown(settings, corpus.vocabulary());
        return run(new Course(corpus, 0, 0), tables, metadata, listener);
    }

    /// A learner with the options that a model was learned with, to be changed before it [updates][#update] the model. The
    /// learning rate is a tenth of the one that the model began with: at the full rate a little new text makes the model
    /// forget much of the old.
    ///
    /// @throws IllegalArgumentException if the model was not learned by Akin
    public static Builder<?, ?> builderOf(Model model) {
        Settings settings = LearnedModel.of(model).settings();
        if (!settings.update) {
            settings.update = true;
            settings.learningRate *= UPDATE_RATE;
        }
        return settings.bags ? new Cbow.Builder(settings) : new SkipGram.Builder(settings);
    }

    private static WordLearner of(Settings settings) {
        return settings.bags ? new Cbow(settings) : new SkipGram(settings);
    }

    private TrainingRun run(
            Course course, Tables tables, Map<String, String> metadata, ProgressListener listener) {
        Training training = course.learn(settings, tables, listener);
        return new TrainingRun(
                LearnedModel.save(settings, tables, course.corpus(), training, metadata),
                training.finished(),
                training.wordsDone(),
                training.totalWords());
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

    /// Bytes of memory that learning needs beside the encoded corpus: two tables, their rows padded to whole vectors.
    /// Rows of n-grams come on top: as many as the words have different ones.
    public long bytesNeeded(int words) {
        return 2L * settings.stride() * Float.BYTES * words;
    }

    /// Collects options; each has a default.
    ///
    /// @param <B> the builder itself
    /// @param <L> what it builds
    public abstract static sealed class Builder<B extends Builder<B, L>, L extends WordLearner>
            extends LearnerBuilder<B> permits SkipGram.Builder, Cbow.Builder {
        Builder(Settings settings) {
            super(settings);
        }

        /// A learner with the options as they are now; the builder may be changed and used again.
        public abstract L build();

        /// Which n-grams of a word have vectors too: the word's is the mean of its own and theirs, and a word never seen
        /// has one (Bojanowski et al. 2017). None by default.
        public B subwords(Subwords value) {
            settings.subwords = Objects.requireNonNull(value, "subwords");
            return self();
        }
    }
}
