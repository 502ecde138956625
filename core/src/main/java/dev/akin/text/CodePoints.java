package dev.akin.text;

import java.text.Normalizer;

/// What each code point does in a word: the word-break property of Unicode Standard Annex #29, as far as [Tokens#WORDS]
/// needs it, derived from the JDK's own Unicode data one page of 256 at a time. Not thread-safe.
final class CodePoints {
    /// Ends a word, and is dropped.
    static final byte OTHER = 0;

    static final byte LETTER = 1;
    static final byte HEBREW = 2;
    static final byte NUMERIC = 3;

    /// Connectors, such as `_`.
    static final byte CONNECTOR = 4;

    /// Marks and joiners: belong to what stands before them.
    static final byte EXTEND = 5;

    /// As [#EXTEND], but removed.
    static final byte FORMAT = 6;

    /// Inside a word between two letters.
    static final byte MID_LETTER = 7;

    /// Inside a word between two digits.
    static final byte MID_NUMBER = 8;

    /// Inside a word between two letters or two digits.
    static final byte MID_BOTH = 9;

    static final byte APOSTROPHE = 10;
    static final byte QUOTE = 11;

    /// Letters of scripts without spaces.
    static final byte UNSPACED = 12;

    static final int KIND = 0x0f;

    /// Flag: a word with this code point may not be in NFC.
    static final int NORMALIZE = 0x10;

    /// Flag: lower case may differ.
    static final int UPPER = 0x20;

    private static final String MID_LETTERS = "\u00b7\u0387\u055f\u05f4\u2027";
    private static final String MID_BOTHS = ".\u2018\u2019\u2024\ufe52\uff07\uff0e";
    private static final String MID_NUMBERS =
            ",;\u037e\u0589\u060c\u060d\u066c\u07f8\u2044\ufe10\ufe14\ufe50\ufe54\uff0c\uff1b";
    private static final int ZERO_WIDTH_SPACE = 0x200b;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int HEBREW_GERESH = 0x05f3;
    private static final int ARABIC_DECIMAL_SEPARATOR = 0x066b;

    private final byte[][] pages = new byte[(Character.MAX_CODE_POINT >> 8) + 1][];

    /// The kind of the code point in the low four bits, flags above.
    int of(int codePoint) {
        byte[] page = pages[codePoint >> 8];
        if (page == null) {
            page = page(codePoint & ~0xff);
            pages[codePoint >> 8] = page;
        }
        return page[codePoint & 0xff];
    }

    private static byte[] page(int first) {
        byte[] page = new byte[256];
        for (int i = 0; i < page.length; i++) {
            int codePoint = first + i;
            if (Character.getType(codePoint) != Character.SURROGATE) {
                page[i] = (byte) (kind(codePoint) | flags(codePoint));
            }
        }
        return page;
    }

    static byte kind(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    EXTEND;
            case Character.FORMAT -> format(codePoint);
            case Character.DECIMAL_DIGIT_NUMBER -> NUMERIC;
            case Character.CONNECTOR_PUNCTUATION -> CONNECTOR;
            default -> Character.isAlphabetic(codePoint) ? letter(codePoint) : other(codePoint);
        };
    }

    private static byte format(int codePoint) {
        return switch (codePoint) {
            case ZERO_WIDTH_SPACE -> OTHER;
            case ZERO_WIDTH_NON_JOINER, ZERO_WIDTH_JOINER -> EXTEND;
            default -> FORMAT;
        };
    }

    private static byte letter(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> UNSPACED;
            case HEBREW -> HEBREW;
            case COMMON -> sharedByKana(codePoint) ? UNSPACED : LETTER;
            default -> LETTER;
        };
    }

    /// Prolonged sound marks and repeat marks, which belong to both Kana and so to neither.
    private static boolean sharedByKana(int codePoint) {
        return codePoint == 0x30fc
                || codePoint == 0xff70
                || codePoint == 0x3006
                || (codePoint >= 0x3031 && codePoint <= 0x3035);
    }

    private static byte other(int codePoint) {
        if (codePoint == '\'') {
            return APOSTROPHE;
        }
        if (codePoint == '"') {
            return QUOTE;
        }
        if (codePoint == HEBREW_GERESH) {
            return LETTER;
        }
        if (codePoint == ARABIC_DECIMAL_SEPARATOR) {
            return NUMERIC;
        }
        if (MID_BOTHS.indexOf(codePoint) >= 0) {
            return MID_BOTH;
        }
        if (MID_LETTERS.indexOf(codePoint) >= 0) {
            return MID_LETTER;
        }
        return MID_NUMBERS.indexOf(codePoint) >= 0 ? MID_NUMBER : OTHER;
    }

    private static int flags(int codePoint) {
        int flags = Character.toLowerCase(codePoint) == codePoint ? 0 : UPPER;
        return mayCompose(codePoint) ? flags | NORMALIZE : flags;
    }

    /// True for every code point whose NFC quick check is not "yes", for all marks, and for a few more to be safe.
    private static boolean mayCompose(int codePoint) {
        boolean mark = kind(codePoint) == EXTEND;
        boolean jamo = codePoint >= 0x1100 && codePoint <= 0x11ff;
        boolean kiratRai = codePoint >= 0x16d40 && codePoint <= 0x16d7f;
        return mark
                || jamo
                || kiratRai
                || !Normalizer.isNormalized(Character.toString(codePoint), Normalizer.Form.NFC);
    }
}
