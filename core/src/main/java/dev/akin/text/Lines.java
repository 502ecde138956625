package dev.akin.text;

import dev.akin.MalformedFileException;

/// Counts lines, and says what is wrong with one.
final class Lines {
    static final String NOT_UTF8 =
            "the bytes are not UTF-8; name the right encoding with --encoding";

    private Lines() {}

    static long lineFeeds(byte[] bytes, int from, int to) {
        long lineFeeds = 0;
        for (int i = from; i < to; i++) {
            lineFeeds += bytes[i] == '\n' ? 1 : 0;
        }
        return lineFeeds;
    }

    static MalformedFileException notUtf8(String name, long line) {
        return MalformedFileException.atLine(name, line, NOT_UTF8);
    }
}
