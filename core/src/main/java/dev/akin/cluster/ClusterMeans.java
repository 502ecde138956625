package dev.akin.cluster;

import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;

/// The means of groups of points, added up in the order of the points whatever the threads.
final class ClusterMeans {
    private static final Kernels KERNELS = Kernels.best();

    /// Rows that are added up in single precision.
    private static final int PIECE = 256;

    private final Points points;
    private final Workers workers;

    ClusterMeans(Points points, Workers workers) {
        this.points = points;
        this.workers = workers;
    }

    /// Groups of points.
    ///
    /// @param starts where each group begins in `rows`, and the end
    /// @param rows the points, group by group, ascending in each
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Groups(int[] starts, int[] rows) {
        /// @param group of each row, from 0; rows of a negative one are left out
        /// @param count rows to look at
        static Groups of(int[] group, int count, int groups) {
            int[] starts = new int[groups + 1];
            for (int i = 0; i < count; i++) {
                if (group[i] >= 0) {
                    starts[group[i] + 1]++;
                }
            }
            for (int g = 0; g < groups; g++) {
                starts[g + 1] += starts[g];
            }
            int[] next = starts.clone();
            int[] rows = new int[starts[groups]];
            for (int i = 0; i < count; i++) {
                if (group[i] >= 0) {
                    rows[next[group[i]]++] = i;
                }
            }
            return new Groups(starts, rows);
        }

        int size(int group) {
            return starts[group + 1] - starts[group];
        }
    }

    /// Puts the mean of each group that changed and is not empty into its place.
    ///
    /// @param changed which groups to look at
    /// @param into `groups × dimension`
    void update(Groups groups, boolean[] changed, float[] into) {
        workers.each(
                changed.length,
                g -> {
                    if (changed[g] && groups.size(g) > 0) {
                        mean(groups.rows, groups.starts[g], groups.starts[g + 1], into, g);
                    }
                });
    }

    /// The mean of rows `from … to − 1` of a list.
    void mean(int[] rows, int from, int to, float[] into, int place) {
        int dimension = points.dimension();
        double[] sums = new double[dimension];
        float[] piece = new float[dimension];
        int[] starts = new int[PIECE];
        for (int first = from; first < to; first += PIECE) {
            int count = Math.min(PIECE, to - first);
            for (int i = 0; i < count; i++) {
                starts[i] = rows[first + i] * dimension;
            }
            KERNELS.sumRows(points.values, starts, count, dimension, piece);
            for (int d = 0; d < dimension; d++) {
                sums[d] += piece[d];
            }
        }
        for (int d = 0; d < dimension; d++) {
            into[place * dimension + d] = (float) (sums[d] / (to - from));
        }
    }

    /// The mean of all points.
    float[] ofAll() {
        int[] rows = new int[points.count()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        float[] mean = new float[points.dimension()];
        mean(rows, 0, rows.length, mean, 0);
        return mean;
    }
}
