package dev.akin.algebra;

import dev.akin.kernel.Kernels;

/// Principal components: the directions in which rows differ most (Pearson 1901). Immutable and thread-safe.
public final class Pca {
    private static final int BLOCK = 256;

    /// Numbers in a row up to which all components are found quicker than the first few.
    private static final int NARROW = 128;

    private final float[] mean;
    private final float[] components;
    private final double[] variances;

    private Pca(float[] mean, float[] components, double[] variances) {
        this.mean = mean;
        this.components = components;
        this.variances = variances;
    }

    /// The components of rows.
    ///
    /// @param rows `count × dimension`, row-major
    /// @param keep how many components
    /// @throws IllegalArgumentException if `keep` is not 1 … dimension, or there is no row
    public static Pca of(float[] rows, int count, int dimension, int keep) {
        requireRows(count, dimension, keep);
        float[] mean = mean(rows, count, dimension);
        SymmetricEigen eigen = SymmetricEigen.of(covariance(rows, count, mean));
        float[] components = new float[keep * dimension];
        for (int c = 0; c < keep; c++) {
            double[] vector = eigen.vector(c);
            for (int d = 0; d < dimension; d++) {
                components[c * dimension + d] = (float) vector[d];
            }
        }
        return new Pca(mean, components, eigen.values());
    }

    /// The first components, by subspace iteration from directions drawn by chance (Halko, Martinsson, Tropp 2011): quicker than
    /// [#of(float\[\], int, int, int)] where few of many are kept. The share of the variance is of all components.
    ///
    /// @throws IllegalArgumentException if `keep` is not 1 … dimension, or there is no row
    public static Pca leading(float[] rows, int count, int dimension, int keep, Search search) {
        if (keep + LeadingComponents.SPARE >= dimension || dimension <= NARROW) {
            return of(rows, count, dimension, keep);
        }
        requireRows(count, dimension, keep);
        float[] mean = mean(rows, count, dimension);
        LeadingComponents found = new LeadingComponents(rows, count, mean, keep, search);
        found.find();
        return new Pca(mean, found.components(), found.variances());
    }

    /// How leading components are looked for.
    ///
    /// @param seed what chance begins with
    /// @param tolerance how little variances still move in the end, as a share of the largest; above 0
    /// @param threads 1 or more; the components do not depend on them
    public record Search(long seed, double tolerance, int threads) {
        public Search {
            if (!(tolerance > 0) || threads < 1) {
                throw new IllegalArgumentException(
                        "a tolerance > 0 and threads ≥ 1, not " + tolerance + " and " + threads);
            }
        }

        /// A ten-millionth, all processors.
        public static Search seeded(long seed) {
            return new Search(seed, 1e-7, Runtime.getRuntime().availableProcessors());
        }
    }

    private static void requireRows(int count, int dimension, int keep) {
        if (keep < 1 || keep > dimension) {
            throw new IllegalArgumentException(
                    keep
                            + " components of "
                            + dimension
                            + " numbers: 1 to "
                            + dimension
                            + " can be kept");
        }
        if (count < 1) {
            throw new IllegalArgumentException("there is no row");
        }
    }

    private static float[] mean(float[] rows, int count, int dimension) {
        double[] sum = new double[dimension];
        for (int r = 0; r < count; r++) {
            for (int d = 0; d < dimension; d++) {
                sum[d] += rows[r * dimension + d];
            }
        }
        float[] mean = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            mean[d] = (float) (sum[d] / count);
        }
        return mean;
    }

    /// Blocks of rows, transposed, times themselves; summed up in double precision.
    private static double[][] covariance(float[] rows, int count, float[] mean) {
        int dimension = mean.length;
        double[][] covariance = new double[dimension][dimension];
        float[] block = new float[BLOCK * dimension];
        float[] transposed = new float[BLOCK * dimension];
        float[] product = new float[dimension * dimension];
        for (int first = 0; first < count; first += BLOCK) {
            int size = Math.min(BLOCK, count - first);
            for (int r = 0; r < size; r++) {
                for (int d = 0; d < dimension; d++) {
                    float centred = rows[(first + r) * dimension + d] - mean[d];
                    block[r * dimension + d] = centred;
                    transposed[d * size + r] = centred;
                }
            }
            Kernels.best().multiply(transposed, 0, dimension, size, block, dimension, product, 0);
            for (int i = 0; i < dimension; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += product[i * dimension + j] / count;
                }
            }
        }
        return covariance;
    }

    /// How many components are kept.
    public int components() {
        return components.length / mean.length;
    }

    /// The mean of the rows: a copy.
    public float[] mean() {
        return mean.clone();
    }

    /// The variances along the components, largest first, of those that are kept and those that are not where they are known: a copy.
    public double[] variances() {
        return variances.clone();
    }

    /// The share of the variance that the components keep, in [0, 1].
    public double kept() {
        double all = 0;
        double kept = 0;
        for (int i = 0; i < variances.length; i++) {
            all += Math.max(0, variances[i]);
            kept += i < components() ? Math.max(0, variances[i]) : 0;
        }
        return all == 0 ? 1 : kept / all;
    }

    /// Rows in the directions of the components.
    ///
    /// @param rows `count × dimension`
    /// @param centre whether the mean is taken off first
    /// @return `count × components`
    public float[] project(float[] rows, int count, boolean centre) {
        int dimension = mean.length;
        int keep = components();
        float[] projected = new float[count * keep];
        float[] centred = new float[dimension];
        for (int r = 0; r < count; r++) {
            for (int d = 0; d < dimension; d++) {
                centred[d] = rows[r * dimension + d] - (centre ? mean[d] : 0);
            }
            for (int c = 0; c < keep; c++) {
                projected[r * keep + c] =
                        Kernels.best().dot(components, c * dimension, centred, 0, dimension);
            }
        }
        return projected;
    }
}
