package dev.akin.counts;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import java.util.Objects;

/// One part of what GloVe has learned, as a table: a view, not a copy.
///
/// @param part what is read
record GlovePart(GloveRows all, Part part) implements EmbeddingTable {
    enum Part {
        WORDS,
        CONTEXTS,
        SUM
    }

    @Override
    public int dimension() {
        return all.dimension();
    }

    @Override
    public int rows() {
        return all.words();
    }

    @Override
    public ElementType elementType() {
        return ElementType.FLOAT32;
    }

    @Override
    public long bytes() {
        return (long) all.words() * all.dimension() * Float.BYTES;
    }

    @Override
    public void read(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows());
        for (int r = 0; r < count; r++) {
            read(first + r, into, from + r * dimension());
        }
    }

    private void read(int id, float[] into, int from) {
        int at = all.offset(id) + (part == Part.CONTEXTS ? all.width() : 0);
        float[] block = all.blockOf(id);
        System.arraycopy(block, at, into, from, dimension());
        if (part == Part.SUM) {
            for (int d = 0; d < dimension(); d++) {
                into[from + d] += block[at + all.width() + d];
            }
        }
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        Objects.checkFromIndexSize(0, count, ids.length);
        for (int r = 0; r < count; r++) {
            read(Objects.checkIndex(ids[r], rows()), into, from + r * dimension());
        }
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        if (query.length != dimension()) {
            throw new IllegalArgumentException(
                    "a query of " + query.length + " numbers cannot meet rows of " + dimension());
        }
        for (int r = 0; r < count; r++) {
            into[from + r] = Kernels.best().dot(row(first + r), 0, query, 0, dimension());
        }
    }

    @Override
    public void norms(int first, int count, float[] into, int from) {
        for (int r = 0; r < count; r++) {
            float square = Kernels.squaredNorm(row(first + r), dimension());
            into[from + r] = (float) Math.sqrt(square);
        }
    }
}
