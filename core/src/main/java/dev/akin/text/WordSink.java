package dev.akin.text;

import java.io.IOException;

/// Takes the words that one thread reads from a [Corpus]. Each thread has a sink of its own.
///
/// A corpus is read in chunks of whole lines, numbered from 0 in the order of the corpus. Where the chunks end depends
/// on the corpus alone, not on the number of threads. One sink gets chunks with rising numbers, but not every number.
public interface WordSink {
    /// The words of chunk `number` follow.
    void beginChunk(long number);

    /// A word, which is never empty.
    ///
    /// @param utf8 holds the word at `from … to − 1` and at least eight more bytes behind it, so that words can be
    ///     loaded eight bytes at a time; only valid, and not to be changed, during the call
    void word(byte[] utf8, int from, int to);

    /// The line ends; it may have had no word.
    void endLine();

    /// The chunk ends, always after an end of line.
    void endChunk() throws IOException;
}
