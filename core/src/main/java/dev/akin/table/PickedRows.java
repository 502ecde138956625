package dev.akin.table;

import dev.akin.kernel.ElementType;
import java.util.Arrays;
import java.util.Objects;

/// Some rows of another table, in another order. A view.
public final class PickedRows implements EmbeddingTable {
    private final EmbeddingTable source;
    private final int[] picked;

    /// @param picked rows of the source; copied
    public PickedRows(EmbeddingTable source, int[] picked) {
        for (int row : picked) {
            Objects.checkIndex(row, source.rows());
        }
        this.source = source;
        this.picked = picked.clone();
    }

    @Override
    public int rows() {
        return picked.length;
    }

    @Override
    public int dimension() {
        return source.dimension();
    }

    @Override
    public ElementType elementType() {
        return source.elementType();
    }

    @Override
    public long bytes() {
        return (long) rows() * dimension() * elementType().bytes();
    }

    private int[] ofSource(int first, int count) {
        Objects.checkFromIndexSize(first, count, picked.length);
        return Arrays.copyOfRange(picked, first, first + count);
    }

    @Override
    public void read(int first, int count, float[] into, int from) {
        source.gather(ofSource(first, count), count, into, from);
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        Objects.checkFromIndexSize(0, count, ids.length);
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = picked[Objects.checkIndex(ids[i], picked.length)];
        }
        source.gather(rows, count, into, from);
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        scorer(query).dots(first, count, into, from);
    }

    @Override
    public RowScorer scorer(float[] query) {
        RowScorer each = source.scorer(query);
        return (first, count, into, from) -> {
            Objects.checkFromIndexSize(from, count, into.length);
            int[] rows = ofSource(first, count);
            for (int i = 0; i < count; i++) {
                each.dots(rows[i], 1, into, from + i);
            }
        };
    }

    @Override
    public void norms(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(from, count, into.length);
        int[] rows = ofSource(first, count);
        for (int i = 0; i < count; i++) {
            source.norms(rows[i], 1, into, from + i);
        }
    }
}
