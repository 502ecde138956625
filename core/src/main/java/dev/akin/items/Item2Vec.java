package dev.akin.items;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.learn.SkipGram;
import dev.akin.learn.TrainingRun;
import dev.akin.learn.WordLearner;
import dev.akin.text.Click;
import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.GrowingVocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;

/// Item2vec: items as the words of skip-gram with negative sampling, what each user chose as its sentences (Barkan and Koenigstein 2016,
/// "Item2Vec: Neural Item Embedding for Collaborative Filtering"). Immutable and thread-safe; each training is a run of its own.
///
/// Windows go along a user's choices in the order of time, or with [baskets][Builder#baskets(boolean)] over all of them. How negatives are
/// drawn, how often the log is gone through and whether frequent items are skipped matter far more than for words (Caselles-Dupré, Lesaint
/// and Royo-Letelier 2018, "Word2vec applied to Recommendation: Hyperparameters Matter").
///
/// An item has two vectors: the one by which it is foretold, in the main table, and the one by which it foretells others, in the table
/// `history`. A user's is the mean of the latter over what the user chose, the last items weighing most; its dot product with the former is
/// the mean of what each chosen item has to say for that item.
public final class Item2Vec {
    /// Wider than nearly all baskets are.
    private static final int WHOLE = 1000;

    private final List<Consumer<WordLearner.Builder<?, ?>>> changes;
    private final Tasting tasting;
    private final int threads;

    /// How users are made of items.
    ///
    /// @param decay what an item weighs of what the next one does
    record Tasting(double decay, boolean baskets) {}

    private Item2Vec(Builder builder) {
        changes = List.copyOf(builder.changes);
        boolean baskets = builder.baskets;
        tasting =
                new Tasting(
                        Double.isNaN(builder.decay) ? (baskets ? 1 : Builder.DECAY) : builder.decay,
                        baskets);
        threads = builder.threads;
    }

    /// Options, at first such as suit items.
    public static Builder builder() {
        return new Builder();
    }

    /// As [#train], but all or nothing.
    ///
    /// @throws CancellationException if the listener asked to stop
    public Model fit(List<Click> clicks, ProgressListener listener) {
        return whole(train(clicks, listener));
    }

    private static Model whole(TrainingRun run) {
        if (!run.finished()) {
            throw new CancellationException(
                    "training was stopped after "
                            + run.words()
                            + " of "
                            + run.totalWords()
                            + " choices");
        }
        return run.model();
    }

    /// Learns items from what users chose. The model is of kind `recommender`: items as its main table, `history` and `users`, each of
    /// `rows × dimension`, and what each user chose.
    ///
    /// @param clicks in the order of time, as [dev.akin.text.ClickLog#read] gives them
    /// @param listener hears of bytes counted, then of choices learned with the running loss; asked to stop, there is what was learned till
    ///     then
    /// @throws IllegalArgumentException if no item was chosen often enough
    public TrainingRun train(List<Click> clicks, ProgressListener listener) {
        Histories histories = Histories.of(clicks);
        WordLearner learner = learner(suitingItems());
        return learn(
                histories,
                encoding(learner, listener),
                corpus -> {
                    TrainingRun run = learner.train(corpus, Map.of(), listener);
                    return made(run, histories, tasting);
                });
    }

    /// Goes on with a training that was stopped, with the options and from the place that its model names.
    ///
    /// @param clicks the same as before
    /// @throws IllegalArgumentException if the model is finished, is not of item2vec, or the clicks are others
    public TrainingRun resume(Model model, List<Click> clicks, ProgressListener listener) {
        SequenceModel before = SequenceModel.of(model);
        Histories histories = Histories.of(clicks);
        return learn(
                histories,
                EncodedCorpus.builder()
                        .vocabulary(model.table("").vocabulary())
                        .threads(threads)
                        .listener(listener),
                corpus -> {
                    TrainingRun run = WordLearner.resume(before.words(), corpus, threads, listener);
                    return made(run, histories, before.tasting());
                });
    }

    /// Learns more from later clicks: items and users go on from their vectors, new ones join them. The options are those of the model, but
    /// for what was set here, and the learning rate a tenth.
    ///
    /// @throws IllegalArgumentException if the model is not of item2vec, or lacks what learning needs
    /// @throws CancellationException if the listener asked to stop
    public Model update(Model model, List<Click> later, ProgressListener listener) {
        SequenceModel before = SequenceModel.of(model);
        Histories old = before.histories();
        Histories added = Histories.of(later);
        WordLearner learner = learner(WordLearner.builderOf(before.words()));
        EncodedCorpus.Builder encoding = encoding(learner, listener);
        encoding.growing(GrowingVocabulary.of(model.table("").vocabulary()));
        return whole(
                learn(
                        old.continuing(added, before.window()),
                        encoding,
                        corpus -> {
                            TrainingRun run =
                                    learner.update(before.words(), corpus, Map.of(), listener);
                            return made(run, old.and(added), before.tasting());
                        }));
    }

    private WordLearner.Builder<?, ?> suitingItems() {
        return SkipGram.builder()
                .dimension(Builder.DIMENSION)
                .window(tasting.baskets() ? WHOLE : Builder.WINDOW)
                .negatives(Builder.NEGATIVES)
                .negativeExponent(Builder.NEGATIVE_EXPONENT)
                .subsample(0)
                .epochs(Builder.EPOCHS)
                .minCount(1);
    }

    private WordLearner learner(WordLearner.Builder<?, ?> builder) {
        changes.forEach(change -> change.accept(builder));
        return builder.threads(threads).build();
    }

    private EncodedCorpus.Builder encoding(WordLearner learner, ProgressListener listener) {
        return EncodedCorpus.builder()
                .minCount(learner.minCount())
                .maxWords(learner.maxWords())
                .threads(threads)
                .listener(listener);
    }

    private static TrainingRun learn(
            Histories sentences,
            EncodedCorpus.Builder encoding,
            Function<EncodedCorpus, TrainingRun> learning) {
        Corpus corpus = Corpus.ofSentences(sentences.items().values());
        try (EncodedCorpus encoded = encoding.encode(corpus)) {
            return learning.apply(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrainingRun made(TrainingRun run, Histories histories, Tasting tasting) {
        return new TrainingRun(
                SequenceModel.made(run.model(), histories, tasting),
                run.finished(),
                run.words(),
                run.totalWords());
    }

    /// Collects options; each has a default, and with [#update] that of the model. Not thread-safe.
    public static final class Builder {
        private static final int DIMENSION = 64;
        private static final int WINDOW = 5;
        private static final int NEGATIVES = 20;
        private static final int EPOCHS = 20;
        private static final double NEGATIVE_EXPONENT = 0.5;
        private static final double DECAY = 0.5;

        private final List<Consumer<WordLearner.Builder<?, ?>>> changes = new ArrayList<>();
        private double decay = Double.NaN;
        private boolean baskets;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        public Item2Vec build() {
            return new Item2Vec(this);
        }

        private Builder change(Consumer<WordLearner.Builder<?, ?>> change) {
            change.accept(SkipGram.builder());
            changes.add(change);
            return this;
        }

        /// Numbers in a vector, 1 … 65,536; 64 by default.
        public Builder dimension(int value) {
            return change(learner -> learner.dimension(value));
        }

        /// The most choices to either side that count as company, 1 … 1,000; 5 by default, 1,000 with baskets.
        public Builder window(int value) {
            return change(learner -> learner.window(value));
        }

        /// Items drawn at random for each pair seen, 1 … 1,000; 20 by default.
        public Builder negatives(int value) {
            return change(learner -> learner.negatives(value));
        }

        /// The power of its count by which an item is drawn as a negative, -2 … 2; 0.5 by default. The lower, the more recommendations
        /// keep to popular items.
        public Builder negativeExponent(double value) {
            return change(learner -> learner.negativeExponent(value));
        }

        /// Items of a relative frequency above about this are dropped now and then, 0 … 1; 0 by default, for never.
        public Builder subsample(double value) {
            return change(learner -> learner.subsample(value));
        }

        /// Passes over the log, at least 1; 20 by default.
        public Builder epochs(int value) {
            return change(learner -> learner.epochs(value));
        }

        /// Items chosen less often than this are left out; 1 by default.
        public Builder minCount(int value) {
            return change(learner -> learner.minCount(value));
        }

        /// The learning rate at the start, above 0 and at most 10; 0.025 by default.
        public Builder learningRate(double value) {
            return change(learner -> learner.learningRate(value));
        }

        /// What random choices start from; 1 by default.
        public Builder seed(long value) {
            return change(learner -> learner.seed(value));
        }

        /// Whether the vectors are to be the same with any number of threads, on one kind of processor. Slower; false by default.
        public Builder reproducible(boolean value) {
            return change(learner -> learner.reproducible(value));
        }

        /// What an item of a user weighs of what the next one does, above 0 and at most 1, which is for all alike; 0.5 by default, 1 with
        /// baskets.
        ///
        /// @throws IllegalArgumentException if it is out of range
        public Builder decay(double value) {
            if (!(value > 0 && value <= 1)) {
                throw new IllegalArgumentException(
                        "decay must be above 0 and at most 1, not " + value);
            }
            decay = value;
            return this;
        }

        /// Whether what a user chose has no order: then all of it is company. False by default.
        public Builder baskets(boolean value) {
            baskets = value;
            return this;
        }

        /// Threads that learn at once, 1 … 1,024; as many as the machine has by default.
        public Builder threads(int value) {
            SkipGram.builder().threads(value);
            threads = value;
            return this;
        }
    }
}
