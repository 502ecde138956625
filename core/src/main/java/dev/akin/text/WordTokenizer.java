package dev.akin.text;

import static dev.akin.text.Utf8.HIGH_BITS;
import static dev.akin.text.Utf8.load;

/// Cuts words as [Tokens#WORDS] says. A word of ASCII is found eight bytes at a time and passed on as it lies; the
/// first byte beyond ASCII hands the word to a walk over code points.
final class WordTokenizer implements Tokenizer {
    private static final long ONES = 0x0101010101010101L;

    private final CodePoints codePoints = new CodePoints();
    private final byte[] ascii = new byte[128];
    private final WordForms forms;
    private final int changingFlags;

    /// Set by [#wordEnd]: the kinds (as bits) and the flags of the word's code points.
    private int kinds;

    private int flags;

    WordTokenizer(boolean lowercase) {
        forms = new WordForms(lowercase);
        changingFlags = CodePoints.NORMALIZE | (lowercase ? CodePoints.UPPER : 0);
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) (codePoints.of(i) & CodePoints.KIND);
        }
    }

    @Override
    public int lines(byte[] utf8, int from, int to, WordSink sink) {
        int lineFeeds = 0;
        int lineStart = from;
        int i = from;
        while (i < to) {
            if (utf8[i] == '\n') {
                lineFeeds++;
                sink.endLine();
                lineStart = ++i;
            } else {
                i = step(utf8, i, to, sink);
            }
        }
        if (lineStart < to) {
            sink.endLine();
        }
        return lineFeeds;
    }

    @Override
    public void text(byte[] utf8, int from, int to, WordSink sink) {
        for (int i = from; i < to; ) {
            i = step(utf8, i, to, sink);
        }
    }

    /// Passes on the word that starts at `i`, if there is one, and gives the place where to go on.
    private int step(byte[] utf8, int i, int to, WordSink sink) {
        byte b = utf8[i];
        if (b < 0) {
            return stepBeyondAscii(utf8, i, to, sink);
        }
        int kind = ascii[b];
        if (!startsWord(kind)) {
            return i + 1;
        }
        int end = asciiWordEnd(utf8, i);
        byte stop = utf8[end];
        if (stop < 0 || ascii[stop] != CodePoints.OTHER) {
            return longerWord(utf8, i, end, to, sink);
        }
        if (kind != CodePoints.CONNECTOR || !onlyConnectors(utf8, i, end)) {
            forms.ascii(utf8, i, end, sink);
        }
        return end;
    }

    private int stepBeyondAscii(byte[] utf8, int i, int to, WordSink sink) {
        int kind = kindAt(utf8, i);
        if (kind == CodePoints.UNSPACED) {
            int end = unspacedEnd(utf8, i, to);
            forms.unspaced(utf8, i, end, sink);
            return end;
        }
        if (startsWord(kind)) {
            int end = wordEnd(utf8, i, to);
            emit(utf8, i, end, sink);
            return end;
        }
        return i + Utf8.length(utf8[i]);
    }

    /// A run of ASCII letters, digits and connectors that ends before something that may belong to the word.
    private int longerWord(byte[] utf8, int from, int asciiEnd, int to, WordSink sink) {
        int end = asciiEnd;
        while (utf8[end] >= 0 && joins(ascii[utf8[end - 1]], ascii[utf8[end]], utf8, end + 1)) {
            end = asciiWordEnd(utf8, end + 1);
        }
        // Beyond ASCII come marks and letters, whose every rule the walk over code points knows.
        if (utf8[end] < 0 || mayJoinBeyondAscii(utf8, end)) {
            end = wordEnd(utf8, from, to);
            emit(utf8, from, end, sink);
        } else if (!onlyConnectors(utf8, from, end)) {
            forms.ascii(utf8, from, end, sink);
        }
        return end;
    }

    private boolean joins(int before, int middle, byte[] utf8, int next) {
        return utf8[next] >= 0 && joins(before, middle, ascii[utf8[next]]);
    }

    private boolean mayJoinBeyondAscii(byte[] utf8, int middle) {
        return ascii[utf8[middle]] >= CodePoints.MID_LETTER && utf8[middle + 1] < 0;
    }

    private void emit(byte[] utf8, int from, int end, WordSink sink) {
        int core = 1 << CodePoints.LETTER | 1 << CodePoints.HEBREW | 1 << CodePoints.NUMERIC;
        if ((kinds & core) != 0) {
            boolean changes = (flags & changingFlags) != 0 || (kinds & 1 << CodePoints.FORMAT) != 0;
            forms.word(utf8, from, end, changes, sink);
        }
    }

    /// Walks over a word by code points. Rules by their numbers in Unicode Standard Annex #29:
    /// WB4 (marks go along), WB5, 8, 9, 10, 13a, 13b (letters, digits and connectors join), WB6, 7, 11, 12 (over a
    /// character in the middle), WB7a–c (Hebrew with quotation marks).
    private int wordEnd(byte[] utf8, int from, int to) {
        kinds = 0;
        flags = 0;
        int before = CodePoints.OTHER;
        int i = from;
        while (i < to) {
            int properties = codePoints.of(Utf8.codePoint(utf8, i));
            int kind = properties & CodePoints.KIND;
            if (startsWord(kind)) {
                before = kind;
            } else if (kind >= CodePoints.MID_LETTER) {
                if (!joins(before, kind, kindAfter(utf8, i, to))) {
                    return before == CodePoints.HEBREW && kind == CodePoints.APOSTROPHE
                            ? hebrewEnd(utf8, i, to)
                            : i;
                }
            } else if (kind == CodePoints.OTHER) {
                return i;
            }
            kinds |= 1 << kind;
            flags |= properties & ~CodePoints.KIND;
            i += Utf8.length(utf8[i]);
        }
        return i;
    }

    /// The end of a Hebrew word whose last letter an apostrophe follows (WB7a), with the marks on that.
    private int hebrewEnd(byte[] utf8, int apostrophe, int to) {
        int i = apostrophe + 1;
        while (i < to && isExtension(kindAt(utf8, i))) {
            int properties = codePoints.of(Utf8.codePoint(utf8, i));
            kinds |= 1 << (properties & CodePoints.KIND);
            flags |= properties & ~CodePoints.KIND;
            i += Utf8.length(utf8[i]);
        }
        return i;
    }

    /// The kind of the next code point after `i` that is no mark.
    private int kindAfter(byte[] utf8, int i, int to) {
        int next = i + Utf8.length(utf8[i]);
        while (next < to) {
            int kind = kindAt(utf8, next);
            if (!isExtension(kind)) {
                return kind;
            }
            next += Utf8.length(utf8[next]);
        }
        return CodePoints.OTHER;
    }

    private int unspacedEnd(byte[] utf8, int from, int to) {
        int i = from;
        while (i < to) {
            int kind = kindAt(utf8, i);
            if (kind != CodePoints.UNSPACED && !isExtension(kind)) {
                break;
            }
            i += Utf8.length(utf8[i]);
        }
        return i;
    }

    private int kindAt(byte[] utf8, int i) {
        return codePoints.of(Utf8.codePoint(utf8, i)) & CodePoints.KIND;
    }

    static boolean startsWord(int kind) {
        return kind >= CodePoints.LETTER && kind <= CodePoints.CONNECTOR;
    }

    private static boolean isExtension(int kind) {
        return kind == CodePoints.EXTEND || kind == CodePoints.FORMAT;
    }

    static boolean joins(int before, int middle, int after) {
        boolean letters = isLetter(before) && isLetter(after);
        boolean digits = before == CodePoints.NUMERIC && after == CodePoints.NUMERIC;
        return switch (middle) {
            case CodePoints.MID_LETTER -> letters;
            case CodePoints.MID_NUMBER -> digits;
            case CodePoints.MID_BOTH, CodePoints.APOSTROPHE -> letters || digits;
            case CodePoints.QUOTE -> before == CodePoints.HEBREW && after == CodePoints.HEBREW;
            default -> false;
        };
    }

    private static boolean isLetter(int kind) {
        return kind == CodePoints.LETTER || kind == CodePoints.HEBREW;
    }

    private static boolean onlyConnectors(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            if (utf8[i] != '_') {
                return false;
            }
        }
        return true;
    }

    /// The end of the run of `a-z A-Z 0-9 _` at `from`.
    private static int asciiWordEnd(byte[] utf8, int from) {
        for (int i = from; ; i += Long.BYTES) {
            long stops = ~wordBits(load(utf8, i)) & HIGH_BITS;
            if (stops != 0) {
                return i + (Long.numberOfTrailingZeros(stops) >>> 3);
            }
        }
    }

    /// The high bit of each byte that is an ASCII letter, digit or `_`; other bits are undefined.
    private static long wordBits(long eight) {
        long low = eight & ~HIGH_BITS;
        long folded = low | 0x20 * ONES;
        long letters = (folded + (0x80 - 'a') * ONES) & ~(folded + (0x7f - 'z') * ONES);
        long digits = (low + (0x80 - '0') * ONES) & ~(low + (0x7f - '9') * ONES);
        long connector = HIGH_BITS - (low ^ '_' * ONES);
        return (letters | digits | connector) & ~eight;
    }
}
