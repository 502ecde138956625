package dev.akin.text;

/// Cuts UTF-8 into words for one thread.
///
/// Text given to a tokenizer is well-formed, and white space for [Utf8#SLACK] bytes behind its end.
interface Tokenizer {
    /// Cuts lines, each ended by a line feed; the last one needs none. Every line that was begun is ended.
    ///
    /// @return how many line feeds there were
    int lines(byte[] utf8, int from, int to, WordSink sink);

    /// Cuts a text that is one context; its line feeds are white space. Ends no line.
    void text(byte[] utf8, int from, int to, WordSink sink);

    static Tokenizer of(Tokens tokens, boolean lowercase) {
        return switch (tokens) {
            case WORDS -> new WordTokenizer(lowercase);
            case WHITESPACE -> new WhitespaceTokenizer(lowercase);
        };
    }
}
