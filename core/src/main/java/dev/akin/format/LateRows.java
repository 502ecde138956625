package dev.akin.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Off-heap float32 rows, allocated while the first of them are parsed: the JVM clears such memory on one
/// thread, and the others need not wait for it. Each thread writes by a [Writer] of its own.
final class LateRows {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int MOST_WAITING = 128;

    private final TextShape shape;
    private final CompletableFuture<MemorySegment> allocation;

    LateRows(TextShape shape) {
        this.shape = shape;
        this.allocation = CompletableFuture.supplyAsync(this::allocate);
    }

    private MemorySegment allocate() {
        try {
            long bytes = shape.rows() * shape.dimension() * Float.BYTES;
            return OffHeap.allocate(shape.path(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The memory, waited for.
    MemorySegment segment() throws IOException {
        try {
            return allocation.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failed) {
                throw failed.getCause();
            }
            throw e;
        }
    }

    private record Block(long first, MemorySegment numbers) {}

    /// Puts rows into their places, or keeps a copy of them until there are places.
    final class Writer {
        private final List<Block> waiting = new ArrayList<>();

        /// Writes `numbers[0 … count × dimension − 1]` as the rows from `first`.
        void write(long first, float[] numbers, int count) throws IOException {
            int length = count * shape.dimension();
            if (!allocation.isDone() && waiting.size() < MOST_WAITING) {
                float[] copy = Arrays.copyOf(numbers, length);
                waiting.add(new Block(first, MemorySegment.ofArray(copy)));
                return;
            }
            finish();
            put(first, MemorySegment.ofArray(numbers), length);
        }

        /// Writes what still waits.
        void finish() throws IOException {
            for (Block block : waiting) {
                put(block.first(), block.numbers(), block.numbers().byteSize() / Float.BYTES);
            }
            waiting.clear();
        }

        private void put(long first, MemorySegment numbers, long length) throws IOException {
            long at = first * shape.dimension() * Float.BYTES;
            MemorySegment.copy(numbers, ValueLayout.JAVA_FLOAT, 0, segment(), FLOAT, at, length);
        }
    }
}
