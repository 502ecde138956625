package dev.akin.counts;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Memory for counts: outside of the heap up to a limit, then mapped from a scratch file. Thread-safe.
final class CountStorage implements Closeable {
    private final Arena arena = Arena.ofShared();
    private final @Nullable Path folder;
    private final long limit;
    private long inMemory;
    private @Nullable FileChannel scratch;

    /// @param folder where a scratch file may be made, or null to keep all in memory
    /// @param limit bytes to keep in memory
    CountStorage(@Nullable Path folder, long limit) {
        this.folder = folder;
        this.limit = folder == null ? Long.MAX_VALUE : limit;
    }

    synchronized MemorySegment allocate(long bytes) throws IOException {
        if (bytes == 0) {
            return MemorySegment.NULL;
        }
        if (inMemory + bytes <= limit) {
            inMemory += bytes;
            return arena.allocate(bytes, Long.BYTES);
        }
        return mapped(scratch(), bytes);
    }

    private FileChannel scratch() throws IOException {
        FileChannel channel = scratch;
        if (channel == null && folder != null) {
            // Where the system lets an open file be deleted, nothing is left behind even if the
            // process is killed.
            channel =
                    FileChannel.open(
                            folder.resolve("counts-" + UUID.randomUUID() + ".scratch"),
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.DELETE_ON_CLOSE);
            scratch = channel;
        }
        return Objects.requireNonNull(channel);
    }

    /// The place is written before it is mapped: a full disk is an exception here, but would be a crash later.
    private MemorySegment mapped(FileChannel channel, long bytes) throws IOException {
        long start = Math.ceilDiv(channel.size(), Long.BYTES) * Long.BYTES;
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 16);
        for (long at = start; at < start + bytes; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), start + bytes - at));
            at += channel.write(zeros, at);
        }
        return channel.map(FileChannel.MapMode.READ_WRITE, start, bytes, arena);
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
