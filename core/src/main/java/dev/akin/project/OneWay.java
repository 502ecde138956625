package dev.akin.project;

import dev.akin.algebra.Workers;
import dev.akin.cluster.NeighborGraph;

/// How strongly a point is connected with its neighbours, by how far they are; not yet how strongly they are with it.
@FunctionalInterface
interface OneWay {
    /// Points of one turn of a thread.
    int SHARE = 256;

    /// Connects one point.
    ///
    /// @param distances of its neighbours, the nearest first
    /// @param into receives as many numbers, from `at` on
    void fit(float[] distances, float[] into, int at);

    /// Connects all points: `points × k`, in the order of the graph.
    default float[] of(NeighborGraph graph, Workers workers) {
        int count = graph.count();
        int k = graph.k();
        float[] all = new float[Math.multiplyExact(count, k)];
        workers.each(
                Math.ceilDiv(count, SHARE),
                part -> {
                    float[] distances = new float[k];
                    int to = Math.min(count, (part + 1) * SHARE);
                    for (int p = part * SHARE; p < to; p++) {
                        for (int i = 0; i < k; i++) {
                            distances[i] = graph.distance(p, i);
                        }
                        fit(distances, all, p * k);
                    }
                });
        return all;
    }
}
