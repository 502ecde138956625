package dev.akin.learn;

/// How many words of a document learn together, and how many words are drawn for them.
///
/// Fewer draws a word are faster. With one draw a word instead of five, each weighing as much more, half a percent more of the pairs of
/// paragraphs that do not follow each other in Wikipedia are taken for nearer than those that do.
final class DocumentShape {
    /// The most words of a tile.
    static final int WORDS = 12;

    private DocumentShape() {}

    /// At least how many words are drawn for so many of a document.
    static int draws(int words, int negatives) {
        return Math.max(words, negatives);
    }
}
