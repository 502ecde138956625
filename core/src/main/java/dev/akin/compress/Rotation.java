package dev.akin.compress;

import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;

/// An orthonormal matrix that turns rows. Immutable.
final class Rotation {
    private static final Kernels KERNELS = Kernels.best();

    /// Rows of a task.
    private static final int SHARE = 512;

    /// How much of the rotation before goes into the next one: it decides where rows say nothing.
    private static final float INERTIA = 1e-4f;

    private static final int STEPS = 60;
    private static final float STRAIGHT = 1e-5f;

    private final int dimension;
    private final float[] matrix;

    private Rotation(int dimension, float[] matrix) {
        this.dimension = dimension;
        this.matrix = matrix;
    }

    static Rotation none(int dimension) {
        float[] matrix = new float[Math.multiplyExact(dimension, dimension)];
        for (int i = 0; i < dimension; i++) {
            matrix[i * dimension + i] = 1;
        }
        return new Rotation(dimension, matrix);
    }

    /// [dimension, dimension], row-major; a copy.
    float[] matrix() {
        return matrix.clone();
    }

    /// @param rows [count, dimension]
    /// @return new ones
    float[] turn(float[] rows, Workers workers) {
        float[] transposed = transposed(matrix, dimension);
        float[] turned = new float[rows.length];
        int count = rows.length / dimension;
        workers.each(
                Math.ceilDiv(count, SHARE),
                task -> {
                    int from = task * SHARE;
                    int now = Math.min(SHARE, count - from);
                    KERNELS.multiply(
                            rows,
                            from * dimension,
                            now,
                            dimension,
                            transposed,
                            dimension,
                            turned,
                            from * dimension);
                });
        return turned;
    }

    /// The rotation that brings rows nearest to others (Schönemann 1966): the orthogonal factor of othersᵀ · rows.
    Rotation towards(float[] rows, float[] others, Workers workers) {
        float[] cross = cross(others, rows, workers);
        float norm = (float) Math.sqrt(KERNELS.dot(cross, 0, cross, 0, cross.length));
        if (norm > 0) {
            KERNELS.scale(1 / norm, cross, 0, cross.length);
        }
        KERNELS.axpy(INERTIA, matrix, 0, cross, 0, cross.length);
        return new Rotation(dimension, orthogonalFactor(cross));
    }

    /// Σ over rows of a[row]ᵀ · b[row], [dimension, dimension].
    private float[] cross(float[] a, float[] b, Workers workers) {
        float[] columns = transposed(a, dimension);
        int count = a.length / dimension;
        float[] cross = new float[dimension * dimension];
        int stripe = 16;
        workers.each(
                Math.ceilDiv(dimension, stripe),
                task -> {
                    int from = task * stripe;
                    int now = Math.min(stripe, dimension - from);
                    KERNELS.multiply(
                            columns,
                            from * count,
                            now,
                            count,
                            b,
                            dimension,
                            cross,
                            from * dimension);
                });
        return cross;
    }

    /// By Newton's and Schulz's iteration (Higham 2008, "Functions of Matrices", chapter 8): singular values below √3 come to 1.
    private float[] orthogonalFactor(float[] start) {
        float[] x = start;
        for (int step = 0; step < STEPS; step++) {
            float[] squares = new float[x.length];
            KERNELS.multiply(
                    x, 0, dimension, dimension, transposed(x, dimension), dimension, squares, 0);
            if (slant(squares) < STRAIGHT) {
                return x;
            }
            float[] next = new float[x.length];
            KERNELS.multiply(squares, 0, dimension, dimension, x, dimension, next, 0);
            KERNELS.scale(-0.5f, next, 0, next.length);
            KERNELS.axpy(1.5f, x, 0, next, 0, next.length);
            x = next;
        }
        return x;
    }

    private float slant(float[] squares) {
        float slant = 0;
        for (int i = 0; i < squares.length; i++) {
            float wanted = i % (dimension + 1) == 0 ? 1 : 0;
            slant = Math.max(slant, Math.abs(squares[i] - wanted));
        }
        return slant;
    }

    private static float[] transposed(float[] rows, int dimension) {
        int count = rows.length / dimension;
        float[] columns = new float[rows.length];
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < dimension; i++) {
                columns[i * count + r] = rows[r * dimension + i];
            }
        }
        return columns;
    }
}
