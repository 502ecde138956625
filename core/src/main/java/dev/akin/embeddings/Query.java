package dev.akin.embeddings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question for neighbours: what to be near, what to be far from, and among which rows. Immutable.
///
/// Under [Similarity#COSINE] every input is scaled to unit length, and the query is the sum of the positive minus the
/// negative ones, as in gensim's `most_similar` (which takes raw vectors unscaled). Under the other similarities the
/// inputs keep their length and the sum is divided by the number of positive minus that of negative inputs, where
/// that is above one: a mean of positives, a translation for `b − a + c`. Keys of the query are never their own answer.
public final class Query {
    /// A key of the table or a vector of the caller's.
    sealed interface Term permits Key, Vector {}

    record Key(String key) implements Term {}

    @SuppressWarnings("ArrayRecordComponent") // never compared; copied on the way in
    record Vector(float[] values) implements Term {}

    private final List<Term> positive;
    private final List<Term> negative;
    private final List<String> excluded;
    private final @Nullable List<String> among;
    private final int k;
    private final int mostFrequent;
    private final int threads;
    private final AnalogyMethod method;

    private Query(Builder builder) {
        this.positive = List.copyOf(builder.positive);
        this.negative = List.copyOf(builder.negative);
        this.excluded = List.copyOf(builder.excluded);
        this.among = builder.among == null ? null : List.copyOf(builder.among);
        this.k = builder.k;
        this.mostFrequent = builder.mostFrequent;
        this.threads = builder.threads;
        this.method = builder.method;
    }

    public static Builder builder() {
        return new Builder();
    }

    List<Term> positive() {
        return positive;
    }

    List<Term> negative() {
        return negative;
    }

    List<String> excluded() {
        return excluded;
    }

    @Nullable List<String> among() {
        return among;
    }

    int k() {
        return k;
    }

    int mostFrequent() {
        return mostFrequent;
    }

    int threads() {
        return threads;
    }

    AnalogyMethod method() {
        return method;
    }

    /// Collects a query. Not thread-safe.
    public static final class Builder {
        private final List<Term> positive = new ArrayList<>();
        private final List<Term> negative = new ArrayList<>();
        private final List<String> excluded = new ArrayList<>();
        private @Nullable List<String> among;
        private int k = 10;
        private int mostFrequent = Integer.MAX_VALUE;
        private int threads;
        private AnalogyMethod method = AnalogyMethod.COS_ADD;

        private Builder() {}

        /// Near these keys.
        public Builder positive(String... keys) {
            return positive(List.of(keys));
        }

        /// Near these keys.
        public Builder positive(Collection<String> keys) {
            keys.forEach(key -> positive.add(new Key(key)));
            return this;
        }

        /// Near this vector, which is copied.
        public Builder positive(float[] vector) {
            positive.add(new Vector(vector.clone()));
            return this;
        }

        /// Far from these keys.
        public Builder negative(String... keys) {
            return negative(List.of(keys));
        }

        /// Far from these keys.
        public Builder negative(Collection<String> keys) {
            keys.forEach(key -> negative.add(new Key(key)));
            return this;
        }

        /// Far from this vector, which is copied.
        public Builder negative(float[] vector) {
            negative.add(new Vector(vector.clone()));
            return this;
        }

        /// How many neighbours at the most; 10 unless told. Fewer come where there are fewer rows.
        ///
        /// @throws IllegalArgumentException if below 1
        public Builder k(int count) {
            this.k = atLeastOne("k", count);
            return this;
        }

        /// Only rows of these keys may answer. An empty collection has no neighbours.
        public Builder among(Collection<String> keys) {
            this.among = new ArrayList<>(keys);
            return this;
        }

        /// Only the first `n` rows may answer, which are the most frequent ones where keys were counted.
        ///
        /// @throws IllegalArgumentException if below 1
        public Builder mostFrequent(int n) {
            this.mostFrequent = atLeastOne("mostFrequent", n);
            return this;
        }

        /// These keys may not answer, besides the query's own. Keys that the table does not have are allowed.
        public Builder exclude(Collection<String> keys) {
            excluded.addAll(keys);
            return this;
        }

        /// How many threads scan; all cores unless told, and one where the table is small.
        ///
        /// @throws IllegalArgumentException if below 1
        public Builder threads(int count) {
            this.threads = atLeastOne("threads", count);
            return this;
        }

        /// How the inputs combine; [AnalogyMethod#COS_ADD] unless told.
        public Builder method(AnalogyMethod analogyMethod) {
            this.method = analogyMethod;
            return this;
        }

        /// @throws IllegalArgumentException if there is neither a positive nor a negative input, or, for
        /// [AnalogyMethod#COS_MUL], no positive one
        public Query build() {
            if (positive.isEmpty() && negative.isEmpty()) {
                throw new IllegalArgumentException(
                        "a query needs at least one positive or negative key or vector");
            }
            if (positive.isEmpty() && method == AnalogyMethod.COS_MUL) {
                throw new IllegalArgumentException("3CosMul needs at least one positive input");
            }
            return new Query(this);
        }

        private static int atLeastOne(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1, not " + value);
            }
            return value;
        }
    }
}
