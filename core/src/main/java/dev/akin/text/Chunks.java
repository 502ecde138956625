package dev.akin.text;

import java.io.Closeable;
import java.io.IOException;

/// Gives out a corpus chunk by chunk, in order. Implementations are called under one lock.
interface Chunks extends Closeable {
    /// Fills the chunk (but for its number), or gives false at the end of the corpus.
    boolean next(Chunk chunk) throws IOException;

    /// Bytes of the sources read so far.
    long done();

    /// Bytes of all sources, or -1 if unknown.
    long total();
}
