package dev.akin.learn;

/// How many words of a document learn together, and how many words are drawn for them.
///
/// Fewer draws a word are faster. With half a draw a word instead of five, each weighing as much more, documents of Wikipedia are found again
/// as often by what is inferred from their words.
final class DocumentShape {
    /// The most words of a tile.
    static final int WORDS = 16;

    private DocumentShape() {}

    /// At least how many words are drawn for so many of a document.
    static int draws(int words, int negatives) {
        return Math.max(words / 2, negatives);
    }
}
