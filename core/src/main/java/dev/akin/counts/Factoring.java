package dev.akin.counts;

import dev.akin.ProgressListener;
import dev.akin.algebra.SymmetricEigen;
import dev.akin.algebra.Workers;
import java.util.Arrays;

/// The largest singular values of a sparse matrix and their left vectors: columns drawn by chance are multiplied by the
/// matrix and its transpose again and again (Halko, Martinsson & Tropp 2011, "Finding Structure with Randomness", algorithm
/// 4.4), until the singular values stand still.
final class Factoring {
    /// Columns beyond those asked for, which make it converge faster.
    private static final int SPARE = 10;

    private static final int LANES = 16;

    /// It is done when a pass raises the sum of the singular values by no more than this share.
    private static final double STILL = 1e-4;

    private final CountMatrix matrix;
    private final WordColumns left;
    private final WordColumns right;
    private final int keep;
    private double[] values = new double[0];
    private int passes;

    Factoring(CountMatrix matrix, WordBlocks words, int keep, Workers workers) {
        this.matrix = matrix;
        this.keep = keep;
        left = new WordColumns(words, width(keep), workers);
        right = left.like();
    }

    private static int width(int keep) {
        return Math.ceilDiv(keep + SPARE, LANES) * LANES;
    }

    static long bytes(int words, int dimension) {
        return 2L * width(dimension) * Float.BYTES * words;
    }

    /// @param most passes at the most
    void run(long seed, int most, long pairs, ProgressListener listener) {
        Meter meter = new Meter(listener, "factoring", pairs * 2L * most, "pairs");
        right.draw(seed);
        double before = 0;
        double sum = 0;
        for (; passes < most && (passes < 2 || sum - before > STILL * sum); passes++) {
            before = sum;
            if (passes > 0) {
                right.straighten();
            }
            matrix.multiply(false, right, left, meter);
            left.straighten();
            matrix.multiply(true, left, right, meter);
            sum = finish(false);
        }
        finish(true);
        meter.end();
    }

    /// With Q the straight columns on the left, B = QᵀM lies transposed on the right: its singular values are those of the
    /// matrix, as near as Q has come, and Q times its left vectors are the vectors.
    ///
    /// @return the sum of the singular values kept
    private double finish(boolean turn) {
        SymmetricEigen eigen = SymmetricEigen.of(right.gram());
        values = Arrays.stream(eigen.values()).map(v -> Math.sqrt(Math.max(0, v))).toArray();
        if (turn) {
            int width = left.width();
            float[] vectors = new float[width * width];
            for (int c = 0; c < width; c++) {
                double[] vector = eigen.vector(c);
                for (int r = 0; r < width; r++) {
                    vectors[r * width + c] = (float) vector[r];
                }
            }
            left.turn(vectors);
        }
        return Arrays.stream(values, 0, keep).sum();
    }

    int passes() {
        return passes;
    }

    /// The singular values kept, the largest first.
    double[] values() {
        return Arrays.copyOf(values, keep);
    }

    /// A number of a left singular vector, up to its sign.
    float vector(int id, int column) {
        return left.at(id, column);
    }
}
