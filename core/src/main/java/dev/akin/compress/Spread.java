package dev.akin.compress;

import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import java.util.Arrays;

/// Where the numbers of each dimension lie, by rows that stand for all.
///
/// @param rows a copy of those rows, row-major
/// @param mean [dimension]
/// @param deviation [dimension], above 0
@SuppressWarnings("ArrayRecordComponent") // never compared
record Spread(float[] rows, float[] mean, float[] deviation) {
    private static final Kernels KERNELS = Kernels.best();
    private static final int SAMPLE = 1 << 14;

    /// A dimension whose numbers hardly differ is not blown up beyond this share of the others' spread.
    private static final double LEAST = 0.01;

    /// Up to 16,384 rows, evenly spaced: their mean is off by less than a hundredth of a deviation.
    static Spread of(EmbeddingTable table) {
        return of(sample(table), table.dimension());
    }

    /// As [#of(EmbeddingTable)], each row scaled to unit length.
    static Spread ofDirections(EmbeddingTable table) {
        float[] rows = sample(table);
        float[] row = new float[table.dimension()];
        for (int at = 0; at < rows.length; at += row.length) {
            System.arraycopy(rows, at, row, 0, row.length);
            toUnit(row);
            System.arraycopy(row, 0, rows, at, row.length);
        }
        return of(rows, row.length);
    }

    /// Zeros stay zeros.
    static void toUnit(float[] row) {
        double norm = Math.sqrt(Kernels.squaredNorm(row, row.length));
        if (norm > 0) {
            KERNELS.scale((float) (1 / norm), row, 0, row.length);
        }
    }

    private static float[] sample(EmbeddingTable table) {
        int count = Math.min(SAMPLE, table.rows());
        int dimension = table.dimension();
        int[] ids = new int[count];
        Arrays.setAll(ids, i -> (int) ((long) i * table.rows() / count));
        float[] rows = new float[Math.multiplyExact(count, dimension)];
        table.gather(ids, count, rows, 0);
        requireFinite(rows, ids, dimension);
        return rows;
    }

    private static void requireFinite(float[] rows, int[] ids, int dimension) {
        for (int i = 0; i < rows.length; i++) {
            if (!Float.isFinite(rows[i])) {
                throw notFinite(ids[i / dimension]);
            }
        }
    }

    static IllegalArgumentException notFinite(int row) {
        return new IllegalArgumentException(
                "row "
                        + row
                        + " holds a number that is NaN or infinite, which no code stands for; use bfloat16, or mend the row");
    }

    private static Spread of(float[] rows, int dimension) {
        double[] sums = new double[dimension];
        double[] squares = new double[dimension];
        int count = rows.length / dimension;
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < dimension; i++) {
                double value = rows[r * dimension + i];
                sums[i] += value;
                squares[i] += value * value;
            }
        }
        float[] mean = new float[dimension];
        double[] deviation = new double[dimension];
        double total = 0;
        for (int i = 0; i < dimension && count > 0; i++) {
            mean[i] = (float) (sums[i] / count);
            double variance = Math.max(0, squares[i] / count - (double) mean[i] * mean[i]);
            deviation[i] = Math.sqrt(variance);
            total += variance;
        }
        return new Spread(rows, mean, floored(deviation, LEAST * Math.sqrt(total / dimension)));
    }

    private static float[] floored(double[] deviation, double least) {
        float[] floored = new float[deviation.length];
        for (int i = 0; i < floored.length; i++) {
            float found = (float) Math.max(deviation[i], least);
            floored[i] = found > 0 ? found : 1;
        }
        return floored;
    }

    int count() {
        return rows.length / mean.length;
    }

    /// How far numbers lie from their dimension's mean, on average; above 0.
    float[] distances() {
        double[] sums = new double[mean.length];
        for (int r = 0; r < count(); r++) {
            for (int i = 0; i < mean.length; i++) {
                sums[i] += Math.abs(rows[r * mean.length + i] - mean[i]);
            }
        }
        float[] distances = new float[mean.length];
        for (int i = 0; i < distances.length; i++) {
            float found = (float) (sums[i] / Math.max(1, count()));
            distances[i] = found > 0 ? found : deviation[i];
        }
        return distances;
    }

    /// The numbers of one dimension, in rising order.
    float[] sorted(int dimension) {
        float[] column = new float[count()];
        for (int r = 0; r < column.length; r++) {
            column[r] = rows[r * mean.length + dimension];
        }
        Arrays.sort(column);
        return column;
    }
}
