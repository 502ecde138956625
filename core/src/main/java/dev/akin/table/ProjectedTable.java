package dev.akin.table;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A table of short rows, a matrix that makes long ones of them, and the mean of the long ones: row = short row · matrix + mean.
///
/// A query is brought down to the short rows once, and then scored as they lie. The matrix is kept as it is multiplied with;
/// what a file has of it may be less.
abstract sealed class ProjectedTable implements EmbeddingTable permits FactoredTable {
    private static final Kernels KERNELS = Kernels.best();
    private static final int BLOCK = 64;

    private final EmbeddingTable inner;
    private final float[] projection;
    private final float[] mean;
    private volatile @Nullable Asked asked;

    /// @param projection `inner.dimension() × mean.length`, row-major; not copied
    /// @param mean not copied
    ProjectedTable(EmbeddingTable inner, float[] projection, float[] mean) {
        this.inner = inner;
        this.projection = projection;
        this.mean = mean;
    }

    /// A query and what became of it: kept, because one query scores many blocks of rows.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Asked(float[] query, float[] lowered, float offset) {}

    /// The short rows.
    public final EmbeddingTable inner() {
        return inner;
    }

    /// What the short rows are multiplied with, `inner().dimension() × dimension()`, row-major: a copy.
    public final float[] projection() {
        return projection.clone();
    }

    /// What is added to each row: a copy.
    public final float[] mean() {
        return mean.clone();
    }

    /// Numbers beside the short rows.
    abstract long factorNumbers();

    @Override
    public final int rows() {
        return inner.rows();
    }

    @Override
    public final int dimension() {
        return mean.length;
    }

    @Override
    public final ElementType elementType() {
        return ElementType.FLOAT32;
    }

    @Override
    public final long bytes() {
        return inner.bytes() + Float.BYTES * factorNumbers();
    }

    @Override
    public final void read(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows());
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension()), into.length);
        float[] block = new float[Math.min(BLOCK, count) * inner.dimension()];
        for (int done = 0; done < count; done += BLOCK) {
            int now = Math.min(BLOCK, count - done);
            inner.read(first + done, now, block, 0);
            lengthen(block, now, into, from + done * dimension());
        }
    }

    @Override
    public final void gather(int[] ids, int count, float[] into, int from) {
        Objects.checkFromIndexSize(0, count, ids.length);
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension()), into.length);
        float[] block = new float[Math.min(BLOCK, count) * inner.dimension()];
        for (int done = 0; done < count; done += BLOCK) {
            int now = Math.min(BLOCK, count - done);
            inner.gather(Arrays.copyOfRange(ids, done, done + now), now, block, 0);
            lengthen(block, now, into, from + done * dimension());
        }
    }

    private void lengthen(float[] block, int count, float[] into, int from) {
        int dimension = mean.length;
        KERNELS.multiply(block, 0, count, inner.dimension(), projection, dimension, into, from);
        for (int r = 0; r < count; r++) {
            KERNELS.axpy(1, mean, 0, into, from + r * dimension, dimension);
        }
    }

    @Override
    public final void dots(float[] query, int first, int count, float[] into, int from) {
        Dimensions.check(query, dimension());
        Objects.checkFromIndexSize(first, count, rows());
        Objects.checkFromIndexSize(from, count, into.length);
        Asked lowered = lowered(query);
        inner.dots(lowered.lowered(), first, count, into, from);
        for (int i = from; i < from + count; i++) {
            into[i] += lowered.offset();
        }
    }

    private Asked lowered(float[] query) {
        Asked last = asked;
        if (last != null && Arrays.equals(last.query(), query)) {
            return last;
        }
        float[] lowered = new float[inner.dimension()];
        for (int i = 0; i < lowered.length; i++) {
            lowered[i] = KERNELS.dot(projection, i * mean.length, query, 0, mean.length);
        }
        Asked now = new Asked(query.clone(), lowered, KERNELS.dot(mean, 0, query, 0, mean.length));
        asked = now;
        return now;
    }

    @Override
    public final void norms(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows());
        Objects.checkFromIndexSize(from, count, into.length);
        float[] block = new float[Math.min(BLOCK, count) * dimension()];
        MemorySegment rows = MemorySegment.ofArray(block);
        long stride = (long) Float.BYTES * dimension();
        for (int done = 0; done < count; done += BLOCK) {
            int now = Math.min(BLOCK, count - done);
            read(first + done, now, block, 0);
            KERNELS.squaredNorms(
                    ElementType.FLOAT32, rows, 0, stride, now, dimension(), into, from + done);
        }
        Dimensions.squareRoots(into, from, count);
    }

    /// @throws IllegalArgumentException if there is no number in a row, or the matrix is too large for an array
    static void checkSizes(long rank, long dimension) {
        if (dimension < 1 || rank * dimension > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "short rows of " + rank + " numbers cannot stand for rows of " + dimension);
        }
    }

    /// @throws IllegalArgumentException if an array has another length
    static void checkLength(String what, float[] values, long wanted) {
        if (values.length != wanted) {
            throw new IllegalArgumentException(
                    "the " + what + " must have " + wanted + " numbers, but has " + values.length);
        }
    }
}
