package dev.akin.text;

/// Where text may be cut.
final class Breaks {
    /// How far back to look for white space beyond ASCII, or for punctuation, in a line without a space.
    private static final int FAR = 1 << 14;

    private Breaks() {}

    static int afterLastLineFeed(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /// The last place up to `length` where no word is cut; if words are that long, where no character is cut.
    static int betweenWords(byte[] bytes, int length) {
        for (int end = length; end > 0; end--) {
            if (bytes[end - 1] == ' ' || bytes[end - 1] == '\t') {
                return end;
            }
        }
        int character = betweenCharacters(bytes, length);
        for (int end = character; end > 0 && length - end < FAR; end--) {
            if (startsCharacter(bytes[end]) && endsWord(bytes, end)) {
                return end;
            }
        }
        return character;
    }

    private static boolean endsWord(byte[] bytes, int end) {
        int start = end - 1;
        while (start > 0 && !startsCharacter(bytes[start])) {
            start--;
        }
        return Utf8.firstInvalid(bytes, start, end) < 0
                && CodePoints.kind(Utf8.codePoint(bytes, start)) == CodePoints.OTHER;
    }

    private static int betweenCharacters(byte[] bytes, int length) {
        for (int end = length; end > length - 4 && end > 0; end--) {
            if (startsCharacter(bytes[end - 1])) {
                return Utf8.length(bytes[end - 1]) == length - end + 1 ? length : end - 1;
            }
        }
        return length;
    }

    private static boolean startsCharacter(byte b) {
        return (b & 0xc0) != 0x80;
    }
}
