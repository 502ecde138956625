package dev.akin.learn;

/// How many words of a document learn together, and how many words are drawn for them.
final class DocumentShape {
    /// The most words of a tile.
    static final int WORDS = 12;

    private DocumentShape() {}

    /// At least how many words are drawn for so many of a document.
    static int draws(int words, int negatives) {
        return Math.max(words, negatives);
    }
}
