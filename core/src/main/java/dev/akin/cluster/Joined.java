package dev.akin.cluster;

/// Sets of points that grow together (Tarjan 1975). For one thread.
final class Joined {
    private final int[] parents;

    /// Each point alone.
    Joined(int points) {
        parents = Sample.all(points);
    }

    /// Who stands for the set of a point.
    int find(int point) {
        int at = point;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /// Puts two sets together; the second's stands for both.
    ///
    /// @return whether they were two
    boolean join(int a, int b) {
        int rootA = find(a);
        int rootB = find(b);
        parents[rootA] = rootB;
        return rootA != rootB;
    }
}
