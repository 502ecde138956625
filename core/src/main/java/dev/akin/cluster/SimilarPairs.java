package dev.akin.cluster;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import java.util.concurrent.CancellationException;

/// Every pair of points whose cosine is not below a threshold, by products of a block of points with the blocks behind it. What
/// the products say is within their rounding is worked out once more in double precision.
final class SimilarPairs {
    private static final Kernels KERNELS = Kernels.best();
    private static final int WIDTH = 64;
    private static final int BLOCK = 256;

    /// What sums in single precision may be off.
    private static final double MARGIN = 1e-4;

    /// Progress is told this often.
    private static final int REPORTS = 50;

    private final Points points;
    private final double threshold;
    private final Joined joined;
    private long pairs;
    private long done;
    private long told;

    SimilarPairs(Points points, double threshold, Joined joined) {
        this.points = points;
        this.threshold = threshold;
        this.joined = joined;
    }

    /// Joins both points of each pair.
    ///
    /// @return how many pairs there are
    long find(NeighborGraph.Options options) {
        int blocks = Math.ceilDiv(points.count(), WIDTH);
        new Workers(options.threads())
                .each(
                        blocks,
                        // The first have the most to do.
                        block -> {
                            if (options.listener().stopRequested()) {
                                throw new CancellationException(
                                        "stopped while pairs were compared");
                            }
                            compare(block * WIDTH);
                            report(block * WIDTH, options.listener());
                        });
        return pairs;
    }

    private synchronized void report(int first, ProgressListener listener) {
        done += Math.min(WIDTH, points.count() - first);
        if (done * REPORTS / points.count() > told) {
            told = done * REPORTS / points.count();
            listener.update(new Progress("comparing", done, points.count(), "rows"));
        }
    }

    private void compare(int first) {
        int dimension = points.dimension();
        int width = Math.min(WIDTH, points.count() - first);
        float[] columns = new float[dimension * width];
        for (int q = 0; q < width; q++) {
            for (int d = 0; d < dimension; d++) {
                columns[d * width + q] = points.values[(first + q) * dimension + d];
            }
        }
        float[] products = new float[BLOCK * width];
        for (int from = first; from < points.count(); from += BLOCK) {
            int rows = Math.min(BLOCK, points.count() - from);
            KERNELS.multiply(
                    points.values, from * dimension, rows, dimension, columns, width, products, 0);
            look(products, first, width, from, rows);
        }
    }

    private void look(float[] products, int first, int width, int from, int rows) {
        float least = (float) (threshold - MARGIN);
        for (int r = 0; r < rows; r++) {
            for (int q = 0; q < width; q++) {
                if (products[r * width + q] >= least && first + q < from + r) {
                    check(first + q, from + r);
                }
            }
        }
    }

    private void check(int a, int b) {
        if (NearDuplicates.near(points, a, b, threshold)) {
            synchronized (joined) {
                joined.join(a, b);
                pairs++;
            }
        }
    }
}
