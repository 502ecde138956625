package dev.akin.project;

import dev.akin.algebra.Workers;
import dev.akin.cluster.NeighborGraph;
import java.util.Arrays;

/// How much each point is to be near its neighbours, as van der Maaten and Hinton 2008 have it: a normal distribution around each
/// point, so wide that it has as many neighbours as the perplexity says; both ways together, and all adding up to 1. Compressed
/// rows, symmetric.
final class Affinities {
    private static final int SHARE = 256;
    private static final int HALVINGS = 60;
    private static final double CLOSE = 1e-5;

    final int[] starts;
    final int[] ids;
    final float[] values;

    private Affinities(int[] starts, int[] ids, float[] values) {
        this.starts = starts;
        this.ids = ids;
        this.values = values;
    }

    int count() {
        return starts.length - 1;
    }

    static Affinities of(NeighborGraph graph, double perplexity, Workers workers) {
        int count = graph.count();
        int k = graph.k();
        float[] oneWay = new float[count * k];
        workers.each(
                Math.ceilDiv(count, SHARE),
                part -> {
                    float[] distances = new float[k];
                    int to = Math.min(count, (part + 1) * SHARE);
                    for (int p = part * SHARE; p < to; p++) {
                        for (int i = 0; i < k; i++) {
                            distances[i] = graph.distance(p, i);
                        }
                        fit(distances, perplexity, oneWay, p * k);
                    }
                });
        return symmetric(graph, oneWay);
    }

    /// Finds how wide the distribution is: by halving, and where that is quicker by Newton's method on the logarithm.
    ///
    /// @param into receives the shares of the neighbours, which add up to 1
    static void fit(float[] distances, double perplexity, float[] into, int at) {
        double wanted = Math.log(perplexity);
        double nearest = squared(distances[0]);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double beta = 1 / Math.max(mean(distances) - nearest, 1e-30);
        for (int step = 0; step < HALVINGS; step++) {
            double sum = 0;
            double weighted = 0;
            for (int i = 0; i < distances.length; i++) {
                double more = squared(distances[i]) - nearest;
                double share = Math.exp(-beta * more);
                into[at + i] = (float) share;
                sum += share;
                weighted += share * more;
            }
            double entropy = Math.log(sum) + beta * weighted / sum;
            if (Math.abs(entropy - wanted) < CLOSE) {
                break;
            }
            if (entropy > wanted) {
                low = beta;
            } else {
                high = beta;
            }
            beta = high == Double.POSITIVE_INFINITY ? 2 * low : (low + high) / 2;
        }
        normalize(into, at, distances.length);
    }

    private static double squared(float distance) {
        return (double) distance * distance;
    }

    private static double mean(float[] distances) {
        double sum = 0;
        for (float distance : distances) {
            sum += squared(distance);
        }
        return sum / distances.length;
    }

    private static void normalize(float[] shares, int at, int count) {
        double sum = 0;
        for (int i = at; i < at + count; i++) {
            sum += shares[i];
        }
        for (int i = at; i < at + count; i++) {
            shares[i] = (float) (shares[i] / sum);
        }
    }

    /// (p + pᵀ) / 2n.
    private static Affinities symmetric(NeighborGraph graph, float[] oneWay) {
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
        float scale = 1f / (2f * count);
        for (int p = 0; p < count; p++) {
            for (int i = 0; i < k; i++) {
                int q = graph.id(p, i);
                long value = Float.floatToIntBits(oneWay[p * k + i] * scale);
                entries[next[p]++] = (long) q << 32 | value;
                entries[next[q]++] = (long) p << 32 | value;
            }
        }
        return merged(starts, entries);
    }

    /// Entries of the same pair added up; rows in the order of their ids.
    private static Affinities merged(int[] starts, long[] entries) {
        int count = starts.length - 1;
        int[] mergedStarts = new int[count + 1];
        int[] ids = new int[entries.length];
        float[] values = new float[entries.length];
        int to = 0;
        for (int p = 0; p < count; p++) {
            Arrays.sort(entries, starts[p], starts[p + 1]);
            for (int e = starts[p]; e < starts[p + 1]; e++) {
                int id = (int) (entries[e] >>> 32);
                float value = Float.intBitsToFloat((int) entries[e]);
                if (to > mergedStarts[p] && ids[to - 1] == id) {
                    values[to - 1] += value;
                } else {
                    ids[to] = id;
                    values[to++] = value;
                }
            }
            mergedStarts[p + 1] = to;
        }
        return new Affinities(mergedStarts, Arrays.copyOf(ids, to), Arrays.copyOf(values, to));
    }
}
