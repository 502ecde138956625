package dev.akin.cluster;

import dev.akin.Progress;
import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/// Each point compared with each: a block of points at a time is multiplied by a block of others while both are in the cache.
final class ExactNeighbors {
    private static final Kernels KERNELS = Kernels.best();

    /// Points whose neighbours are looked for together.
    private static final int WIDTH = 64;

    private static final int BLOCK = 128;

    private final Points points;
    private final int k;
    private final NeighborGraph.Options options;
    private final float[] norms;
    private final AtomicInteger done = new AtomicInteger();

    ExactNeighbors(Points points, int k, NeighborGraph.Options options) {
        this.points = points;
        this.k = k;
        this.options = options;
        this.norms = points.squaredNorms();
    }

    /// @throws CancellationException if the listener asks to stop
    NeighborHeaps find() {
        NeighborHeaps heaps = new NeighborHeaps(points.count(), k);
        new Workers(options.threads())
                .each(
                        Math.ceilDiv(points.count(), WIDTH),
                        part -> {
                            int first = part * WIDTH;
                            find(first, Math.min(WIDTH, points.count() - first), heaps);
                            report(Math.min(WIDTH, points.count() - first));
                        });
        return heaps;
    }

    private void report(int more) {
        int now = done.addAndGet(more);
        if (options.listener().stopRequested()) {
            throw new CancellationException("stopped while neighbours were looked for");
        }
        if (now == points.count() || now % (16 * WIDTH) == 0) {
            synchronized (this) {
                options.listener()
                        .update(new Progress("neighbours", now, points.count(), "points"));
            }
        }
    }

    private void find(int first, int width, NeighborHeaps heaps) {
        int dimension = points.dimension();
        float[] columns = new float[dimension * width];
        for (int q = 0; q < width; q++) {
            for (int d = 0; d < dimension; d++) {
                columns[d * width + q] = points.values[(first + q) * dimension + d];
            }
        }
        float[] products = new float[BLOCK * width];
        float[] limits = new float[width];
        Arrays.fill(limits, Float.POSITIVE_INFINITY);
        for (int from = 0; from < points.count(); from += BLOCK) {
            int rows = Math.min(BLOCK, points.count() - from);
            KERNELS.multiply(
                    points.values, from * dimension, rows, dimension, columns, width, products, 0);
            for (int r = 0; r < rows; r++) {
                if (isAnyNear(norms[from + r], limits, products, r * width)) {
                    offer(from + r, first, products, r * width, limits, heaps);
                }
            }
        }
    }

    /// Whether a product is so large that its point may be kept. Most are not: written without branches, for vectors.
    ///
    /// @param limits what norm − 2 · product must not exceed
    private static boolean isAnyNear(float norm, float[] limits, float[] products, int at) {
        float best = Float.NEGATIVE_INFINITY;
        for (int q = 0; q < limits.length; q++) {
            best = Math.max(best, limits[q] + 2 * products[at + q]);
        }
        return best >= norm;
    }

    private void offer(
            int id, int first, float[] products, int at, float[] limits, NeighborHeaps heaps) {
        for (int q = 0; q < limits.length; q++) {
            int point = first + q;
            if (limits[q] + 2 * products[at + q] >= norms[id] && id != point) {
                float distance = norms[point] + norms[id] - 2 * products[at + q];
                heaps.offerNew(point, id, Math.max(0, distance));
                // A little more than what is compared, which is rounded otherwise.
                limits[q] = heaps.farthest(point) * (1 + 1e-5f) - norms[point] + 1e-6f;
            }
        }
    }
}
