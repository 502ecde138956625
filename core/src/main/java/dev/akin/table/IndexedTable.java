package dev.akin.table;

import dev.akin.kernel.ElementType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows of which several are one: each has the number of a row of an inner table, or none and is the fallback vector. A view.
///
/// Runs of rows that follow one another inside are scored as the inner table scores them.
public final class IndexedTable implements EmbeddingTable {
    /// In place of the number of an inner row: the fallback.
    public static final int NONE = -1;

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final EmbeddingTable inner;
    private final MemorySegment index;
    private final float @Nullable [] fallback;
    private final int rows;

    private IndexedTable(EmbeddingTable inner, MemorySegment index, float @Nullable [] fallback) {
        this.inner = inner;
        this.index = index;
        this.fallback = fallback;
        this.rows = (int) (index.byteSize() / Integer.BYTES);
    }

    /// A view of an inner table and an index; the fallback is copied.
    ///
    /// @param index I32 [rows], little-endian: inner rows, or [#NONE]
    /// @param fallback [dimension], or null where no row has none
    /// @throws IllegalArgumentException if a number is no inner row, or the fallback is missing or has another dimension
    public static IndexedTable of(
            EmbeddingTable inner, MemorySegment index, float @Nullable [] fallback) {
        if (fallback != null && fallback.length != inner.dimension()) {
            throw new IllegalArgumentException(
                    "the fallback has "
                            + fallback.length
                            + " dimensions, the rows "
                            + inner.dimension());
        }
        if (index.byteSize() % Integer.BYTES != 0
                || index.byteSize() / Integer.BYTES > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    index.byteSize() + " bytes are no index of whole numbers");
        }
        int least = fallback == null ? 0 : NONE;
        for (long at = 0; at < index.byteSize(); at += Integer.BYTES) {
            int row = index.get(INT, at);
            if (row < least || row >= inner.rows()) {
                throw new IllegalArgumentException(
                        "row "
                                + at / Integer.BYTES
                                + " is to be row "
                                + row
                                + " of "
                                + inner.rows()
                                + (row == NONE ? ", but there is no fallback" : ""));
            }
        }
        return new IndexedTable(inner, index, fallback == null ? null : fallback.clone());
    }

    /// The rows that are shared.
    public EmbeddingTable inner() {
        return inner;
    }

    /// I32 [rows], little-endian, read only.
    public MemorySegment index() {
        return index.asReadOnly();
    }

    /// What a row without an inner one is: a copy; null where there is no such row.
    public float @Nullable [] fallback() {
        return fallback == null ? null : fallback.clone();
    }

    private int innerRow(int row) {
        return index.get(INT, (long) Integer.BYTES * row);
    }

    /// The fallback, of whose presence [#of] made sure where it is needed.
    private float[] ofNone() {
        return Objects.requireNonNull(fallback);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return inner.dimension();
    }

    @Override
    public ElementType elementType() {
        return inner.elementType();
    }

    @Override
    public long bytes() {
        long none = fallback == null ? 0 : (long) Float.BYTES * fallback.length;
        return inner.bytes() + index.byteSize() + none;
    }

    @Override
    public void read(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows);
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension()), into.length);
        eachRun(
                first,
                count,
                (row, done, run) -> {
                    int at = from + done * dimension();
                    if (row == NONE) {
                        System.arraycopy(ofNone(), 0, into, at, dimension());
                    } else {
                        inner.read(row, run, into, at);
                    }
                });
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        Objects.checkFromIndexSize(0, count, ids.length);
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension()), into.length);
        for (int i = 0; i < count; i++) {
            read(Objects.checkIndex(ids[i], rows), 1, into, from + i * dimension());
        }
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        scorer(query).dots(first, count, into, from);
    }

    @Override
    public RowScorer scorer(float[] query) {
        RowScorer shared = inner.scorer(query);
        float none = fallback == null ? 0 : dot(query, fallback);
        return (first, count, into, from) -> {
            Objects.checkFromIndexSize(first, count, rows);
            Objects.checkFromIndexSize(from, count, into.length);
            eachRun(
                    first,
                    count,
                    (row, done, run) -> {
                        if (row == NONE) {
                            into[from + done] = none;
                        } else {
                            shared.dots(row, run, into, from + done);
                        }
                    });
        };
    }

    @Override
    public void norms(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows);
        Objects.checkFromIndexSize(from, count, into.length);
        float none = fallback == null ? 0 : (float) Math.sqrt(dot(fallback, fallback));
        eachRun(
                first,
                count,
                (row, done, run) -> {
                    if (row == NONE) {
                        into[from + done] = none;
                    } else {
                        inner.norms(row, run, into, from + done);
                    }
                });
    }

    private static float dot(float[] a, float[] b) {
        float[] dot = new float[1];
        EmbeddingTable.of(b, 1, b.length).dots(Arrays.copyOf(a, b.length), 0, 1, dot, 0);
        return dot[0];
    }

    private interface RunAction {
        /// @param row the first inner row, or [#NONE] for one row without
        void accept(int row, int done, int run);
    }

    /// Splits a range where the next row is not the next one inside.
    private void eachRun(int first, int count, RunAction action) {
        for (int done = 0; done < count; ) {
            int row = innerRow(first + done);
            int run = 1;
            while (row != NONE && done + run < count && innerRow(first + done + run) == row + run) {
                run++;
            }
            action.accept(row, done, run);
            done += run;
        }
    }
}
