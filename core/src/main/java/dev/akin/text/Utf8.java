package dev.akin.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// UTF-8 in byte arrays: checked once, then read without checks.
final class Utf8 {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final long HIGH_BITS = 0x8080808080808080L;

    /// Bytes behind the text that may be read, never with effect.
    static final int SLACK = 8;

    private Utf8() {}

    /// Eight bytes, the first in the lowest bits.
    static long load(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /// Where the first byte lies that cannot be UTF-8 (Unicode, table 3-7), or -1.
    static int firstInvalid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (i + Long.BYTES <= to && (load(bytes, i) & HIGH_BITS) == 0) {
                i += Long.BYTES;
            } else if (bytes[i] >= 0) {
                i++;
            } else {
                int length = sequenceLength(bytes, i, to);
                if (length == 0) {
                    return i;
                }
                i += length;
            }
        }
        return -1;
    }

    /// How many bytes the well-formed sequence takes that starts with the non-ASCII byte at `i`; 0 if it is not well-formed.
    private static int sequenceLength(byte[] bytes, int i, int to) {
        int first = bytes[i] & 0xff;
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || to - i < length) {
            return 0;
        }
        int second = bytes[i + 1] & 0xff;
        int low =
                switch (first) {
                    case 0xe0 -> 0xa0;
                    case 0xf0 -> 0x90;
                    default -> 0x80;
                };
        int high =
                switch (first) {
                    case 0xed -> 0x9f;
                    case 0xf4 -> 0x8f;
                    default -> 0xbf;
                };
        if (second < low || second > high) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /// How many bytes the sequence takes that starts with this byte.
    static int length(byte first) {
        return first >= 0 ? 1 : (first & 0xff) < 0xe0 ? 2 : (first & 0xff) < 0xf0 ? 3 : 4;
    }

    /// The code point of the well-formed sequence at `i`.
    static int codePoint(byte[] bytes, int i) {
        int first = bytes[i];
        if (first >= 0) {
            return first;
        }
        if (first < (byte) 0xe0) {
            return (first & 0x1f) << 6 | (bytes[i + 1] & 0x3f);
        }
        if (first < (byte) 0xf0) {
            return (first & 0x0f) << 12 | (bytes[i + 1] & 0x3f) << 6 | (bytes[i + 2] & 0x3f);
        }
        return (first & 0x07) << 18
                | (bytes[i + 1] & 0x3f) << 12
                | (bytes[i + 2] & 0x3f) << 6
                | (bytes[i + 3] & 0x3f);
    }

    /// Writes the text's UTF-8 and gives the place behind it; `into` has three bytes for each char.
    ///
    /// @throws IllegalArgumentException if the text has half of a surrogate pair
    static int encode(CharSequence text, byte[] into, int at) {
        int to = at;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                into[to++] = (byte) c;
            } else if (c < 0x800) {
                into[to++] = (byte) (0xc0 | c >> 6);
                into[to++] = continuation(c);
            } else if (!Character.isSurrogate(c)) {
                into[to++] = (byte) (0xe0 | c >> 12);
                into[to++] = continuation(c >> 6);
                into[to++] = continuation(c);
            } else {
                int codePoint = pair(text, i++);
                into[to++] = (byte) (0xf0 | codePoint >> 18);
                into[to++] = continuation(codePoint >> 12);
                into[to++] = continuation(codePoint >> 6);
                into[to++] = continuation(codePoint);
            }
        }
        return to;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }

    private static int pair(CharSequence text, int i) {
        int codePoint = Character.codePointAt(text, i);
        if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            throw new IllegalArgumentException(
                    "half of a surrogate pair at char " + i + " of \"" + text + "\"");
        }
        return codePoint;
    }
}
