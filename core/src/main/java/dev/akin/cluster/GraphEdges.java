package dev.akin.cluster;

import java.util.Arrays;

/// The cheapest edges of a neighbour graph that connect what it connects, as Kruskal (1956) finds them; what hangs together nowhere is
/// put together by edges that are infinitely long.
final class GraphEdges {
    private final NeighborGraph graph;
    private final float[] wide;

    /// @param wide the square of how wide the neighbourhood of each point is
    GraphEdges(NeighborGraph graph, float[] wide) {
        this.graph = graph;
        this.wide = wide;
    }

    SpanningTree tree() {
        SpanningTree tree = new SpanningTree(graph.count());
        Joined joined = new Joined(graph.count());
        for (long one : ascending()) {
            int edge = (int) one;
            int a = edge / graph.k();
            int b = graph.id(a, edge % graph.k());
            if (joined.join(a, b)) {
                tree.add(a, b, Float.intBitsToFloat((int) (one >>> 32)));
            }
        }
        for (int p = 1; p < graph.count(); p++) {
            if (joined.join(0, p)) {
                tree.add(0, p, Float.POSITIVE_INFINITY);
            }
        }
        return tree;
    }

    private long[] ascending() {
        long[] order = new long[Math.multiplyExact(graph.count(), graph.k())];
        for (int edge = 0; edge < order.length; edge++) {
            int a = edge / graph.k();
            int i = edge % graph.k();
            float distance = graph.distance(a, i);
            float squared = Math.max(distance * distance, Math.max(wide[a], wide[graph.id(a, i)]));
            order[edge] = (long) Float.floatToIntBits(squared) << 32 | edge;
        }
        Arrays.sort(order);
        return order;
    }
}
