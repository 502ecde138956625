package dev.akin.compress;

import dev.akin.Progress;
import dev.akin.algebra.Workers;
import dev.akin.kernel.CodeKernel;
import dev.akin.kernel.CodeWidth;
import dev.akin.table.EmbeddingTable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A code for each number of a table: number i of row r is about `scale[i] × (row[r] × code − zero[i])`.
///
/// @param rowScale F32 [rows], little-endian: NaN for a row of zeros; null where it is 1 for every row
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScalarCodes(
        MemorySegment codes, float[] scale, float[] zero, @Nullable MemorySegment rowScale) {
    static final CodeKernel KERNEL = CodeKernel.best();
    static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = 256;

    /// Codes one row; each thread has one of its own.
    interface RowCoder {
        /// @param values the row's numbers, which may be overwritten
        void code(int row, float[] values);
    }

    /// What codes and scales take.
    static long bytes(CodeWidth width, CodeScale scale, int rows, int dimension) {
        long scales = 2L * Float.BYTES * dimension;
        long rowScales = scale == CodeScale.ROW ? (long) Float.BYTES * rows : 0;
        return (long) rows * width.stride(dimension) + scales + rowScales;
    }

    static MemorySegment allocate(long bytes) {
        return Arena.ofAuto().allocate(Math.max(1, bytes), 64).asSlice(0, bytes);
    }

    static MemorySegment codes(EmbeddingTable table, CodeWidth width) {
        return allocate((long) table.rows() * width.stride(table.dimension()));
    }

    /// Each row once, on all threads.
    ///
    /// @throws CancellationException if the listener asks to stop
    static void eachRow(
            EmbeddingTable table, CompressorBuilder.Work work, Supplier<RowCoder> coders) {
        int dimension = table.dimension();
        AtomicLong done = new AtomicLong();
        new Workers(work.threads())
                .each(
                        Math.ceilDiv(table.rows(), BLOCK),
                        block -> {
                            if (work.listener().stopRequested()) {
                                throw new CancellationException("compressing was stopped");
                            }
                            int first = block * BLOCK;
                            int count = Math.min(BLOCK, table.rows() - first);
                            float[] rows = new float[count * dimension];
                            table.read(first, count, rows, 0);
                            RowCoder coder = coders.get();
                            float[] row = new float[dimension];
                            for (int r = 0; r < count; r++) {
                                System.arraycopy(rows, r * dimension, row, 0, dimension);
                                coder.code(first + r, row);
                            }
                            told(work, done, count, table.rows());
                        });
    }

    private static void told(CompressorBuilder.Work work, AtomicLong done, int count, int rows) {
        synchronized (done) {
            long now = done.addAndGet(count);
            work.listener().update(new Progress("compressing", now, rows, "rows"));
        }
    }
}
