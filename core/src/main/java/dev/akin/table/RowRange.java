package dev.akin.table;

import dev.akin.kernel.ElementType;
import java.util.Objects;

/// A run of another table's rows, as a table of its own: a view, not a copy.
///
/// @param first the row of `table` that is row 0 here
/// @param rows how many
public record RowRange(EmbeddingTable table, int first, int rows) implements EmbeddingTable {

    /// @throws IndexOutOfBoundsException if the table has no such rows
    public RowRange {
        Objects.checkFromIndexSize(first, rows, table.rows());
    }

    @Override
    public int dimension() {
        return table.dimension();
    }

    @Override
    public ElementType elementType() {
        return table.elementType();
    }

    @Override
    public long bytes() {
        return (long) rows * dimension() * elementType().bytes();
    }

    @Override
    public void read(int from, int count, float[] into, int at) {
        Objects.checkFromIndexSize(from, count, rows);
        table.read(first + from, count, into, at);
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        Objects.checkFromIndexSize(0, count, ids.length);
        int[] shifted = new int[count];
        for (int i = 0; i < count; i++) {
            shifted[i] = first + Objects.checkIndex(ids[i], rows);
        }
        table.gather(shifted, count, into, from);
    }

    @Override
    public void dots(float[] query, int from, int count, float[] into, int at) {
        Objects.checkFromIndexSize(from, count, rows);
        table.dots(query, first + from, count, into, at);
    }

    @Override
    public RowScorer scorer(float[] query) {
        RowScorer whole = table.scorer(query);
        return (from, count, into, at) -> {
            Objects.checkFromIndexSize(from, count, rows);
            whole.dots(first + from, count, into, at);
        };
    }

    @Override
    public void norms(int from, int count, float[] into, int at) {
        Objects.checkFromIndexSize(from, count, rows);
        table.norms(first + from, count, into, at);
    }
}
