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
        int failed = decompose(matrix, workers);
        if (failed >= 0) {
            throw new IllegalArgumentException(
                    "the matrix is not positive definite: pivot "
                            + failed
                            + " is "
                            + pivot(matrix[failed], failed));
        }
        return new Cholesky(matrix);
    }

    /// Decomposes a matrix to whose diagonal as little is added as makes it positive definite, where rounding, or rows that depend on
    /// each other, leave it at the edge. Of the matrix the lower half is read, and nothing is changed.
    ///
    /// @param share of the mean of the diagonal that is added at the least; ten times as much until it does
    /// @throws IllegalArgumentException if not even the whole mean does
    public static Cholesky shifted(double[][] matrix, double share, Workers workers) {
        double mean = 0;
        for (int i = 0; i < matrix.length; i++) {
            mean += matrix[i][i] / matrix.length;
        }
        for (double now = share; now <= 1; now *= 10) {
            double[][] lower = new double[matrix.length][];
            for (int i = 0; i < lower.length; i++) {
                lower[i] = matrix[i].clone();
                lower[i][i] += now * (mean > 0 ? mean : 1);
            }
            if (decompose(lower, workers) < 0) {
                return new Cholesky(lower);
            }
        }
        return of(matrix, workers);
    }

    /// @return the number of the first pivot that is not above 0, or −1
    private static int decompose(double[][] matrix, Workers workers) {
        for (int j = 0; j < matrix.length; j++) {
            double[] row = matrix[j];
            double pivot = pivot(row, j);
            if (!(pivot > 0)) {
                return j;
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
        return -1;
    }

    private static double pivot(double[] row, int j) {
        return row[j] - dot(row, row, j);
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
