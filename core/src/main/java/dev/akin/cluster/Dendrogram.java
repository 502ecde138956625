package dev.akin.cluster;

import java.util.Arrays;

/// How points grow together as the distance that connects them grows: points are nodes 0 … n − 1, and each edge of a spanning tree, the
/// shortest first, makes a node of two. The points below a node lie side by side in [#order]. Immutable.
final class Dendrogram {
    private final int points;
    private final int[] left;
    private final int[] right;
    private final float[] squared;
    private final int[] sizes;
    private final int[] firsts;

    /// The points in the order of the leaves.
    private final int[] order;

    Dendrogram(SpanningTree tree) {
        points = tree.points();
        left = new int[tree.edges()];
        right = new int[tree.edges()];
        squared = new float[tree.edges()];
        sizes = new int[points + tree.edges()];
        Arrays.fill(sizes, 0, points, 1);
        Joined joined = new Joined(points);
        int[] top = Sample.all(points);
        int node = points;
        for (int edge : tree.ascending()) {
            int a = joined.find(tree.from(edge));
            int b = joined.find(tree.to(edge));
            left[node - points] = top[a];
            right[node - points] = top[b];
            squared[node - points] = tree.squared(edge);
            sizes[node] = sizes[top[a]] + sizes[top[b]];
            joined.join(a, b);
            top[b] = node++;
        }
        firsts = new int[sizes.length];
        order = new int[points];
        for (int n = sizes.length - 1; n >= points; n--) {
            firsts[left(n)] = firsts[n];
            firsts[right(n)] = firsts[n] + sizes[left(n)];
        }
        for (int p = 0; p < points; p++) {
            order[firsts[p]] = p;
        }
    }

    /// The node of all points.
    int root() {
        return sizes.length - 1;
    }

    boolean isPoint(int node) {
        return node < points;
    }

    int left(int node) {
        return left[node - points];
    }

    int right(int node) {
        return right[node - points];
    }

    /// The square of the distance at which a node comes together.
    float squared(int node) {
        return squared[node - points];
    }

    /// How many points are below a node.
    int size(int node) {
        return sizes[node];
    }

    /// Where its points begin in the order of the leaves.
    int first(int node) {
        return firsts[node];
    }

    int pointAt(int place) {
        return order[place];
    }
}
