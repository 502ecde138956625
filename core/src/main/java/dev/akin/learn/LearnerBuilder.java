package dev.akin.learn;

import java.nio.file.Path;
import java.util.Objects;

/// Collects the options that learners of words and of documents have in common; each has a default.
///
/// @param <B> the builder itself
public abstract sealed class LearnerBuilder<B extends LearnerBuilder<B>>
        permits WordLearner.Builder, Doc2Vec.Builder {
    final Settings settings;

    LearnerBuilder(Settings settings) {
        this.settings = settings;
    }

    abstract B self();

    /// Numbers in a vector, 1 … 65,536; 100 by default.
    public B dimension(int value) {
        settings.dimension = inRange("dimension", value, 1, 1 << 16);
        return self();
    }

    /// The most words to either side that count as context, 1 … 1,000; 5 by default.
    public B window(int value) {
        settings.window = inRange("window", value, 1, 1000);
        return self();
    }

    /// Words drawn at random for each word seen, 1 … 1,000; 5 by default.
    public B negatives(int value) {
        settings.negatives = inRange("negatives", value, 1, 1000);
        return self();
    }

    /// How words that were there are told from others; by negative sampling unless said.
    public B loss(Loss value) {
        settings.loss = Objects.requireNonNull(value, "loss");
        return self();
    }

    /// Passes over the corpus, at least 1; 5 by default, 10 for documents.
    public B epochs(int value) {
        settings.epochs = inRange("epochs", value, 1, 1_000_000);
        return self();
    }

    /// Words seen less often than this are left out; 5 by default.
    public B minCount(int value) {
        settings.minCount = inRange("minCount", value, 1, Integer.MAX_VALUE);
        return self();
    }

    /// The most words in the vocabulary, the most frequent ones; no limit by default.
    public B maxWords(int value) {
        settings.maxWords = inRange("maxWords", value, 1, Integer.MAX_VALUE);
        return self();
    }

    /// Words of a relative frequency above about this are dropped now and then, 0 … 1; 0.001 by default, 0 for never.
    public B subsample(double value) {
        settings.subsample = inRange("subsample", value, 0, 1);
        return self();
    }

    /// The power of its count by which a word is drawn as a negative, -2 … 2; 0.75 by default. Below 0 rare words are
    /// drawn most, which suits items better than words (Caselles-Dupré et al. 2018, "Word2vec applied to
    /// Recommendation: Hyperparameters Matter").
    public B negativeExponent(double value) {
        settings.negativeExponent = inRange("negativeExponent", value, -2, 2);
        return self();
    }

    /// The learning rate at the start, above 0 and at most 10; 0.025 by default.
    public B learningRate(double value) {
        settings.learningRate = inRange("learningRate", value, Double.MIN_VALUE, 10);
        return self();
    }

    /// Threads that learn at once, 1 … 1,024; as many as the machine has by default.
    public B threads(int value) {
        settings.threads = inRange("threads", value, 1, 1024);
        return self();
    }

    /// What random choices start from; 1 by default.
    public B seed(long value) {
        settings.seed = value;
        return self();
    }

    /// Whether the vectors are to be the same with any number of threads, on one kind of processor. Slower; false by
    /// default.
    public B reproducible(boolean value) {
        settings.reproducible = value;
        return self();
    }

    /// A folder where a corpus too large for memory is kept while training; none by default.
    public B scratch(Path folder) {
        settings.scratch = Objects.requireNonNull(folder, "folder");
        return self();
    }

    /// Splits tables early, so that tests reach what only tables beyond 2³⁰ numbers do.
    B blockNumbers(int value) {
        settings.blockNumbers = value;
        return self();
    }

    static int inRange(String name, int value, int least, int most) {
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
                            + (least == Double.MIN_VALUE ? "above 0" : "at least " + (long) least)
                            + " and at most "
                            + most
                            + ", not "
                            + value);
        }
        return value;
    }
}
