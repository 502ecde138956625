package dev.akin.search;

import dev.akin.embeddings.TextEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question to a collection. Immutable.
public final class SearchRequest {
    private final Builder values;

    private SearchRequest(Builder builder) {
        values = builder;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// A question in words, to be [encoded][#encodedBy(TextEncoder)] unless only words shall decide.
    public static SearchRequest ofText(String text) {
        return builder().text(text).build();
    }

    /// This question with the vector of its text, unless it has a vector or is to be answered by words alone.
    ///
    /// @throws IllegalArgumentException if it has no text to encode
    public SearchRequest encodedBy(TextEncoder encoder) {
        if (values.vector != null || values.mode == SearchMode.TEXT) {
            return this;
        }
        String text = text();
        if (text == null) {
            throw new IllegalArgumentException("the question has neither a text nor a vector");
        }
        float[][] encoded = encoder.encode(List.of(text), TextEncoder.Purpose.QUERY);
        return toBuilder().vector(encoded[0]).fingerprint(encoder.fingerprint()).build();
    }

    public Builder toBuilder() {
        return new Builder(values);
    }

    public @Nullable String text() {
        return values.text;
    }

    /// A copy.
    public float @Nullable [] vector() {
        float[] vector = values.vector;
        return vector == null ? null : vector.clone();
    }

    public @Nullable String fingerprint() {
        return values.fingerprint;
    }

    /// As asked for; if that was not said, by what the question has: a text, a vector, or both.
    public SearchMode mode() {
        SearchMode mode = values.mode;
        if (mode != null) {
            return mode;
        }
        return values.vector == null
                ? SearchMode.TEXT
                : values.text == null ? SearchMode.VECTOR : SearchMode.HYBRID;
    }

    public int k() {
        return values.k;
    }

    public @Nullable Filter filter() {
        return values.filter;
    }

    /// Candidates that a search through the graph keeps at least.
    public int effort() {
        return values.effort;
    }

    /// Candidates for each result, scored again with float32 vectors; 0 for what the collection's quantisation needs.
    public int oversampling() {
        return values.oversampling;
    }

    /// The constant of reciprocal rank fusion.
    public int rankConstant() {
        return values.rankConstant;
    }

    /// Whether hits carry text and metadata.
    public boolean contents() {
        return values.contents;
    }

    /// Collects a question. Not thread-safe.
    public static final class Builder {
        private @Nullable String text;
        private float @Nullable [] vector;
        private @Nullable String fingerprint;
        private @Nullable SearchMode mode;
        private @Nullable Filter filter;
        private int k = 10;
        private int effort = 100;
        private int oversampling;
        private int rankConstant = 60;
        private boolean contents = true;

        private Builder() {}

        private Builder(Builder other) {
            text = other.text;
            vector = other.vector;
            fingerprint = other.fingerprint;
            mode = other.mode;
            filter = other.filter;
            k = other.k;
            effort = other.effort;
            oversampling = other.oversampling;
            rankConstant = other.rankConstant;
            contents = other.contents;
        }

        /// The words of the question.
        public Builder text(@Nullable String words) {
            text = words;
            return this;
        }

        /// The question's vector, which is copied.
        public Builder vector(float @Nullable [] numbers) {
            vector = numbers == null ? null : numbers.clone();
            return this;
        }

        /// Who made the vector; needed where the collection knows its encoder.
        public Builder fingerprint(@Nullable String encoder) {
            fingerprint = encoder;
            return this;
        }

        /// If not said: by words where there is only a text, by the vector where there is only one, else both.
        public Builder mode(@Nullable SearchMode decides) {
            mode = decides;
            return this;
        }

        /// Only documents that match may answer. All, if not said.
        public Builder filter(@Nullable Filter matching) {
            filter = matching;
            return this;
        }

        /// How many answers at the most: 1 to 10,000; 10 if not said.
        public Builder k(int count) {
            k = count;
            return this;
        }

        /// How many candidates the search through the graph of vectors keeps at least, 1 to 10,000: more find more of
        /// what is nearest, and take longer. 100 if not said.
        public Builder effort(int candidates) {
            effort = candidates;
            return this;
        }

        /// How many candidates for each result are scored again with float32 vectors, 1 to 100. What
        /// [Quantization#oversampling()] says, if not said, or 0.
        public Builder oversampling(int times) {
            oversampling = times;
            return this;
        }

        /// In hybrid search a document gets 1 / (this + its rank) from each answer it is in, as in Cormack, Clarke and
        /// Büttcher, "Reciprocal Rank Fusion" (2009). 60, as there, if not said.
        public Builder rankConstant(int constant) {
            rankConstant = constant;
            return this;
        }

        /// Whether hits carry the document's text and metadata. They do, if not said.
        public Builder contents(boolean wanted) {
            contents = wanted;
            return this;
        }

        /// @throws IllegalArgumentException if a number is out of its range
        public SearchRequest build() {
            require("k", k, 1, 10_000);
            require("effort", effort, 1, 10_000);
            require("oversampling", oversampling, 0, 100);
            require("rank constant", rankConstant, 0, 10_000);
            return new SearchRequest(new Builder(this));
        }

        private static void require(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        name + " must be " + least + " to " + most + ", not " + value);
            }
        }
    }
}
