package dev.akin.table;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A table whose rows become numbers when they are read: scoring decodes a block of rows and lets the kernels do the rest.
abstract class DecodedTable implements EmbeddingTable {
    private static final Kernels KERNELS = Kernels.best();
    private static final int BLOCK = 64;

    private final int rows;
    private final int dimension;

    DecodedTable(int rows, int dimension) {
        this.rows = rows;
        this.dimension = dimension;
    }

    /// Puts the numbers of a row to `into[from …]`; both are checked.
    abstract void decode(int row, float[] into, int from);

    @Override
    public final int rows() {
        return rows;
    }

    @Override
    public final int dimension() {
        return dimension;
    }

    @Override
    public final ElementType elementType() {
        return ElementType.FLOAT32;
    }

    @Override
    public final void read(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows);
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension), into.length);
        for (int r = 0; r < count; r++) {
            decode(first + r, into, from + r * dimension);
        }
    }

    @Override
    public final void gather(int[] ids, int count, float[] into, int from) {
        Objects.checkFromIndexSize(0, count, ids.length);
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension), into.length);
        for (int i = 0; i < count; i++) {
            decode(Objects.checkIndex(ids[i], rows), into, from + i * dimension);
        }
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        Dimensions.check(query, dimension);
        Objects.checkFromIndexSize(first, count, rows);
        Objects.checkFromIndexSize(from, count, into.length);
        eachBlock(
                first,
                count,
                (block, done, now) ->
                        KERNELS.dots(
                                ElementType.FLOAT32,
                                block,
                                0,
                                (long) Float.BYTES * dimension,
                                now,
                                query,
                                dimension,
                                into,
                                from + done));
    }

    @Override
    public void norms(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows);
        Objects.checkFromIndexSize(from, count, into.length);
        eachBlock(
                first,
                count,
                (block, done, now) ->
                        KERNELS.squaredNorms(
                                ElementType.FLOAT32,
                                block,
                                0,
                                (long) Float.BYTES * dimension,
                                now,
                                dimension,
                                into,
                                from + done));
        Dimensions.squareRoots(into, from, count);
    }

    private interface BlockAction {
        void accept(MemorySegment block, int done, int now);
    }

    private void eachBlock(int first, int count, BlockAction action) {
        float[] decoded = new float[Math.min(BLOCK, count) * dimension];
        MemorySegment block = MemorySegment.ofArray(decoded);
        for (int done = 0; done < count; done += BLOCK) {
            int now = Math.min(BLOCK, count - done);
            read(first + done, now, decoded, 0);
            action.accept(block, done, now);
        }
    }
}
