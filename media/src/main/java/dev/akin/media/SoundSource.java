package dev.akin.media;

import dev.akin.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The bytes of a sound's file, what messages call it, and how many samples it may have.
@SuppressWarnings("ArrayRecordComponent") // never compared
record SoundSource(String name, byte[] bytes, int maxSamples) {
    int length() {
        return bytes.length;
    }

    /// A view whose reads past the end throw [IndexOutOfBoundsException].
    ByteBuffer view(ByteOrder order) {
        return ByteBuffer.wrap(bytes).order(order);
    }

    boolean has(long offset, String ascii) {
        byte[] expected = ascii.getBytes(StandardCharsets.ISO_8859_1);
        if (offset + expected.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[(int) offset + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /// Four characters, those that cannot be printed as dots.
    String tag(int offset) {
        int end = Math.min(bytes.length, offset + 4);
        return new String(bytes, offset, Math.max(0, end - offset), StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]", ".");
    }

    /// Refuses a file in which these bytes are missing.
    void need(long offset, long count, String what) throws MalformedFileException {
        if (offset + count > bytes.length) {
            throw malformed(
                    bytes.length,
                    "the file is cut short: "
                            + what
                            + " should go on to byte "
                            + (offset + count)
                            + ", and the file ends at "
                            + bytes.length);
        }
    }

    /// Refuses a number of samples before room is made for it.
    void checkSamples(long offset, long samples) throws MalformedFileException {
        if (samples < 1) {
            throw malformed(offset, "it holds no samples");
        }
        if (samples > maxSamples) {
            throw malformed(
                    offset,
                    "a sound of "
                            + samples
                            + " samples; at most "
                            + maxSamples
                            + " are decoded (cut it into parts, or raise the limit)");
        }
    }

    /// @param offset where the rate is written
    int checkRate(long offset, double rate) throws MalformedFileException {
        if (!(rate >= 1 && rate <= Sound.MOST_RATE)) {
            throw malformed(
                    offset,
                    "it has " + rate + " samples a second instead of 1 to " + Sound.MOST_RATE);
        }
        return (int) Math.round(rate);
    }

    MalformedFileException malformed(long offset, String reason) {
        return MalformedFileException.atByte(name, offset, reason);
    }

    MalformedFileException malformed(long offset, String reason, Throwable cause) {
        return MalformedFileException.atByte(name, offset, reason, cause);
    }
}
