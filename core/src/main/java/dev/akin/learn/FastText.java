package dev.akin.learn;

import dev.akin.vocabulary.Subwords;

/// Words that share vectors with other words by their parts (Bojanowski et al. 2017, "Enriching Word Vectors with Subword
/// Information"): skip-gram or CBOW with fastText's defaults, n-grams of 3 to 6 characters in 2,000,000 buckets, a
/// learning rate of 0.05, subsampling at 0.0001.
public final class FastText {
    /// fastText's n-grams.
    public static final Subwords SUBWORDS = Subwords.of(3, 6, 2_000_000);

    private FastText() {}

    /// Skip-gram with sub-words.
    public static SkipGram.Builder skipGram() {
        return SkipGram.builder().subwords(SUBWORDS).learningRate(0.05).subsample(1e-4);
    }

    /// CBOW with sub-words.
    public static Cbow.Builder cbow() {
        return Cbow.builder().subwords(SUBWORDS).learningRate(0.05).subsample(1e-4);
    }
}
