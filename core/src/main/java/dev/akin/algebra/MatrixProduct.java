package dev.akin.algebra;

/// Products of matrices in double precision, each row of the result by one thread: the same numbers with any number of them.
public final class MatrixProduct {
    /// Multiplications below which other threads do not pay.
    private static final long FEW = 100_000;

    private MatrixProduct() {}

    /// A · B.
    ///
    /// @param a rows × inner, row by row
    /// @param b inner × width
    /// @return rows × width, new
    /// @throws IllegalArgumentException if a row of `a` has not as many numbers as `b` has rows
    public static double[][] of(double[][] a, double[][] b, Workers workers) {
        int width = b.length == 0 ? 0 : b[0].length;
        double[][] product = new double[a.length][width];
        long work = (long) a.length * b.length * width;
        new Workers(work < FEW ? 1 : workers.threads())
                .each(a.length, r -> add(a[r], b, product[r]));
        return product;
    }

    private static void add(double[] row, double[][] b, double[] into) {
        if (row.length != b.length) {
            throw new IllegalArgumentException(
                    "a row of " + row.length + " numbers cannot meet " + b.length + " rows");
        }
        for (int i = 0; i < row.length; i++) {
            double factor = row[i];
            double[] other = b[i];
            for (int c = 0; c < into.length; c++) {
                into[c] += factor * other[c];
            }
        }
    }

    /// Columns as rows: a copy. A matrix without rows has no columns.
    public static double[][] transposed(double[][] matrix) {
        int width = matrix.length == 0 ? 0 : matrix[0].length;
        double[][] turned = new double[width][matrix.length];
        for (int r = 0; r < matrix.length; r++) {
            for (int c = 0; c < width; c++) {
                turned[c][r] = matrix[r][c];
            }
        }
        return turned;
    }

    /// The trace of A · B for two symmetric matrices of one size.
    public static double trace(double[][] a, double[][] b) {
        double trace = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                trace += a[i][j] * b[i][j];
            }
        }
        return trace;
    }
}
