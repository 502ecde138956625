package dev.akin.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// Memory outside the heap for rows that are parsed, not mapped.
final class OffHeap {
    private OffHeap() {}

    /// @throws IOException if the JVM does not give so much; the message says how to let it
    static MemorySegment allocate(Path reader, long bytes) throws IOException {
        try {
            return Arena.ofAuto().allocate(Math.max(1, bytes), 64).asSlice(0, bytes);
        } catch (OutOfMemoryError e) {
            throw new IOException(
                    reader
                            + ": its rows take "
                            + bytes
                            + " bytes of memory outside the heap, more than this JVM may take; raise"
                            + " -XX:MaxDirectMemorySize",
                    e);
        }
    }
}
