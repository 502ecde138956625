package dev.akin.compress;

import dev.akin.Progress;
import dev.akin.algebra.SymmetricEigen;
import dev.akin.table.EmbeddingTable;

/// The directions in which rows differ most, all of them, and how much of the squares of the rows lies in each.
final class Components {
    private final SymmetricEigen eigen;
    private final int dimension;

    private Components(SymmetricEigen eigen, int dimension) {
        this.eigen = eigen;
        this.dimension = dimension;
    }

    static Components of(CentredRows rows) {
        return new Components(SymmetricEigen.of(rows.products()), rows.dimension());
    }

    /// Components as rows, `count × dimension`.
    ///
    /// @param first the number of the first one, from 0
    float[] rows(int first, int count) {
        float[] rows = new float[count * dimension];
        for (int c = 0; c < count; c++) {
            double[] vector = eigen.vector(first + c);
            double sign = sign(vector);
            for (int d = 0; d < dimension; d++) {
                rows[c * dimension + d] = (float) (sign * vector[d]);
            }
        }
        return rows;
    }

    /// A direction is one either way; this makes the largest number positive.
    private static double sign(double[] vector) {
        double largest = 0;
        for (double number : vector) {
            largest = Math.abs(number) > Math.abs(largest) ? number : largest;
        }
        return largest < 0 ? -1 : 1;
    }

    /// The rows along components.
    ///
    /// @param first the number of the first one, from 0
    EmbeddingTable turned(CentredRows rows, int first, int count) {
        return rows.times(transposed(rows(first, count), count, dimension), count);
    }

    /// As [#errorWithout(int, int)], of the first components.
    double errorWithout(int kept) {
        return errorWithout(0, kept);
    }

    /// The length of what some components do not hold, by the length of all.
    double errorWithout(int first, int kept) {
        double left = 0;
        double all = 0;
        double[] values = eigen.values();
        for (int i = 0; i < values.length; i++) {
            double value = Math.max(0, values[i]);
            all += value;
            left += i >= first && i < first + kept ? 0 : value;
        }
        return all == 0 ? 0 : Math.sqrt(left / all);
    }

    /// Tells a listener how far the work has come.
    static void tell(CompressorBuilder.Work work, String phase, int done, int total, double error) {
        work.listener().update(new Progress(phase, done, total, "rounds", error));
    }

    /// Columns of `rows × columns` numbers as rows.
    static float[] transposed(float[] matrix, int rows, int columns) {
        float[] turned = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            turned[i % columns * rows + i / columns] = matrix[i];
        }
        return turned;
    }
}
