package dev.akin.format;

import dev.akin.ProgressListener;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How to read a vector file. Immutable.
///
/// @param from the format, or null to tell it by content and extension
/// @param encoding how keys are written in text formats and in word2vec binary; UTF-8 unless told. Digits, spaces and
///     line ends must be those of ASCII
/// @param threads how many threads parse text; all processors unless told
/// @param listener hears progress in bytes, and may ask to stop
public record ReadOptions(
        @Nullable FileFormat from, Charset encoding, int threads, ProgressListener listener) {

    /// Told by content, UTF-8, all processors, nobody listening.
    public static final ReadOptions DEFAULT = builder().build();

    public ReadOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("reading needs at least 1 thread, not " + threads);
        }
        String probe = "0123456789+-.eE \t\r\n";
        boolean ascii =
                encoding.canEncode()
                        && probe.equals(
                                new String(probe.getBytes(encoding), StandardCharsets.US_ASCII));
        if (!ascii) {
            throw new IllegalArgumentException(
                    "the encoding "
                            + encoding
                            + " does not write digits as ASCII does; convert the file to UTF-8");
        }
    }

    /// Options, at first those of [#DEFAULT].
    public static Builder builder() {
        return new Builder();
    }

    /// Collects options. Not thread-safe.
    public static final class Builder {
        private @Nullable FileFormat from;
        private Charset encoding = StandardCharsets.UTF_8;
        private int threads = Runtime.getRuntime().availableProcessors();
        private ProgressListener listener = ProgressListener.NONE;

        private Builder() {}

        /// Null to tell the format by content and extension.
        public Builder from(@Nullable FileFormat format) {
            this.from = format;
            return this;
        }

        /// How keys are written in text formats and in word2vec binary; UTF-8 unless told.
        public Builder encoding(Charset charset) {
            this.encoding = charset;
            return this;
        }

        /// How many threads parse text, at least 1; all processors unless told.
        public Builder threads(int number) {
            this.threads = number;
            return this;
        }

        /// Hears progress in bytes or rows, and may ask to stop.
        public Builder listener(ProgressListener progressListener) {
            this.listener = progressListener;
            return this;
        }

        /// @throws IllegalArgumentException for less than one thread, or an encoding whose digits are not ASCII's
        public ReadOptions build() {
            return new ReadOptions(from, encoding, threads, listener);
        }
    }
}
