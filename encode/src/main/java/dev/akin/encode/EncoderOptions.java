package dev.akin.encode;

/// How an encoder works. Immutable; what is not set is as the model has it.
public final class EncoderOptions {
    /// The model's dimension, its prompts, exact batching, long texts averaged, all processors.
    public static final EncoderOptions DEFAULT = builder().build();

    /// How texts go through the model together.
    public enum Batching {
        /// A vector does not depend on what else is encoded: a graph that quantises over all its input sees one text at a
        /// time, any other sees texts of about the same length together.
        EXACT,
        /// Texts of about the same length always go together. Where a graph quantises over all its input, each vector then
        /// is a little off, depending on the others.
        FAST
    }

    /// What becomes of a text that is longer than the model can see.
    public enum LongText {
        /// It is cut into pieces, which are encoded each for itself; the text's vector is their mean, each piece weighed by
        /// its tokens.
        AVERAGE,
        /// It is read in overlapping windows, each token's vector comes from the window that shows most on either side of
        /// it, and the text's vector is the mean of these: late chunking (Günther et al. 2024) of the text as one chunk. No
        /// prompt stands before it.
        LATE,
        /// What is beyond is not read.
        TRUNCATE
    }

    private final int dimension;
    private final Batching batching;
    private final LongText longText;
    private final int maxTokens;
    private final boolean prompts;
    private final int threads;

    private EncoderOptions(Builder builder) {
        this.dimension = builder.dimension;
        this.batching = builder.batching;
        this.longText = builder.longText;
        this.maxTokens = builder.maxTokens;
        this.prompts = builder.prompts;
        this.threads = builder.threads;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// How many numbers of each vector are kept, the first ones; 0 for all.
    public int dimension() {
        return dimension;
    }

    public Batching batching() {
        return batching;
    }

    public LongText longText() {
        return longText;
    }

    /// The most tokens of a pass, special ones among them; 0 for as many as the model sees.
    public int maxTokens() {
        return maxTokens;
    }

    /// Whether the model's prompts stand before the texts.
    public boolean prompts() {
        return prompts;
    }

    /// How many texts, or batches of texts, go through the model at a time.
    public int threads() {
        return threads;
    }

    /// Collects options. Not thread-safe.
    public static final class Builder {
        private int dimension;
        private Batching batching = Batching.EXACT;
        private LongText longText = LongText.AVERAGE;
        private int maxTokens;
        private boolean prompts = true;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        /// Keeps the first numbers of each vector (Kusupati et al. 2022, "Matryoshka Representation Learning") and scales
        /// what is left to unit length where the model does so. 0, the default, keeps all.
        ///
        /// @throws IllegalArgumentException if negative
        public Builder dimension(int numbers) {
            if (numbers < 0) {
                throw new IllegalArgumentException(
                        "a vector cannot be cut to " + numbers + " numbers; 0 keeps all");
            }
            this.dimension = numbers;
            return this;
        }

        /// Default: [Batching#EXACT].
        public Builder batching(Batching how) {
            this.batching = how;
            return this;
        }

        /// Default: [LongText#AVERAGE].
        public Builder longText(LongText how) {
            this.longText = how;
            return this;
        }

        /// Takes texts in smaller pieces than the model could see, special tokens among them. 0, the default, takes as many
        /// tokens as the model sees; so does a larger number than that.
        ///
        /// @throws IllegalArgumentException if negative
        public Builder maxTokens(int tokens) {
            if (tokens < 0) {
                throw new IllegalArgumentException(
                        "a pass cannot have " + tokens + " tokens; 0 takes what the model sees");
            }
            this.maxTokens = tokens;
            return this;
        }

        /// Default: true.
        public Builder prompts(boolean use) {
            this.prompts = use;
            return this;
        }

        /// Default: one for each processor.
        ///
        /// @throws IllegalArgumentException if below 1
        public Builder threads(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("threads must be at least 1, not " + count);
            }
            this.threads = count;
            return this;
        }

        public EncoderOptions build() {
            return new EncoderOptions(this);
        }
    }
}
