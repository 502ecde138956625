package dev.akin.networks;

import dev.akin.kernel.Kernels;

/// The cosines of some unit vectors with others, and how steeply a loss rises with each. Not thread-safe.
final class Cosines {
    private static final Kernels KERNELS = Kernels.best();

    private final UnitRows rows;
    private final UnitRows columns;
    private final float[] values;
    private final double[] slopes;

    /// @param columns may be the rows themselves
    Cosines(UnitRows rows, UnitRows columns) {
        this.rows = rows;
        this.columns = columns;
        int dimension = rows.dimension();
        this.values = new float[Math.multiplyExact(rows.size(), columns.size())];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                values[i * columns.size() + j] =
                        KERNELS.dot(
                                rows.values(),
                                i * dimension,
                                columns.values(),
                                j * dimension,
                                dimension);
            }
        }
        this.slopes = new double[values.length];
    }

    int columns() {
        return columns.size();
    }

    /// The cosine of row i and column j.
    double at(int i, int j) {
        return values[i * columns.size() + j];
    }

    /// Adds to how steeply the loss rises with a cosine.
    void slope(int i, int j, double more) {
        slopes[i * columns.size() + j] += more;
    }

    /// Multiplies all slopes.
    void scale(double by) {
        for (int k = 0; k < slopes.length; k++) {
            slopes[k] *= by;
        }
    }

    /// Adds the gradients of the unit vectors.
    ///
    /// @param ofColumns the same array, where the columns are the rows
    void back(float[] ofRows, float[] ofColumns) {
        int dimension = rows.dimension();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                float slope = (float) slopes[i * columns.size() + j];
                if (slope != 0) {
                    int a = i * dimension;
                    int b = j * dimension;
                    KERNELS.axpy(slope, columns.values(), b, ofRows, a, dimension);
                    KERNELS.axpy(slope, rows.values(), a, ofColumns, b, dimension);
                }
            }
        }
    }
}
