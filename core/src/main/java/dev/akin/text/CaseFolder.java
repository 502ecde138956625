package dev.akin.text;

import static dev.akin.text.Utf8.HIGH_BITS;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Passes words on in lower case (full Unicode mapping, no language's own rules). Not thread-safe.
final class CaseFolder {
    private static final long TO_HIGH_BIT_FROM_A = 0x3f3f3f3f3f3f3f3fL;
    private static final long TO_HIGH_BIT_ABOVE_Z = 0x2525252525252525L;

    private final CodePoints codePoints = new CodePoints();
    private byte[] scratch = new byte[256];

    void fold(byte[] utf8, int from, int to, WordSink sink) {
        long seen = 0;
        for (int i = from; i < to; i += Long.BYTES) {
            long eight = Utf8.load(utf8, i);
            if (to - i < Long.BYTES) {
                eight &= -1L >>> (Long.SIZE - 8 * (to - i));
            }
            seen |= eight & HIGH_BITS;
            seen |= upperBits(eight) >>> 1;
        }
        if (seen == 0) {
            sink.word(utf8, from, to);
        } else if ((seen & HIGH_BITS) == 0) {
            foldAscii(utf8, from, to, sink);
        } else {
            foldUnicode(utf8, from, to, sink);
        }
    }

    /// The high bit of each byte that is `A … Z`.
    private static long upperBits(long eight) {
        long low = eight & ~HIGH_BITS;
        return (low + TO_HIGH_BIT_FROM_A) & ~(low + TO_HIGH_BIT_ABOVE_Z) & ~eight & HIGH_BITS;
    }

    private void foldAscii(byte[] utf8, int from, int to, WordSink sink) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            byte b = utf8[i];
            scratch[i - from] = b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
        }
        sink.word(scratch, 0, to - from);
    }

    private void foldUnicode(byte[] utf8, int from, int to, WordSink sink) {
        int upper = 0;
        for (int i = from; i < to; i += Utf8.length(utf8[i])) {
            upper |= codePoints.of(Utf8.codePoint(utf8, i)) & CodePoints.UPPER;
        }
        if (upper == 0) {
            sink.word(utf8, from, to);
            return;
        }
        String word = new String(utf8, from, to - from, StandardCharsets.UTF_8);
        String lower = word.toLowerCase(Locale.ROOT);
        reserve(3 * lower.length());
        sink.word(scratch, 0, Utf8.encode(lower, scratch, 0));
    }

    private void reserve(int length) {
        if (scratch.length < length + Utf8.SLACK) {
            scratch = Arrays.copyOf(scratch, length + (length >> 1) + Utf8.SLACK);
        }
    }
}
