package dev.akin.items;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to recommend, and how many. Immutable.
public final class RecommendOptions {
    private final Builder values;

    private RecommendOptions(Builder builder) {
        values = new Builder(builder);
    }

    /// Ten items that somebody does not have.
    public static RecommendOptions defaults() {
        return builder().build();
    }

    /// At first the options of [#defaults].
    public static Builder builder() {
        return new Builder();
    }

    int k() {
        return values.k;
    }

    boolean seen() {
        return values.seen;
    }

    @Nullable Set<String> only() {
        return values.only;
    }

    Set<String> without() {
        return values.without;
    }

    double diversity() {
        return values.diversity;
    }

    int reasons() {
        return values.reasons;
    }

    /// Collects options; each has a default. Not thread-safe.
    public static final class Builder {
        private int k = 10;
        private boolean seen;
        private @Nullable Set<String> only;
        private Set<String> without = Set.of();
        private double diversity;
        private int reasons;

        private Builder() {}

        private Builder(Builder other) {
            k = other.k;
            seen = other.seen;
            only = other.only;
            without = other.without;
            diversity = other.diversity;
            reasons = other.reasons;
        }

        public RecommendOptions build() {
            return new RecommendOptions(this);
        }

        /// How many items at the most; 10 by default.
        ///
        /// @throws IllegalArgumentException if it is below 1
        public Builder k(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("k must be at least 1, not " + value);
            }
            k = value;
            return this;
        }

        /// Whether items that somebody has already may be recommended; false by default.
        public Builder seen(boolean value) {
            seen = value;
            return this;
        }

        /// Recommends none but these; items that the model does not know are passed over. All by default.
        ///
        /// @throws IllegalArgumentException if there are none
        public Builder only(Collection<String> items) {
            if (items.isEmpty()) {
                throw new IllegalArgumentException(
                        "the items to choose from are none; give one at least, or no such filter");
            }
            only = new LinkedHashSet<>(items);
            return this;
        }

        /// Recommends none of these; none by default.
        public Builder without(Collection<String> items) {
            without = new LinkedHashSet<>(items);
            return this;
        }

        /// How much it counts that items of a list are unlike each other, from 0, not at all, by default, to 1, that alone: maximal
        /// marginal relevance (Carbonell and Goldstein 1998), where relevance is the score, from 0 to 1 over the best candidates, and
        /// likeness the cosine of items.
        ///
        /// @throws IllegalArgumentException if it is not in [0, 1]
        public Builder diversity(double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("diversity must be 0 … 1, not " + value);
            }
            diversity = value;
            return this;
        }

        /// How many items of the history to name as reasons, at the most; 0 by default.
        ///
        /// @throws IllegalArgumentException if it is below 0
        public Builder reasons(int value) {
            if (value < 0) {
                throw new IllegalArgumentException("reasons must be at least 0, not " + value);
            }
            reasons = value;
            return this;
        }
    }
}
