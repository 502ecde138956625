package dev.akin.cluster;

import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import java.util.function.IntUnaryOperator;

/// The nearest of some centres to each of many points: blocks of points are multiplied by all centres at once.
///
/// Squared distances come from norms and products, which loses digits far from the origin; so points and centres are both taken
/// from the mean of the points.
final class NearestCenters {
    private static final Kernels KERNELS = Kernels.best();

    /// Points of a task.
    private static final int SHARE = 1024;

    /// Numbers of a block that stay in the cache.
    private static final int BLOCK = 32_768;

    private final Points points;
    private final float[] origin;
    private final Workers workers;

    /// @param origin what points are taken from, about their mean
    NearestCenters(Points points, float[] origin, Workers workers) {
        this.points = points;
        this.origin = origin;
        this.workers = workers;
    }

    /// Places for an answer.
    ///
    /// @param center the nearest of each point, from 0
    /// @param squared its squared distance
    /// @param second the squared distance of the second nearest; infinity where there is one centre
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Found(int[] center, float[] squared, float[] second) {
        static Found of(int count) {
            return new Found(new int[count], new float[count], new float[count]);
        }
    }

    /// Looks for the nearest to `count` points.
    ///
    /// @param centers `k × dimension`
    /// @param row which point is the i-th
    /// @param into receives `count` answers from index 0
    void find(float[] centers, int count, IntUnaryOperator row, Found into) {
        float[] moved = centers.clone();
        int dimension = points.dimension();
        int k = centers.length / dimension;
        float[] norms = new float[k];
        for (int c = 0; c < k; c++) {
            KERNELS.axpy(-1, origin, 0, moved, c * dimension, dimension);
            for (int d = c * dimension; d < (c + 1) * dimension; d++) {
                norms[c] += moved[d] * moved[d];
            }
        }
        workers.each(
                Math.ceilDiv(count, SHARE),
                task -> {
                    int to = Math.min(count, (task + 1) * SHARE);
                    new Task(moved, norms, into).find(row, task * SHARE, to);
                });
    }

    /// Some of the points, block by block. For one thread.
    private final class Task {
        private final float[] centers;
        private final float[] norms;
        private final Found into;
        private final int width;
        private final float[] columns;
        private final float[] squares;
        private final float[] products;
        private final float[] least;
        private final float[] second;
        private final int[] which;

        Task(float[] centers, float[] norms, Found into) {
            this.centers = centers;
            this.norms = norms;
            this.into = into;
            this.width = Math.max(32, Math.min(256, BLOCK / norms.length / 32 * 32));
            this.columns = new float[points.dimension() * width];
            this.squares = new float[width];
            this.products = new float[norms.length * width];
            this.least = new float[width];
            this.second = new float[width];
            this.which = new int[width];
        }

        void find(IntUnaryOperator row, int from, int to) {
            for (int first = from; first < to; first += width) {
                int found = Math.min(width, to - first);
                for (int q = 0; q < found; q++) {
                    load(row.applyAsInt(first + q), q);
                }
                KERNELS.multiply(
                        centers, 0, norms.length, points.dimension(), columns, width, products, 0);
                KERNELS.leastTwo(products, norms.length, width, norms, least, which, second);
                for (int q = 0; q < found; q++) {
                    into.center[first + q] = which[q];
                    into.squared[first + q] = Math.max(0, least[q] + squares[q]);
                    into.second[first + q] = Math.max(0, second[q] + squares[q]);
                }
            }
        }

        private void load(int row, int q) {
            int dimension = points.dimension();
            float sum = 0;
            for (int d = 0, from = row * dimension; d < dimension; d++) {
                float value = points.values[from + d] - origin[d];
                columns[d * width + q] = value;
                sum += value * value;
            }
            squares[q] = sum;
        }
    }
}
