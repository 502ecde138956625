package dev.akin.text;

import java.util.Arrays;

/// A piece of a corpus that one thread cuts into words: whole lines or records, or part of a very long line.
/// Its buffer is used again for chunk after chunk.
final class Chunk {
    /// How many bytes a chunk has at the most, unless one record needs more.
    static final int SIZE = 1 << 19;

    /// Bytes of a chunk filled from memory after which no further line is added.
    static final int ENOUGH = SIZE >> 1;

    byte[] bytes = new byte[SIZE + Utf8.SLACK];
    int length;

    /// 0 for the first of the corpus.
    long number;

    /// The source that it is from: 0 for the first.
    int source;

    /// Lines of the source's header, if the chunk follows on it.
    int linesBefore;

    String name = "";
    RecordFormat format = new RecordFormat.Lines();

    /// Makes room for `capacity` bytes, and the slack behind them.
    void reserve(int capacity) {
        if (bytes.length < capacity + Utf8.SLACK) {
            bytes = Arrays.copyOf(bytes, capacity + Utf8.SLACK);
        }
    }

    /// Ends the chunk, with white space behind it as [Tokenizer] asks.
    void end(int length) {
        this.length = length;
        Arrays.fill(bytes, length, length + Utf8.SLACK, (byte) ' ');
    }
}
