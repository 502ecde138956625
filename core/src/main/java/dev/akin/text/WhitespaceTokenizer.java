package dev.akin.text;

import static dev.akin.text.Utf8.HIGH_BITS;
import static dev.akin.text.Utf8.load;

/// Cuts at Unicode white space. Looks at eight bytes at a time while they are ASCII, at one otherwise.
final class WhitespaceTokenizer implements Tokenizer {
    private static final long TO_HIGH_BIT_ABOVE_SPACE = 0x5f5f5f5f5f5f5f5fL;

    /// For each byte: 0 within a word, 1 ASCII white space, 2 the first byte of some code point that is white space.
    private static final byte[] ROLE = roles();

    private static final int WHITE = 1;
    private static final int MAYBE_WHITE = 2;

    private final CaseFolder folder;
    private final boolean lowercase;

    WhitespaceTokenizer(boolean lowercase) {
        this.lowercase = lowercase;
        this.folder = new CaseFolder();
    }

    @Override
    public int lines(byte[] utf8, int from, int to, WordSink sink) {
        int lineFeeds = 0;
        int lineStart = from;
        int i = from;
        while (i < to) {
            byte b = utf8[i];
            if (b > ' ') {
                i = word(utf8, i, sink);
            } else if (b == '\n') {
                lineFeeds++;
                sink.endLine();
                lineStart = ++i;
            } else {
                i = step(utf8, i, sink);
            }
        }
        if (lineStart < to) {
            sink.endLine();
        }
        return lineFeeds;
    }

    @Override
    public void text(byte[] utf8, int from, int to, WordSink sink) {
        int i = from;
        while (i < to) {
            i = step(utf8, i, sink);
        }
    }

    /// Passes the white space or the word at `i`.
    private int step(byte[] utf8, int i, WordSink sink) {
        int white = whiteSpace(utf8, i);
        return white > 0 ? i + white : word(utf8, i, sink);
    }

    private int word(byte[] utf8, int from, WordSink sink) {
        int end = wordEnd(utf8, from);
        if (lowercase) {
            folder.fold(utf8, from, end, sink);
        } else {
            sink.word(utf8, from, end);
        }
        return end;
    }

    private static int wordEnd(byte[] utf8, int from) {
        for (int i = from; ; ) {
            long eight = load(utf8, i);
            long above = ((eight & ~HIGH_BITS) + TO_HIGH_BIT_ABOVE_SPACE) | eight;
            long stops = (~above | eight) & HIGH_BITS;
            if (stops == 0) {
                i += Long.BYTES;
                continue;
            }
            i += Long.numberOfTrailingZeros(stops) >>> 3;
            byte b = utf8[i];
            if (b < 0) {
                return wordEndByBytes(utf8, i);
            }
            if (ROLE[b] == WHITE) {
                return i;
            }
            i++;
        }
    }

    private static int wordEndByBytes(byte[] utf8, int from) {
        for (int i = from; ; i++) {
            byte role = ROLE[utf8[i] & 0xff];
            if (role != 0 && (role == WHITE || whiteSpace(utf8, i) > 0)) {
                return i;
            }
        }
    }

    /// How many bytes the white space at `i` takes; 0 if there is none.
    static int whiteSpace(byte[] utf8, int i) {
        byte role = ROLE[utf8[i] & 0xff];
        if (role != MAYBE_WHITE) {
            return role;
        }
        return isWhite(Utf8.codePoint(utf8, i)) ? Utf8.length(utf8[i]) : 0;
    }

    /// Unicode's `White_Space`, which no method of `Character` gives.
    static boolean isWhite(int codePoint) {
        return switch (codePoint) {
            case '\t', '\n', 0x0b, '\f', '\r', ' ', 0x85, 0xa0, 0x1680 -> true;
            case 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
            default -> codePoint >= 0x2000 && codePoint <= 0x200a;
        };
    }

    private static byte[] roles() {
        byte[] roles = new byte[256];
        byte[] encoded = new byte[4];
        for (int codePoint = 0; codePoint <= 0x3000; codePoint++) {
            if (isWhite(codePoint)) {
                Utf8.encode(Character.toString(codePoint), encoded, 0);
                roles[encoded[0] & 0xff] = (byte) (codePoint < 0x80 ? WHITE : MAYBE_WHITE);
            }
        }
        return roles;
    }
}
