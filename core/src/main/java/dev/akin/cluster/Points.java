package dev.akin.cluster;

import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;

/// Points in a space of some dimensions, one behind the other in an array. Not changed by anybody; thread-safe.
public final class Points {
    private static final Kernels KERNELS = Kernels.best();

    final float[] values;
    private final int count;
    private final int dimension;

    private Points(float[] values, int count, int dimension) {
        this.values = values;
        this.count = count;
        this.dimension = dimension;
    }

    /// The rows of a table, copied.
    ///
    /// @throws IllegalArgumentException if a number is NaN or infinite, with its row, or there are more than 2³¹ numbers
    public static Points of(EmbeddingTable table, Metric metric) {
        int rows = table.rows();
        long numbers = (long) rows * table.dimension();
        if (numbers > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    rows
                            + " rows of "
                            + table.dimension()
                            + " numbers do not fit in memory; take the first "
                            + Integer.MAX_VALUE / table.dimension());
        }
        float[] values = new float[(int) numbers];
        table.read(0, rows, values, 0);
        return of(values, rows, table.dimension(), metric);
    }

    /// Points whose numbers are in `values`, which becomes theirs.
    ///
    /// @param values `count × dimension`
    /// @throws IllegalArgumentException if a number is NaN or infinite, with its row, or there are too few
    public static Points of(float[] values, int count, int dimension, Metric metric) {
        if (dimension < 1 || values.length < (long) count * dimension) {
            throw new IllegalArgumentException(
                    count
                            + " points × "
                            + dimension
                            + " numbers, and "
                            + values.length
                            + " numbers");
        }
        for (int r = 0; r < count; r++) {
            requireFinite(values, r, dimension);
            if (metric == Metric.COSINE) {
                double squares = 0;
                for (int d = r * dimension; d < (r + 1) * dimension; d++) {
                    squares += (double) values[d] * values[d];
                }
                float scale = squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
                KERNELS.scale(scale, values, r * dimension, dimension);
            }
        }
        return new Points(values, count, dimension);
    }

    private static void requireFinite(float[] values, int row, int dimension) {
        for (int d = 0; d < dimension; d++) {
            if (!Float.isFinite(values[row * dimension + d])) {
                throw new IllegalArgumentException(
                        "row " + row + " holds " + values[row * dimension + d] + " at " + d);
            }
        }
    }

    public int count() {
        return count;
    }

    public int dimension() {
        return dimension;
    }

    /// All numbers, point by point: the array itself, to be read only.
    public float[] values() {
        return values;
    }

    /// The squared Euclidean distance of two points.
    public float squaredDistance(int a, int b) {
        return KERNELS.squaredDistance(values, a * dimension, values, b * dimension, dimension);
    }

    float squaredDistance(int point, Points others, int other) {
        return KERNELS.squaredDistance(
                values, point * dimension, others.values, other * dimension, dimension);
    }

    float dot(int point, float[] vector) {
        return KERNELS.dot(values, point * dimension, vector, 0, dimension);
    }

    float[] squaredNorms() {
        float[] norms = new float[count];
        for (int r = 0; r < count; r++) {
            norms[r] = KERNELS.dot(values, r * dimension, values, r * dimension, dimension);
        }
        return norms;
    }
}
