package dev.akin.algebra;

import java.util.Arrays;

/// The turn, mirroring, scale and shift that bring points as near as can be to others, pair by pair: orthogonal Procrustes analysis
/// (Schönemann 1966; with scale and shift, Gower 1975). Immutable and thread-safe.
public final class Procrustes {
    private final double[] from;
    private final double[] to;

    /// Scale times rotation, row-major.
    private final double[][] matrix;

    private Procrustes(double[] from, double[] to, double[][] matrix) {
        this.from = from;
        this.to = to;
        this.matrix = matrix;
    }

    /// Finds it in one pass over the pairs and one look at a `dimension × dimension` matrix.
    ///
    /// @param points `count × dimension`, row-major
    /// @param others as many
    /// @throws IllegalArgumentException if there is no pair, not as many points as others, or no whole number of them
    public static Procrustes of(float[] points, float[] others, int dimension) {
        if (points.length != others.length
                || points.length < dimension
                || points.length % dimension != 0) {
            throw new IllegalArgumentException(
                    points.length
                            + " and "
                            + others.length
                            + " numbers are no pairs of points of "
                            + dimension);
        }
        double[] from = mean(points, dimension);
        double[] to = mean(others, dimension);
        double[][] cross = new double[dimension][dimension];
        double squares = 0;
        for (int p = 0; p < points.length; p += dimension) {
            for (int i = 0; i < dimension; i++) {
                double x = points[p + i] - from[i];
                squares += x * x;
                for (int j = 0; j < dimension; j++) {
                    cross[j][i] += (others[p + j] - to[j]) * x;
                }
            }
        }
        return new Procrustes(from, to, scaledRotation(cross, squares));
    }

    private static double[] mean(float[] points, int dimension) {
        double[] mean = new double[dimension];
        for (int i = 0; i < points.length; i++) {
            mean[i % dimension] += points[i];
        }
        double count = (double) points.length / dimension;
        return Arrays.stream(mean).map(sum -> sum / count).toArray();
    }

    /// U · Vᵀ of cross = U · S · Vᵀ, times the sum of S over the squares of what is turned.
    private static double[][] scaledRotation(double[][] cross, double squares) {
        int n = cross.length;
        SymmetricEigen right = SymmetricEigen.of(product(cross));
        double[][] left = new double[n][];
        double sum = 0;
        double largest = Math.sqrt(Math.max(0, right.values()[0]));
        for (int c = 0; c < n; c++) {
            double[] image = image(cross, right.vector(c));
            double length = norm(image);
            boolean known = length > 1e-9 * largest && straighten(image, left, c) > 0.5 * length;
            left[c] = known ? unit(image) : completion(left, c, n);
            sum += known ? length : 0;
        }
        double scale = squares > 0 && sum > 0 ? sum / squares : 1;
        double[][] matrix = new double[n][n];
        for (int c = 0; c < n; c++) {
            double[] v = right.vector(c);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    matrix[i][j] += scale * left[c][i] * v[j];
                }
            }
        }
        return matrix;
    }

    private static double[][] product(double[][] a) {
        int n = a.length;
        double[][] product = new double[n][n];
        for (double[] row : a) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    product[i][j] += row[i] * row[j];
                }
            }
        }
        return product;
    }

    private static double[] image(double[][] matrix, double[] vector) {
        return Arrays.stream(matrix).mapToDouble(row -> dot(row, vector)).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /// Takes off what lies along the first `count` vectors.
    ///
    /// @return the length of what is left
    private static double straighten(double[] vector, double[][] vectors, int count) {
        for (int c = 0; c < count; c++) {
            double along = dot(vector, vectors[c]);
            for (int i = 0; i < vector.length; i++) {
                vector[i] -= along * vectors[c][i];
            }
        }
        return norm(vector);
    }

    private static double[] unit(double[] vector) {
        double norm = norm(vector);
        return Arrays.stream(vector).map(number -> number / norm).toArray();
    }

    /// Where the points say nothing, any direction at right angles to the others does: of the axes the one most so.
    private static double[] completion(double[][] vectors, int count, int dimension) {
        double[] best = new double[dimension];
        double longest = -1;
        for (int axis = 0; axis < dimension; axis++) {
            double[] candidate = new double[dimension];
            candidate[axis] = 1;
            double length = straighten(candidate, vectors, count);
            if (length > longest) {
                longest = length;
                best = candidate;
            }
        }
        return unit(best);
    }

    /// Moves points.
    ///
    /// @param points `count × dimension`, row-major; NaN stays NaN
    /// @return new ones
    public float[] apply(float[] points) {
        int dimension = from.length;
        float[] moved = new float[points.length];
        for (int p = 0; p < points.length; p += dimension) {
            for (int i = 0; i < dimension; i++) {
                double sum = to[i];
                for (int j = 0; j < dimension; j++) {
                    sum += matrix[i][j] * (points[p + j] - from[j]);
                }
                moved[p + i] = (float) sum;
            }
        }
        return moved;
    }
}
