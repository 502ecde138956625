package dev.akin.embeddings;

import dev.akin.table.EmbeddingTable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The Euclidean norm of every row: as a file holds them, or computed once when first asked for. Thread-safe.
final class Norms {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = 1024;

    private final EmbeddingTable table;
    private volatile @Nullable MemorySegment norms;

    /// @param stored F32 [rows], little-endian, or null to compute them
    /// @throws IllegalArgumentException if there are not as many norms as rows
    Norms(EmbeddingTable table, @Nullable MemorySegment stored) {
        if (stored != null && stored.byteSize() != (long) Float.BYTES * table.rows()) {
            throw new IllegalArgumentException(
                    table.rows()
                            + " rows need "
                            + (long) Float.BYTES * table.rows()
                            + " bytes of norms, not "
                            + stored.byteSize());
        }
        this.table = table;
        this.norms = stored;
    }

    float at(int row) {
        return segment().get(FLOAT, (long) Float.BYTES * row);
    }

    void read(int first, int count, float[] into, int from) {
        MemorySegment.copy(segment(), FLOAT, (long) Float.BYTES * first, into, from, count);
    }

    /// F32 [rows], little-endian.
    MemorySegment segment() {
        MemorySegment known = norms;
        return known == null ? compute() : known;
    }

    private synchronized MemorySegment compute() {
        MemorySegment known = norms;
        if (known == null) {
            float[] values = new float[table.rows()];
            Parallel.blocks(
                    Parallel.threadsFor(table, 0),
                    table.rows(),
                    BLOCK,
                    () -> (first, count) -> table.norms(first, count, values, first));
            known = MemorySegment.ofArray(values);
            norms = known;
        }
        return known;
    }
}
