package dev.akin.learn;

/// CBOW, the continuous bag of words: the mean of the words around a word predicts it (Mikolov et al. 2013, "Efficient
/// Estimation of Word Representations in Vector Space"), by negative sampling unless told otherwise. Faster than
/// skip-gram, and a little worse on rare words. With sub-words it is fastText's: see [FastText].
public final class Cbow extends WordLearner {
    Cbow(Settings settings) {
        super(settings);
    }

    /// Options, at first the defaults of word2vec.c: a learning rate of 0.05, else as skip-gram's.
    public static Builder builder() {
        return new Builder(new Settings(true)).learningRate(0.05);
    }

    /// Collects options; each has a default.
    public static final class Builder extends WordLearner.Builder<Builder, Cbow> {
        Builder(Settings settings) {
            super(settings);
        }

        /// Whether each place around a word has weights of its own, which are learned too (Mikolov et al. 2018, "Advances
        /// in Pre-Training Distributed Word Representations", §2.2); false by default.
        public Builder positionWeights(boolean value) {
            settings.positionWeights = value;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        public Cbow build() {
            return new Cbow(new Settings(settings));
        }
    }
}
