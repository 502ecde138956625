package dev.akin.learn;

import dev.akin.vocabulary.Vocabulary;
import org.jspecify.annotations.Nullable;

/// What is drawn at random, by the counts of a vocabulary.
///
/// @param negatives null with hierarchical softmax
record Draws(Subsampler subsampler, @Nullable NegativeSampler negatives) {
    static Draws of(Vocabulary vocabulary, Settings settings) {
        return new Draws(
                new Subsampler(vocabulary, settings.subsample),
                settings.hierarchical()
                        ? null
                        : new NegativeSampler(vocabulary, settings.negativeExponent));
    }
}
