package dev.akin.media;

import dev.akin.MalformedFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a sound's file is, by its first bytes.
enum SoundKind {
    WAV,
    AIFF,
    AU,
    FLAC;

    private static final String REMEDY = "; convert it, for example: ffmpeg -i IN OUT.wav";

    static SoundKind of(SoundSource source) throws MalformedFileException {
        SoundKind found = ofHead(source).orElse(null);
        if (found != null) {
            return found;
        }
        if (source.has(FlacSamples.start(source), "fLaC")) {
            return FLAC;
        }
        throw source.malformed(0, refusal(source));
    }

    /// By the first twelve bytes: empty also for a FLAC behind tags of ID3.
    static Optional<SoundKind> ofHead(SoundSource source) {
        if (wave(source)) {
            return Optional.of(WAV);
        }
        if (source.has(0, "FORM") && (source.has(8, "AIFF") || source.has(8, "AIFC"))) {
            return Optional.of(AIFF);
        }
        if (source.has(0, ".snd")) {
            return Optional.of(AU);
        }
        return source.has(0, "fLaC") ? Optional.of(FLAC) : Optional.empty();
    }

    private static boolean wave(SoundSource source) {
        return (source.has(0, "RIFF") || source.has(0, "RF64")) && source.has(8, "WAVE");
    }

    private static String refusal(SoundSource source) {
        if (source.length() == 0) {
            return "the file is empty";
        }
        String other = other(source);
        if (other != null) {
            return other + " is not read, only WAV, AIFF, AU and FLAC" + REMEDY;
        }
        return "it is no sound that can be read (WAV, AIFF, AU, FLAC): it begins with \""
                + source.tag(0)
                + "\"";
    }

    private static @Nullable String other(SoundSource source) {
        if (source.has(0, "OggS")) {
            return "Ogg";
        }
        if (source.has(4, "ftyp")) {
            return "MP4";
        }
        boolean frame =
                source.length() > 1
                        && source.bytes()[0] == (byte) 0xff
                        && (source.bytes()[1] & 0xe0) == 0xe0;
        return frame || source.has(0, "ID3") ? "MP3" : null;
    }
}
