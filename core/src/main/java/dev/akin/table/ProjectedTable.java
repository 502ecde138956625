package dev.akin.table;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/// A table of short rows, a matrix that makes long ones of them, and the mean of the long ones: row = short row · matrix + mean.
///
/// A query is brought down to the short rows once, and then scored as they lie. The matrix is kept as it is multiplied with;
/// what a file has of it may be less.
abstract sealed class ProjectedTable implements EmbeddingTable
        permits FactoredTable, CpTable, TuckerTable {
    private static final Kernels KERNELS = Kernels.best();
    private static final int BLOCK = 64;

    private final EmbeddingTable inner;
    private final float[] projection;
    private final float[] mean;

    /// @param projection `inner.dimension() × mean.length`, row-major; not copied
    /// @param mean not copied
    ProjectedTable(EmbeddingTable inner, float[] projection, float[] mean) {
        this.inner = inner;
        this.projection = projection;
        this.mean = mean;
    }

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
        scorer(query).dots(first, count, into, from);
    }

    @Override
    public final RowScorer scorer(float[] query) {
        Dimensions.check(query, dimension());
        RowScorer lowered = inner.scorer(lowered(query));
        float offset = KERNELS.dot(mean, 0, query, 0, mean.length);
        return (first, count, into, from) -> {
            Objects.checkFromIndexSize(from, count, into.length);
            lowered.dots(first, count, into, from);
            for (int i = from; i < from + count; i++) {
                into[i] += offset;
            }
        };
    }

    private float[] lowered(float[] query) {
        float[] lowered = new float[inner.dimension()];
        for (int i = 0; i < lowered.length; i++) {
            lowered[i] = KERNELS.dot(projection, i * mean.length, query, 0, mean.length);
        }
        return lowered;
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

    /// @throws IllegalArgumentException as [#checkSizes], or if short rows are the longer ones
    static void checkRank(int rank, int dimension) {
        checkSizes(rank, dimension);
        if (rank > dimension) {
            throw new IllegalArgumentException(
                    "short rows of " + rank + " numbers are longer than rows of " + dimension);
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
