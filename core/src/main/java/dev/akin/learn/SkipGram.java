package dev.akin.learn;

/// Skip-gram: word vectors that predict the words around a word (Mikolov et al. 2013, "Distributed Representations of
/// Words and Phrases and their Compositionality"), by negative sampling unless told otherwise. With sub-words it is
/// fastText's: see [FastText].
public final class SkipGram extends WordLearner {
    SkipGram(Settings settings) {
        super(settings);
    }

    /// Options, at first the defaults of word2vec.c.
    public static Builder builder() {
        return new Builder(new Settings(false));
    }

    /// Collects options; each has a default.
    public static final class Builder extends WordLearner.Builder<Builder, SkipGram> {
        Builder(Settings settings) {
            super(settings);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        public SkipGram build() {
            return new SkipGram(new Settings(settings));
        }
    }
}
