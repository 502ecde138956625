package dev.akin.media;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Reads sounds: WAV, AIFF, AIFF-C, AU and FLAC, told by their first bytes and not by their name.
///
/// Samples are of 8, 16, 24 or 32 bits, A-law, µ-law, or floats of 32 or 64; whole numbers are divided by 2 to their bits − 1, so
/// that they lie in [-1, 1), floats stay as they are. A header that promises more samples than follow makes a file malformed; one
/// that leaves the length open, as programs write to a pipe, is read to the end of the file. A FLAC is checked against its own
/// digest, if it bears one.
///
/// Immutable and thread-safe.
public final class SoundReader {
    /// At most 134,217,728 samples (50 minutes of one channel at 44,100 Hz); all channels.
    public static final SoundReader DEFAULT = builder().build();

    private final int maxSamples;
    private final boolean mono;

    private SoundReader(Builder builder) {
        this.maxSamples = builder.maxSamples;
        this.mono = builder.mono;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Samples above which a sound is refused before room is made for it.
    public int maxSamples() {
        return maxSamples;
    }

    /// Whether channels become one.
    public boolean mono() {
        return mono;
    }

    /// Whether a name ends as those of sounds do that this reads; the bytes decide in the end.
    public static boolean looksLikeSound(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.matches(".*\\.(wav|wave|aiff?|aifc|au|snd|flac)");
    }

    /// @throws MalformedFileException if the file is no sound, is cut short, holds no sample or one that is no number, or
    ///     more than [#maxSamples()]
    public Sound read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > Integer.MAX_VALUE - 8) {
            throw MalformedFileException.atByte(
                    file,
                    0,
                    "a file of "
                            + size
                            + " bytes is too large for a sound; at most "
                            + (Integer.MAX_VALUE - 8)
                            + " can be read");
        }
        return read(file.toString(), Files.readAllBytes(file));
    }

    /// As [#read(Path)], from bytes in memory.
    ///
    /// @param name what messages call them
    public Sound read(String name, byte[] bytes) throws MalformedFileException {
        SoundSource source = new SoundSource(name, bytes, maxSamples);
        return switch (SoundKind.of(source)) {
            case WAV -> decode(source, new WavHeader(source).read());
            case AIFF -> decode(source, new AiffHeader(source).read());
            case AU -> decode(source, AuHeader.read(source));
            case FLAC -> new FlacSamples(source, mono).decode();
        };
    }

    private Sound decode(SoundSource source, SampleLayout layout) throws MalformedFileException {
        layout.check(source, mono);
        float[] samples = layout.decode(source, mono);
        return Sound.owning(samples, mono ? 1 : layout.channels(), layout.rate());
    }

    /// Builds a [SoundReader].
    public static final class Builder {
        private int maxSamples = 1 << 27;
        private boolean mono;

        private Builder() {}

        /// Samples above which a sound is refused before room is made for it, 134,217,728 by default; those of all channels,
        /// unless they become one. A sample takes 4 bytes.
        ///
        /// @throws IllegalArgumentException below 1 or above 2,000,000,000, which no array holds
        public Builder maxSamples(int samples) {
            if (samples < 1 || samples > 2_000_000_000) {
                throw new IllegalArgumentException(
                        "sounds can be limited to 1 to 2000000000 samples, not " + samples);
            }
            this.maxSamples = samples;
            return this;
        }

        /// Whether all channels become one, their mean. By default they stay.
        public Builder mono(boolean one) {
            this.mono = one;
            return this;
        }

        public SoundReader build() {
            return new SoundReader(this);
        }
    }
}
