package dev.akin.layers;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Learns what keys that nobody knows should begin as, from what is known of them: words, categories, n-grams of their letters.
///
/// The mean of the rows of a key's features goes through one dense layer with tanh. It is learned on known keys as if they were new, by a
/// predictor that stays as it is: so that the vector is right at once, and also so that one step from it, by a few examples, is right for
/// others (Pan, Li, Ao, Tang and He 2019, "Warm Up Cold-start Advertisements: Improving CTR Predictions via Learning to Learn ID
/// Embeddings"). Pure Java. Immutable; each `fit` makes vectors of its own, the same for the same seed.
public final class MetaEmbedding {
    private static final String PHASE = "learning to begin";

    private final Builder options;

    private MetaEmbedding(Builder options) {
        this.options = options.copy();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// As [#fit(List, KeyLoss, ProgressListener)], unheard.
    public FirstVectors fit(List<? extends Collection<String>> features, KeyLoss losses) {
        return fit(features, losses, ProgressListener.NONE);
    }

    /// Learns from known keys. Those with a single example are passed over: there would be nothing to see after a step.
    ///
    /// @param features of each key, in any order, at least one
    /// @param losses of the predictor, which has as many keys
    /// @param listener hears of each pass and its mean loss, on the keys held back if there are any; if it asks to stop, what was learned until then is given
    /// @throws IllegalArgumentException if a key has no features, there are more or fewer keys than losses, or none has two examples
    /// @throws IllegalStateException if a loss or a gradient is not finite
    public FirstVectors fit(
            List<? extends Collection<String>> features,
            KeyLoss losses,
            ProgressListener listener) {
        Shapes.requireLength("features of keys", features.size(), losses.keys());
        Vocabulary known = vocabulary(features);
        MetaTraining training = new MetaTraining(options, ids(features, known), known, losses);
        long total = (long) options.epochs * training.keys();
        FirstVectors best = training.vectors();
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        int patience = options.validation > 0 ? options.patience : Integer.MAX_VALUE;
        for (int epoch = 1; epoch <= options.epochs && worse < patience; epoch++) {
            if (listener.stopRequested()) {
                break;
            }
            double learned = training.epoch();
            double loss = options.validation > 0 ? training.validate() : learned;
            listener.update(
                    new Progress(PHASE, (long) epoch * training.keys(), total, "keys", loss));
            worse = loss < least ? 0 : worse + 1;
            if (loss < least || options.validation == 0) {
                best = training.vectors();
            }
            least = Math.min(least, loss);
        }
        return best;
    }

    private Vocabulary vocabulary(List<? extends Collection<String>> features) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int key = 0; key < features.size(); key++) {
            if (features.get(key).isEmpty()) {
                throw new IllegalArgumentException(
                        "key " + key + " has no features; leave it out, or give it one of its own");
            }
            features.get(key).forEach(feature -> counts.merge(feature, 1L, Long::sum));
        }
        List<String> kept = new ArrayList<>();
        counts.forEach((feature, count) -> {
            if (count >= options.minCount) {
                kept.add(feature);
            }
        });
        if (kept.isEmpty()) {
            throw new IllegalArgumentException(
                    "none of "
                            + counts.size()
                            + " features of "
                            + features.size()
                            + " keys comes "
                            + options.minCount
                            + " times");
        }
        return Vocabulary.of(kept, kept.stream().mapToLong(counts::get).toArray());
    }

    private static int[][] ids(List<? extends Collection<String>> features, Vocabulary known) {
        return features.stream()
                .map(all -> all.stream().mapToInt(known::id).filter(id -> id >= 0).toArray())
                .toArray(int[][]::new);
    }

    /// Collects how it is learned. Not thread-safe.
    public static final class Builder {
        int featureDimension = 32;
        double scale = 1;
        double alpha = 0.1;
        double warmUpRate = 0.1;
        boolean exact = true;
        int examples = 20;
        int keysPerStep = 32;
        int epochs = 10;
        double rate = 0.005;
        int minCount = 1;
        double validation;
        int patience = 2;
        long seed = 1;

        private Builder() {}

        private Builder copy() {
            Builder copy = new Builder();
            copy.featureDimension = featureDimension;
            copy.scale = scale;
            copy.alpha = alpha;
            copy.warmUpRate = warmUpRate;
            copy.exact = exact;
            copy.examples = examples;
            copy.keysPerStep = keysPerStep;
            copy.epochs = epochs;
            copy.rate = rate;
            copy.minCount = minCount;
            copy.validation = validation;
            copy.patience = patience;
            copy.seed = seed;
            return copy;
        }

        /// Numbers in the row of a feature; 32 unless told.
        public Builder featureDimension(int value) {
            featureDimension = atLeastOne("the dimension of features", value);
            return this;
        }

        /// Numbers of vectors are within ± this; 1 unless told. Choose a little more than the largest of known vectors.
        public Builder scale(double value) {
            Checks.positive("the scale", value);
            scale = value;
            return this;
        }

        /// The share of the loss at once, against that after a step; 0.1 unless told, as in the paper. 1 thinks of no step.
        public Builder alpha(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("alpha has to be in [0, 1], not " + share);
            }
            alpha = share;
            return this;
        }

        /// How far the one step goes; 0.1 unless told. Take that at which new keys will learn.
        public Builder warmUpRate(double value) {
            Checks.rate(value);
            warmUpRate = value;
            return this;
        }

        /// Takes the step for one that does not depend on where it begins, which saves half the time. Unless told, what the step
        /// changes is differentiated too, by the difference of two gradients.
        public Builder firstOrder() {
            exact = false;
            return this;
        }

        /// Examples of a key for the step, and as many others for the loss after it; 20 unless told. Of a key that has fewer than
        /// twice as many, half are taken.
        public Builder examples(int count) {
            examples = atLeastOne("examples", count);
            return this;
        }

        /// Keys whose gradients make a step of the generator; 32 unless told.
        public Builder keysPerStep(int count) {
            keysPerStep = atLeastOne("keys per step", count);
            return this;
        }

        /// Passes over the keys; 10 unless told.
        public Builder epochs(int count) {
            epochs = atLeastOne("epochs", count);
            return this;
        }

        /// How far steps of Adam go; 0.005 unless told.
        public Builder rate(double value) {
            Checks.rate(value);
            rate = value;
            return this;
        }

        /// Features of fewer keys are passed over; 1 unless told.
        public Builder minCount(int count) {
            minCount = atLeastOne("the least count", count);
            return this;
        }

        /// The share of keys held back, to measure on after each pass: a generator soon knows the keys that it learns on by heart. What
        /// did best on them is given. 0 unless told.
        public Builder validation(double share) {
            Checks.share("validation", share);
            validation = share;
            return this;
        }

        /// How many passes in a row may fail to do better on the keys held back, before learning stops; 2 unless told.
        public Builder patience(int count) {
            patience = atLeastOne("patience", count);
            return this;
        }

        /// What chance begins with; 1 unless told.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        private static int atLeastOne(String what, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(what + " has to be 1 or more, not " + value);
            }
            return value;
        }

        public MetaEmbedding build() {
            return new MetaEmbedding(this);
        }
    }
}
