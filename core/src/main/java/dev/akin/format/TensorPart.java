package dev.akin.format;

import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// A tensor about to be written: what the header says of it, and whoever can produce its bytes in order.
record TensorPart(String name, TensorType type, List<Long> shape, Source source) {
    /// Rows computed at a time.
    private static final int BLOCK_BYTES = 1 << 20;

    /// Produces the bytes of a tensor, in order.
    @FunctionalInterface
    interface Source {
        void writeTo(TensorSink sink) throws IOException;
    }

    static TensorPart of(String name, Tensor tensor) {
        return new TensorPart(
                name, tensor.type(), tensor.shape(), sink -> sink.write(tensor.data()));
    }

    /// The rows of a table as they are stored.
    static TensorPart rows(String name, EmbeddingTable table) {
        List<Long> shape = List.of((long) table.rows(), (long) table.dimension());
        return new TensorPart(
                name, TensorType.of(table.elementType()), shape, sink -> writeRows(table, sink));
    }

    /// The Euclidean norms of a table's rows, computed while writing.
    static TensorPart norms(String name, EmbeddingTable table) {
        return new TensorPart(
                name,
                TensorType.F32,
                List.of((long) table.rows()),
                sink -> writeNorms(table, sink));
    }

    long bytes() {
        return Tensor.bytes(type, shape);
    }

    private static void writeRows(EmbeddingTable table, TensorSink sink) throws IOException {
        if (table instanceof SegmentTable stored) {
            sink.write(stored.segment());
            return;
        }
        int stride = table.dimension() * table.elementType().bytes();
        int rows = Math.clamp(BLOCK_BYTES / stride, 1, Math.max(1, table.rows()));
        float[] block = new float[rows * table.dimension()];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stored = arena.allocate((long) rows * stride, 64);
            for (int row = 0; row < table.rows(); row += rows) {
                int count = Math.min(rows, table.rows() - row);
                table.read(row, count, block, 0);
                Kernels.best()
                        .narrow(
                                table.elementType(),
                                block,
                                0,
                                stored,
                                0,
                                count * table.dimension());
                sink.write(stored.asSlice(0, (long) count * stride));
            }
        }
    }

    private static void writeNorms(EmbeddingTable table, TensorSink sink) throws IOException {
        float[] norms = new float[Math.min(1 << 14, table.rows())];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stored = arena.allocate((long) Float.BYTES * norms.length, 64);
            for (int row = 0; row < table.rows(); row += norms.length) {
                int count = Math.min(norms.length, table.rows() - row);
                table.norms(row, count, norms, 0);
                MemorySegment.copy(norms, 0, stored, ValueLayout.JAVA_FLOAT, 0, count);
                sink.write(stored.asSlice(0, (long) Float.BYTES * count));
            }
        }
    }
}
