package dev.akin.algebra;

import dev.akin.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;

/// The directions in which rows differ most, without their covariance: directions drawn by chance are multiplied by the rows and
/// back again and again, until their variances stand still.
final class LeadingComponents {
    /// Directions beyond those asked for, which make it converge faster.
    static final int SPARE = 10;

    /// The width is a multiple of this where it can be: vectors.
    private static final int LANES = 16;

    private static final int BLOCK = 256;
    private static final int PASSES = 200;

    /// The rows are in so many parts at the most, whatever the number of threads, so that sums are the same.
    private static final int PARTS = 8;

    private final float[] rows;
    private final int count;
    private final float[] mean;
    private final int keep;
    private final int width;
    private final double tolerance;
    private final Workers workers;
    private final SplittableRandom random;

    /// `dimension × width`, columns of length 1 at right angles to each other.
    private final float[] directions;

    private double[] variances = new double[0];
    private double all;

    LeadingComponents(float[] rows, int count, float[] mean, int keep, Pca.Search search) {
        this.rows = rows;
        this.count = count;
        this.mean = mean;
        this.keep = keep;
        this.width = Math.min(mean.length, Math.ceilDiv(keep + SPARE, LANES) * LANES);
        this.tolerance = search.tolerance();
        this.workers = new Workers(search.threads());
        this.random = new SplittableRandom(search.seed());
        this.directions = new float[mean.length * width];
    }

    void find() {
        for (int i = 0; i < directions.length; i++) {
            directions[i] = (float) random.nextGaussian();
        }
        straighten(columns(directions));
        for (int pass = 0; pass < PASSES; pass++) {
            double[] before = variances;
            pass();
            if (isStill(before)) {
                return;
            }
        }
    }

    private boolean isStill(double[] before) {
        double largest = Math.max(variances[0], Double.MIN_NORMAL);
        for (int c = 0; c < keep; c++) {
            if (before.length == 0 || Math.abs(variances[c] - before[c]) > tolerance * largest) {
                return false;
            }
        }
        return true;
    }

    /// Multiplies by the covariance, then turns to the axes of what came out (Rayleigh, Ritz).
    private void pass() {
        double[][] product = columns(covarianceTimesDirections());
        double[][] now = columns(directions);
        double[][] small = new double[width][width];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                small[i][j] = (dot(now[i], product[j]) + dot(now[j], product[i])) / 2;
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(small);
        variances = eigen.values();
        double[][] turned = new double[width][mean.length];
        for (int c = 0; c < width; c++) {
            double[] vector = eigen.vector(c);
            for (int j = 0; j < width; j++) {
                add(vector[j], product[j], turned[c]);
            }
        }
        straighten(turned);
    }

    private float[] covarianceTimesDirections() {
        int blocks = Math.ceilDiv(count, BLOCK);
        int parts = Math.min(PARTS, blocks);
        double[][] sums = new double[parts][];
        double[] squares = new double[parts];
        workers.each(
                parts,
                part -> {
                    double[] own = new double[mean.length * width];
                    int from = (int) ((long) blocks * part / parts);
                    int to = (int) ((long) blocks * (part + 1) / parts);
                    squares[part] = addBlocks(from, to, own);
                    sums[part] = own;
                });
        all = Arrays.stream(squares).sum() / count;
        float[] result = new float[mean.length * width];
        for (int i = 0; i < result.length; i++) {
            double sum = 0;
            for (double[] own : sums) {
                sum += own[i];
            }
            result[i] = (float) (sum / count);
        }
        return result;
    }

    /// @return the squares of the centred numbers, summed
    private double addBlocks(int from, int to, double[] sums) {
        int dimension = mean.length;
        float[] block = new float[BLOCK * dimension];
        float[] transposed = new float[BLOCK * dimension];
        float[] scores = new float[BLOCK * width];
        float[] product = new float[dimension * width];
        double squares = 0;
        for (int number = from; number < to; number++) {
            int first = number * BLOCK;
            int size = Math.min(BLOCK, count - first);
            squares += load(first, size, block, transposed);
            Kernels.best().multiply(block, 0, size, dimension, directions, width, scores, 0);
            Kernels.best().multiply(transposed, 0, dimension, size, scores, width, product, 0);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += product[i];
            }
        }
        return squares;
    }

    /// @return the squares of the centred numbers, summed
    private double load(int first, int size, float[] block, float[] transposed) {
        int dimension = mean.length;
        double squares = 0;
        for (int r = 0; r < size; r++) {
            for (int d = 0; d < dimension; d++) {
                float centred = rows[(first + r) * dimension + d] - mean[d];
                block[r * dimension + d] = centred;
                transposed[d * size + r] = centred;
                squares += (double) centred * centred;
            }
        }
        return squares;
    }

    private double[][] columns(float[] matrix) {
        double[][] columns = new double[width][mean.length];
        for (int i = 0; i < matrix.length; i++) {
            columns[i % width][i / width] = matrix[i];
        }
        return columns;
    }

    /// Gram–Schmidt, twice, which is enough; a column that vanishes is drawn anew.
    private void straighten(double[][] columns) {
        for (int c = 0; c < width; c++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < c; j++) {
                    add(-dot(columns[j], columns[c]), columns[j], columns[c]);
                }
                normalize(columns, c);
            }
        }
        for (int i = 0; i < directions.length; i++) {
            directions[i] = (float) columns[i % width][i / width];
        }
    }

    private void normalize(double[][] columns, int c) {
        double norm = Math.sqrt(dot(columns[c], columns[c]));
        if (norm < 1e-100) {
            Arrays.setAll(columns[c], d -> random.nextGaussian());
            for (int j = 0; j < c; j++) {
                add(-dot(columns[j], columns[c]), columns[j], columns[c]);
            }
            norm = Math.sqrt(dot(columns[c], columns[c]));
        }
        for (int d = 0; d < columns[c].length; d++) {
            columns[c][d] /= norm;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double scale, double[] a, double[] to) {
        for (int i = 0; i < a.length; i++) {
            to[i] += scale * a[i];
        }
    }

    /// `keep × dimension`.
    float[] components() {
        float[] components = new float[keep * mean.length];
        for (int c = 0; c < keep; c++) {
            for (int d = 0; d < mean.length; d++) {
                components[c * mean.length + d] = directions[d * width + c];
            }
        }
        return components;
    }

    /// Those of the components, then what is left of the whole.
    double[] variances() {
        double[] kept = Arrays.copyOf(variances, keep + 1);
        kept[keep] = Math.max(0, all - Arrays.stream(variances, 0, keep).sum());
        return kept;
    }
}
