package dev.akin.align;

import java.util.Arrays;

/// A linear map with an offset, y = W · x + b, from vectors of one space to those of another. Immutable.
///
/// Fitted by ridge regression: it minimises the sum of ‖W · x + b − y‖² over pairs of vectors of the same thing, plus
/// λ‖W‖². With both sides centred, W = YᵀX · (XᵀX + λI)⁻¹ (Hoerl and Kennard, "Ridge Regression", 1970); the offset is not
/// penalised. The system is solved by Cholesky's decomposition in double precision.
public final class LinearMap {
    private final float[][] rows;
    private final float[] offset;
    private final int from;

    private LinearMap(float[][] rows, float[] offset, int from) {
        this.rows = rows;
        this.offset = offset;
        this.from = from;
    }

    /// Prepares a fit.
    ///
    /// @param from vectors of the one space, [pairs][dimension]; not kept
    /// @param to the vectors of the same things in the other space, in the same order
    /// @throws IllegalArgumentException if there are fewer than two pairs, as many vectors are not on both sides, or
    ///     vectors of one side differ in dimension
    public static Fit fit(float[][] from, float[][] to) {
        if (from.length != to.length || from.length < 2) {
            throw new IllegalArgumentException(
                    "a map needs as many vectors on both sides, and two at least: "
                            + from.length
                            + " and "
                            + to.length);
        }
        requireOneDimension(from);
        requireOneDimension(to);
        return new Fit(from, to);
    }

    private static void requireOneDimension(float[][] vectors) {
        for (float[] vector : vectors) {
            if (vector.length != vectors[0].length || vector.length == 0) {
                throw new IllegalArgumentException(
                        "vectors of "
                                + vectors[0].length
                                + " and of "
                                + vector.length
                                + " dimensions on one side");
            }
        }
    }

    /// Numbers in a vector that goes in.
    public int inputDimension() {
        return from;
    }

    /// Numbers in a vector that comes out.
    public int outputDimension() {
        return rows.length;
    }

    /// A new vector of [#outputDimension()].
    ///
    /// @throws IllegalArgumentException if the vector is not of [#inputDimension()]
    public float[] apply(float[] vector) {
        if (vector.length != from) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.length + " dimensions, for a map from " + from);
        }
        float[] mapped = new float[rows.length];
        for (int i = 0; i < mapped.length; i++) {
            double sum = offset[i];
            float[] row = rows[i];
            for (int j = 0; j < from; j++) {
                sum += (double) row[j] * vector[j];
            }
            mapped[i] = (float) sum;
        }
        return mapped;
    }

    /// What all maps between two sets of vectors share, whatever the penalty. Immutable.
    public static final class Fit {
        private final double[] fromMean;
        private final double[] toMean;

        /// XᵀX and XᵀY of the centred vectors.
        private final double[][] gram;

        private final double[][] cross;

        private Fit(float[][] from, float[][] to) {
            fromMean = mean(from);
            toMean = mean(to);
            gram = new double[fromMean.length][fromMean.length];
            cross = new double[fromMean.length][toMean.length];
            for (int n = 0; n < from.length; n++) {
                add(centred(from[n], fromMean), centred(to[n], toMean));
            }
        }

        private void add(double[] x, double[] y) {
            for (int i = 0; i < x.length; i++) {
                double[] products = gram[i];
                for (int j = 0; j <= i; j++) {
                    products[j] += x[i] * x[j];
                }
                double[] mixed = cross[i];
                for (int j = 0; j < y.length; j++) {
                    mixed[j] += x[i] * y[j];
                }
            }
        }

        /// The map for a penalty.
        ///
        /// @param ridge λ as a share of the mean of XᵀX's diagonal, above 0: more keeps the map closer to the mean, less
        ///     closer to the pairs
        /// @throws IllegalArgumentException if the share is not above 0
        public LinearMap ridge(double ridge) {
            if (!(ridge > 0) || Double.isInfinite(ridge)) {
                throw new IllegalArgumentException("a ridge is above 0, not " + ridge);
            }
            int dimension = fromMean.length;
            double trace = 0;
            for (int i = 0; i < dimension; i++) {
                trace += gram[i][i];
            }
            // Vectors that are all alike have no spread to take a share of.
            double lambda = trace == 0 ? 1 : ridge * trace / dimension;
            double[][] lower = cholesky(lambda);
            double[][] solved = new double[dimension][];
            for (int i = 0; i < dimension; i++) {
                solved[i] = cross[i].clone();
            }
            substitute(lower, solved);
            return map(solved);
        }

        private LinearMap map(double[][] solved) {
            float[][] rows = new float[toMean.length][fromMean.length];
            float[] offset = new float[toMean.length];
            for (int i = 0; i < rows.length; i++) {
                double b = toMean[i];
                for (int j = 0; j < fromMean.length; j++) {
                    rows[i][j] = (float) solved[j][i];
                    b -= solved[j][i] * fromMean[j];
                }
                offset[i] = (float) b;
            }
            return new LinearMap(rows, offset, fromMean.length);
        }

        /// The lower triangle L with L · Lᵀ = XᵀX + λI.
        private double[][] cholesky(double lambda) {
            double[][] lower = new double[gram.length][];
            for (int i = 0; i < gram.length; i++) {
                double[] row = Arrays.copyOf(gram[i], i + 1);
                row[i] += lambda;
                for (int j = 0; j <= i; j++) {
                    double[] other = j == i ? row : lower[j];
                    double sum = row[j];
                    for (int k = 0; k < j; k++) {
                        sum -= row[k] * other[k];
                    }
                    row[j] = j == i ? Math.sqrt(sum) : sum / other[j];
                }
                lower[i] = row;
            }
            return lower;
        }

        /// Solves L · Lᵀ · W = B in place of B, all columns at once.
        private static void substitute(double[][] lower, double[][] b) {
            int size = lower.length;
            for (int i = 0; i < size; i++) {
                for (int k = 0; k < i; k++) {
                    subtract(b[i], b[k], lower[i][k]);
                }
                divide(b[i], lower[i][i]);
            }
            for (int i = size - 1; i >= 0; i--) {
                for (int k = i + 1; k < size; k++) {
                    subtract(b[i], b[k], lower[k][i]);
                }
                divide(b[i], lower[i][i]);
            }
        }

        private static void subtract(double[] from, double[] row, double times) {
            for (int j = 0; j < from.length; j++) {
                from[j] -= times * row[j];
            }
        }

        private static void divide(double[] row, double by) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= by;
            }
        }

        private static double[] mean(float[][] vectors) {
            double[] mean = new double[vectors[0].length];
            for (float[] vector : vectors) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += vector[i];
                }
            }
            divide(mean, vectors.length);
            return mean;
        }

        private static double[] centred(float[] vector, double[] mean) {
            double[] centred = new double[vector.length];
            for (int i = 0; i < centred.length; i++) {
                centred[i] = vector[i] - mean[i];
            }
            return centred;
        }
    }
}
