package dev.akin.cluster;

import java.util.Arrays;

/// The cheapest edges that connect all points: one less than there are points. For one thread.
final class SpanningTree {
    private final int[] a;
    private final int[] b;
    private final float[] squared;
    private int edges;

    /// @param points how many points will be connected
    SpanningTree(int points) {
        a = new int[Math.max(0, points - 1)];
        b = new int[a.length];
        squared = new float[a.length];
    }

    /// @param length the square of the edge's length; infinity for points that nothing connects
    void add(int from, int to, float length) {
        a[edges] = from;
        b[edges] = to;
        squared[edges++] = length;
    }

    int points() {
        return a.length + 1;
    }

    int edges() {
        return edges;
    }

    int from(int edge) {
        return a[edge];
    }

    int to(int edge) {
        return b[edge];
    }

    float squared(int edge) {
        return squared[edge];
    }

    /// The edges, the shortest first.
    int[] ascending() {
        long[] order = new long[edges];
        for (int e = 0; e < edges; e++) {
            // Bits of floats that are not negative are in their order.
            order[e] = (long) Float.floatToIntBits(squared[e]) << 32 | e;
        }
        Arrays.sort(order);
        return Arrays.stream(order).mapToInt(one -> (int) one).toArray();
    }
}
