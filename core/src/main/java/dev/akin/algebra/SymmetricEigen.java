package dev.akin.algebra;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The eigenvalues of a real symmetric matrix, largest first, each with its vector of unit length.
///
/// Householder reflections make the matrix tridiagonal, then QL steps with implicit shifts make it diagonal (Golub & Van Loan,
/// Matrix Computations, 4th ed., §8.3). Takes some 9 n³ multiplications. Immutable.
public final class SymmetricEigen {
    /// More steps for one eigenvalue than any matrix of finite numbers needs.
    private static final int MOST_STEPS = 60;

    private final double[] values;
    private final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /// @param matrix n × n; only what lies on the diagonal and below is read, and nothing is changed
    /// @throws IllegalArgumentException if it is not square, or holds what is no finite number
    public static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            if (matrix[i].length != n) {
                throw new IllegalArgumentException(
                        "row " + i + " of " + n + " has " + matrix[i].length + " numbers");
            }
            if (!Arrays.stream(matrix[i], 0, i + 1).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("row " + i + " holds what is no finite number");
            }
            a[i] = matrix[i].clone();
        }
        double[] diagonal = new double[n];
        double[] beside = new double[n];
        double[][] reflections = tridiagonal(a, diagonal, beside);
        double[][] q = rotated(reflections, diagonal, beside);
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> -diagonal[i]));
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = diagonal[order[i]];
            vectors[i] = q[order[i]];
        }
        return new SymmetricEigen(values, vectors);
    }

    /// The eigenvalues, largest first: a copy.
    public double[] values() {
        return values.clone();
    }

    /// The vector of the i-th largest eigenvalue: a copy.
    public double[] vector(int i) {
        return vectors[i].clone();
    }

    /// Reflects column after column, from the last on, onto the place beside the diagonal.
    ///
    /// @return Qᵀ, row by row, with A = Q T Qᵀ
    private static double[][] tridiagonal(double[][] a, double[] diagonal, double[] beside) {
        int n = a.length;
        double[][] q = new double[n][n];
        for (int i = 0; i < n; i++) {
            q[i][i] = 1;
        }
        double[][] reflectors = new double[n][];
        for (int i = n - 1; i > 1; i--) {
            reflectors[i] = reflect(a, i);
        }
        for (int i = 0; i < n; i++) {
            diagonal[i] = a[i][i];
            beside[i] = i > 0 ? a[i][i - 1] : 0;
        }
        for (int i = 2; i < n; i++) {
            applyTo(q, reflectors[i], i);
        }
        return q;
    }

    /// Makes the first i − 1 numbers of row i zero by H = I − v vᵀ, |v|² = 2, which is applied from both sides to what lies
    /// above.
    ///
    /// @return v, of length i; empty if nothing had to be done
    private static double[] reflect(double[][] a, int i) {
        double[] row = a[i];
        double norm = 0;
        for (int k = 0; k < i; k++) {
            norm = Math.hypot(norm, row[k]);
        }
        double rest = 0;
        for (int k = 0; k < i - 1; k++) {
            rest += Math.abs(row[k]);
        }
        if (rest == 0) {
            return new double[0];
        }
        double target = row[i - 1] > 0 ? -norm : norm;
        double[] v = Arrays.copyOf(row, i);
        v[i - 1] -= target;
        double length = 0;
        for (double number : v) {
            length = Math.hypot(length, number);
        }
        for (int k = 0; k < i; k++) {
            v[k] *= Math.sqrt(2) / length;
        }
        Arrays.fill(row, 0, i - 1, 0);
        row[i - 1] = target;
        bothSides(a, v, i);
        return v;
    }

    /// A ← A − v wᵀ − w vᵀ for the first i rows and columns, of which the lower half is kept.
    private static void bothSides(double[][] a, double[] v, int i) {
        double[] p = new double[i];
        for (int r = 0; r < i; r++) {
            double sum = 0;
            double[] row = a[r];
            for (int c = 0; c < r; c++) {
                sum += row[c] * v[c];
                p[c] += row[c] * v[r];
            }
            p[r] += sum + row[r] * v[r];
        }
        double half = 0;
        for (int k = 0; k < i; k++) {
            half += p[k] * v[k];
        }
        for (int k = 0; k < i; k++) {
            p[k] -= half / 2 * v[k];
        }
        for (int r = 0; r < i; r++) {
            double[] row = a[r];
            for (int c = 0; c <= r; c++) {
                row[c] -= v[r] * p[c] + p[r] * v[c];
            }
        }
    }

    /// Qᵀ ← Qᵀ H for the reflection in the first `v.length` places.
    private static void applyTo(double[][] q, double[] v, int i) {
        if (v.length == 0) {
            return;
        }
        for (int r = 0; r < i; r++) {
            double sum = 0;
            for (int k = 0; k < i; k++) {
                sum += q[r][k] * v[k];
            }
            for (int k = 0; k < i; k++) {
                q[r][k] -= sum * v[k];
            }
        }
    }

    /// Chases what lies beside the diagonal away.
    ///
    /// @param q Qᵀ, whose rows become the eigenvectors
    private static double[][] rotated(double[][] q, double[] diagonal, double[] beside) {
        int n = diagonal.length;
        System.arraycopy(beside, Math.min(1, n), beside, 0, Math.max(0, n - 1));
        if (n > 0) {
            beside[n - 1] = 0;
        }
        for (int low = 0; low < n; low++) {
            for (int steps = 0; ; steps++) {
                int end = low;
                while (end < n - 1 && !negligible(diagonal, beside, end)) {
                    end++;
                }
                if (end == low) {
                    break;
                }
                if (steps == MOST_STEPS) {
                    throw new IllegalArgumentException("the eigenvalues were not found");
                }
                step(q, diagonal, beside, low, end);
            }
        }
        return q;
    }

    private static boolean negligible(double[] diagonal, double[] beside, int i) {
        double scale = Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
        return Math.abs(beside[i]) <= Math.ulp(scale) / 2;
    }

    /// One QL step with Wilkinson's shift over the block low … end.
    private static void step(double[][] q, double[] d, double[] e, int low, int end) {
        double g = (d[low + 1] - d[low]) / (2 * e[low]);
        double r = Math.hypot(g, 1);
        g = d[end] - d[low] + e[low] / (g + Math.copySign(r, g));
        double sine = 1;
        double cosine = 1;
        double p = 0;
        for (int i = end - 1; i >= low; i--) {
            double f = sine * e[i];
            double b = cosine * e[i];
            r = Math.hypot(f, g);
            e[i + 1] = r;
            if (r == 0) {
                d[i + 1] -= p;
                e[end] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * sine + 2 * cosine * b;
            p = sine * r;
            d[i + 1] = g + p;
            g = cosine * r - b;
            rotate(q[i], q[i + 1], sine, cosine);
        }
        d[low] -= p;
        e[low] = g;
        e[end] = 0;
    }

    private static void rotate(double[] a, double[] b, double sine, double cosine) {
        for (int k = 0; k < a.length; k++) {
            double f = b[k];
            b[k] = sine * a[k] + cosine * f;
            a[k] = cosine * a[k] - sine * f;
        }
    }
}
