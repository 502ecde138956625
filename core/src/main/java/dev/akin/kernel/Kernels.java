package dev.akin.kernel;

import java.lang.foreign.MemorySegment;

/// The numeric loops. Two implementations, chosen once: with the Vector API where the JVM was started with
/// `--add-modules jdk.incubator.vector`, else scalar.
///
/// Callers have checked every length and offset; kernels only `assert`. Stateless and thread-safe. Sums may differ
/// in their last bits between the two implementations and between vector widths.
public sealed interface Kernels permits ScalarKernels, VectorKernels {

    /// The fastest kernels of this JVM.
    static Kernels best() {
        return KernelChooser.BEST;
    }

    /// Always the scalar ones: the definition that the others are tested against.
    static Kernels scalar() {
        return ScalarKernels.INSTANCE;
    }

    /// `vector` followed by the width in bits, or `scalar`.
    String name();

    /// Σ a[i]·b[i] over `length` numbers.
    float dot(float[] a, int aFrom, float[] b, int bFrom, int length);

    /// Σ (a[i] − b[i])² over `length` numbers.
    float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length);

    /// y[i] += alpha · x[i].
    void axpy(float alpha, float[] x, int xFrom, float[] y, int yFrom, int length);

    /// x[i] *= alpha.
    void scale(float alpha, float[] x, int from, int length);

    /// The dot product of `query` with each of `count` rows that lie `stride` bytes apart.
    ///
    /// @param rows where the rows lie, little-endian; the first at byte `offset`
    /// @param query `dimension` numbers from index 0
    /// @param into receives `count` scores from index `from`
    void dots(
            ElementType type,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            float[] query,
            int dimension,
            float[] into,
            int from);

    /// Σ row[i]², always added up in the same order: norms are stored, and files must not depend on when the JVM compiled a
    /// loop, as sums over lanes do.
    static float squaredNorm(float[] row, int length) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i <= length - 2; i += 2) {
            even += (double) row[i] * row[i];
            odd += (double) row[i + 1] * row[i + 1];
        }
        if (i < length) {
            even += (double) row[i] * row[i];
        }
        return (float) (even + odd);
    }

    /// The squared Euclidean norm of each of `count` rows; parameters as in `dots`.
    void squaredNorms(
            ElementType type,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            int dimension,
            float[] into,
            int from);

    /// The matrix product C = A · B, all row-major: `into[from + r · width + j]` = Σᵢ A[r, i] · B[i, j].
    ///
    /// @param a `rows × inner` numbers from index `aFrom`
    /// @param b `inner × width` numbers from index 0
    /// @param into receives `rows × width` numbers from index `from`
    void multiply(
            float[] a,
            int aFrom,
            int rows,
            int inner,
            float[] b,
            int width,
            float[] into,
            int from);

    /// For each column of a matrix the least `offsets[r] − 2 · matrix[r, column]` over its rows, in which row that is, and the
    /// least of the others: which centre is nearest, where the matrix holds products and the offsets squared norms.
    ///
    /// @param matrix `rows × width` numbers from index 0, row-major; at least one row
    /// @param least receives `width` numbers from index 0
    /// @param row receives the row of each, the first where two are equal
    /// @param second receives the least but one; infinity where there is one row
    void leastTwo(
            float[] matrix,
            int rows,
            int width,
            float[] offsets,
            float[] least,
            int[] row,
            float[] second);

    /// Σ (row[i] − query[i])² for some rows of an array, always added up in the same order on one machine, so that equal
    /// distances stay equal.
    ///
    /// @param starts where each of the first `count` rows begins in `rows`
    /// @param query `dimension` numbers from index `queryFrom`
    /// @param into receives `count` numbers from index 0
    void squaredDistances(
            float[] rows,
            int[] starts,
            int count,
            float[] query,
            int queryFrom,
            int dimension,
            float[] into);

    /// The sum of rows of one array, each number added up in the order of the rows: the same bits from both
    /// implementations.
    ///
    /// @param starts where each of the first `count` rows begins in `rows`
    /// @param into receives `dimension` numbers from index 0
    void sumRows(float[] rows, int[] starts, int count, int dimension, float[] into);

    /// Stored numbers → floats, exactly.
    void widen(
            ElementType type,
            MemorySegment source,
            long offset,
            float[] into,
            int from,
            int length);

    /// Floats → stored numbers, rounded to nearest, ties to even. NaN stays NaN; too large becomes infinite.
    void narrow(
            ElementType type,
            float[] source,
            int from,
            MemorySegment into,
            long offset,
            int length);

    /// into = scale · Σ of the rows that begin at `offsets[from … to − 1]`.
    ///
    /// @param width numbers in a row, a multiple of 16
    /// @param into receives `width` numbers from index `at`; none of the rows
    void sumRows(
            float[] rows,
            int[] offsets,
            int from,
            int to,
            float scale,
            float[] into,
            int at,
            int width);

    /// Adds `change[at … at + width − 1]` to each of the rows that begin at `offsets[from … to − 1]`; a row that comes
    /// twice gets it twice.
    ///
    /// @param width numbers in a row, a multiple of 16
    void addToRows(
            float[] rows, int[] offsets, int from, int to, float[] change, int at, int width);
}
