package dev.akin.layers;

import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import java.util.function.Consumer;

/// Rows that are made while they are read, from the first to the last, once: what a file begins as, without room for it in memory.
final class GeneratedRows implements EmbeddingTable {
    private final int rows;
    private final ElementType type;
    private final float[] row;
    private final Consumer<float[]> maker;
    private int next;

    /// @param maker fills one row after the other
    GeneratedRows(int rows, int dimension, ElementType type, Consumer<float[]> maker) {
        this.rows = rows;
        this.type = type;
        this.row = new float[dimension];
        this.maker = maker;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return row.length;
    }

    @Override
    public ElementType elementType() {
        return type;
    }

    @Override
    public long bytes() {
        return (long) rows * row.length * type.bytes();
    }

    @Override
    public void read(int first, int count, float[] into, int from) {
        if (first != next) {
            throw new IllegalStateException(
                    "row " + first + " is asked for, but " + next + " is next");
        }
        for (int r = 0; r < count; r++) {
            maker.accept(row);
            System.arraycopy(row, 0, into, from + r * row.length, row.length);
        }
        next += count;
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        throw onlyInOrder();
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        throw onlyInOrder();
    }

    @Override
    public void norms(int first, int count, float[] into, int from) {
        throw onlyInOrder();
    }

    private static UnsupportedOperationException onlyInOrder() {
        return new UnsupportedOperationException("these rows are made in their order, once");
    }
}
