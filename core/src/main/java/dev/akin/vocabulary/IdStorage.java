package dev.akin.vocabulary;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Blocks of memory for ids: outside of the heap up to a limit, then mapped from a scratch file. Thread-safe.
final class IdStorage implements Closeable {
    /// Ids in a block.
    static final int BLOCK = 1 << 20;

    private static final long BLOCK_BYTES = (long) BLOCK * Integer.BYTES;

    private final Arena arena = Arena.ofShared();
    private final @Nullable Path folder;
    private final long limit;
    private long inMemory;
    private @Nullable FileChannel scratch;

    /// @param folder where a scratch file may be made, or null to keep all in memory
    /// @param limit bytes to keep in memory
    IdStorage(@Nullable Path folder, long limit) {
        this.folder = folder;
        this.limit = folder == null ? Long.MAX_VALUE : limit;
    }

    synchronized MemorySegment block() throws IOException {
        if (inMemory + BLOCK_BYTES <= limit) {
            inMemory += BLOCK_BYTES;
            return arena.allocate(BLOCK_BYTES, Long.BYTES);
        }
        return mapped(scratch());
    }

    private FileChannel scratch() throws IOException {
        FileChannel channel = scratch;
        if (channel == null && folder != null) {
            channel = createScratch(folder);
            scratch = channel;
        }
        return Objects.requireNonNull(channel);
    }

    /// Where the system lets an open file be deleted, nothing is left behind even if the process is killed.
    private static FileChannel createScratch(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "akin-", ".scratch");
        return FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /// The block is written before it is mapped: a full disk is an exception here, but would be a crash later.
    private MemorySegment mapped(FileChannel channel) throws IOException {
        long start = channel.size();
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 16);
        for (long at = start; at < start + BLOCK_BYTES; at += zeros.capacity()) {
            zeros.clear();
            while (zeros.hasRemaining()) {
                channel.write(zeros, at + zeros.position());
            }
        }
        return channel.map(FileChannel.MapMode.READ_WRITE, start, BLOCK_BYTES, arena);
    }

    @Override
    public synchronized void close() throws IOException {
        if (arena.scope().isAlive()) {
            arena.close();
        }
        if (scratch != null) {
            scratch.close();
        }
    }
}
