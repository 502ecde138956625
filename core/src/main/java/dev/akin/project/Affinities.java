package dev.akin.project;

import dev.akin.algebra.Workers;
import dev.akin.cluster.NeighborGraph;

/// How much each point is to be near its neighbours, as van der Maaten and Hinton 2008 have it: a normal distribution around each
/// point, so wide that it has as many neighbours as the perplexity says; both ways together, and all adding up to 1. Compressed
/// rows, symmetric.
final class Affinities {
    private static final int HALVINGS = 60;
    private static final double CLOSE = 1e-5;

    private Affinities() {}

    static SparseRows of(NeighborGraph graph, double perplexity, Workers workers) {
        OneWay affinities = (distances, into, at) -> fit(distances, perplexity, into, at);
        float[] oneWay = affinities.of(graph, workers);
        float scale = 1f / (2f * graph.count());
        return SparseRows.symmetric(graph, oneWay, (there, back) -> (there + back) * scale);
    }

    /// Finds how wide the distribution is, by halving.
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
}
