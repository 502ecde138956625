package dev.akin.algebra;

/// Solves systems of equations with a symmetric, positive definite matrix, in double precision (Cholesky's decomposition;
/// Golub and Van Loan, "Matrix Computations", 4.2).
public final class Cholesky {
    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /// Decomposes a matrix, of which the lower half is read; that half is overwritten and kept.
    ///
    /// @throws IllegalArgumentException if it is not positive definite
    public static Cholesky of(double[][] matrix, Workers workers) {
        for (int j = 0; j < matrix.length; j++) {
            double[] row = matrix[j];
            double pivot = row[j] - dot(row, row, j);
            if (!(pivot > 0)) {
                throw new IllegalArgumentException(
                        "the matrix is not positive definite: pivot " + j + " is " + pivot);
            }
            double root = Math.sqrt(pivot);
            row[j] = root;
            int column = j;
            int below = matrix.length - j - 1;
            int parts = Math.clamp((long) below * j / 20_000, 1, 4 * workers.threads());
            workers.each(
                    parts,
                    part -> {
                        int first = column + 1 + (int) ((long) below * part / parts);
                        int end = column + 1 + (int) ((long) below * (part + 1) / parts);
                        for (int i = first; i < end; i++) {
                            double[] other = matrix[i];
                            other[column] = (other[column] - dot(other, row, column)) / root;
                        }
                    });
        }
        return new Cholesky(matrix);
    }

    /// Solves for several right sides at once, in place.
    ///
    /// @param sides row-major, as many rows as the matrix has
    public void solve(double[][] sides) {
        for (int i = 0; i < lower.length; i++) {
            for (int k = 0; k < i; k++) {
                subtract(lower[i][k], sides[k], sides[i]);
            }
            divide(sides[i], lower[i][i]);
        }
        for (int i = lower.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < lower.length; k++) {
                subtract(lower[k][i], sides[k], sides[i]);
            }
            divide(sides[i], lower[i][i]);
        }
    }

    private static double dot(double[] a, double[] b, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i <= length - 4; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < length; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static void subtract(double factor, double[] from, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] -= factor * from[i];
        }
    }

    private static void divide(double[] row, double by) {
        for (int i = 0; i < row.length; i++) {
            row[i] /= by;
        }
    }
}
