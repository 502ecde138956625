package dev.akin.project;

import dev.akin.cluster.NeighborGraph;
import java.util.Arrays;

/// A matrix that is nearly all zeros: the others of row `p` are `values[starts[p] … starts[p + 1] − 1]`, in the columns
/// `ids`, which rise. Not changed by anybody.
final class SparseRows {
    final int[] starts;
    final int[] ids;
    final float[] values;

    private SparseRows(int[] starts, int[] ids, float[] values) {
        this.starts = starts;
        this.ids = ids;
        this.values = values;
    }

    int count() {
        return starts.length - 1;
    }

    /// How the values of both ways become one.
    interface Union {
        float of(float there, float back);
    }

    /// A value for each point and neighbour.
    static SparseRows oneWay(NeighborGraph graph, float[] values) {
        int k = graph.k();
        int[] starts = new int[graph.count() + 1];
        int[] ids = new int[values.length];
        for (int p = 0; p < graph.count(); p++) {
            starts[p + 1] = (p + 1) * k;
            for (int i = 0; i < k; i++) {
                ids[p * k + i] = graph.id(p, i);
            }
        }
        return new SparseRows(starts, ids, values);
    }

    /// Of each row the mean of what its columns are at, weighted by the values.
    ///
    /// @param y dimension by dimension
    float[][] means(float[][] y) {
        float[][] means = new float[y.length][count()];
        for (int p = 0; p < count(); p++) {
            double whole = 0;
            double[] sums = new double[y.length];
            for (int e = starts[p]; e < starts[p + 1]; e++) {
                whole += values[e];
                for (int d = 0; d < sums.length; d++) {
                    sums[d] += (double) values[e] * y[d][ids[e]];
                }
            }
            for (int d = 0; d < sums.length; d++) {
                means[d][p] = (float) (sums[d] / whole);
            }
        }
        return means;
    }

    /// @param oneWay of each point and neighbour; 0 where there is none
    static SparseRows symmetric(NeighborGraph graph, float[] oneWay, Union union) {
        int count = graph.count();
        int k = graph.k();
        int[] starts = new int[count + 1];
        for (int p = 0; p < count; p++) {
            for (int i = 0; i < k; i++) {
                starts[p + 1]++;
                starts[graph.id(p, i) + 1]++;
            }
        }
        for (int p = 0; p < count; p++) {
            starts[p + 1] = Math.addExact(starts[p + 1], starts[p]);
        }
        long[] entries = new long[starts[count]];
        int[] next = Arrays.copyOf(starts, count);
        for (int p = 0; p < count; p++) {
            for (int i = 0; i < k; i++) {
                int q = graph.id(p, i);
                long value = Float.floatToIntBits(oneWay[p * k + i]);
                entries[next[p]++] = ((long) q << 32) | value;
                entries[next[q]++] = ((long) p << 32) | value;
            }
        }
        return merged(starts, entries, union);
    }

    private static SparseRows merged(int[] starts, long[] entries, Union union) {
        int count = starts.length - 1;
        int[] mergedStarts = new int[count + 1];
        int[] ids = new int[entries.length];
        float[] values = new float[entries.length];
        int to = 0;
        for (int p = 0; p < count; p++) {
            Arrays.sort(entries, starts[p], starts[p + 1]);
            int e = starts[p];
            while (e < starts[p + 1]) {
                int id = (int) (entries[e] >>> 32);
                float there = Float.intBitsToFloat((int) entries[e++]);
                float back = 0;
                if (e < starts[p + 1] && (int) (entries[e] >>> 32) == id) {
                    back = Float.intBitsToFloat((int) entries[e++]);
                }
                ids[to] = id;
                values[to++] = union.of(there, back);
            }
            mergedStarts[p + 1] = to;
        }
        return new SparseRows(mergedStarts, Arrays.copyOf(ids, to), Arrays.copyOf(values, to));
    }
}
