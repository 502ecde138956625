package dev.akin.project;

import dev.akin.algebra.Workers;
import dev.akin.cluster.NeighborGraph;

/// How sure it is that two points are connected, as McInnes, Healy and Melville 2018 have it: each point is surely connected with
/// its nearest, and with others the less the farther they are; either way will do. Compressed rows, symmetric.
final class FuzzyGraph {
    private static final int HALVINGS = 64;
    private static final double CLOSE = 1e-5;

    /// The least that a distance is softened by, as a share of the mean distance.
    private static final double FLOOR = 1e-3;

    private FuzzyGraph() {}

    static SparseRows of(NeighborGraph graph, Workers workers) {
        return SparseRows.symmetric(graph, sureness(graph, workers), (a, b) -> a + b - a * b);
    }

    /// Of points with others that they are among: one way.
    static SparseRows among(NeighborGraph graph, Workers workers) {
        return SparseRows.oneWay(graph, sureness(graph, workers));
    }

    private static float[] sureness(NeighborGraph graph, Workers workers) {
        OneWay sureness = FuzzyGraph::fit;
        return sureness.of(graph, workers);
    }

    /// Finds how fast sureness falls, so that a point has log2(k + 1) connections in all, itself among them.
    static void fit(float[] distances, float[] into, int at) {
        double nearest = nearest(distances);
        double wanted = Math.log(distances.length + 1) / Math.log(2);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double width = 1;
        for (int step = 0; step < HALVINGS; step++) {
            double sum = 0;
            for (float distance : distances) {
                sum += sureness(distance - nearest, width);
            }
            if (Math.abs(sum - wanted) < CLOSE) {
                break;
            }
            if (sum > wanted) {
                high = width;
            } else {
                low = width;
            }
            width = high == Double.POSITIVE_INFINITY ? 2 * low : (low + high) / 2;
        }
        width = Math.max(width, Math.max(FLOOR * mean(distances), Double.MIN_NORMAL));
        for (int i = 0; i < distances.length; i++) {
            into[at + i] = (float) sureness(distances[i] - nearest, width);
        }
    }

    private static double sureness(double beyond, double width) {
        return beyond <= 0 ? 1 : Math.exp(-beyond / width);
    }

    /// Of the points that are not the same.
    private static double nearest(float[] distances) {
        for (float distance : distances) {
            if (distance > 0) {
                return distance;
            }
        }
        return 0;
    }

    private static double mean(float[] distances) {
        double sum = 0;
        for (float distance : distances) {
            sum += distance;
        }
        return sum / distances.length;
    }
}
