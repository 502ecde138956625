package dev.akin.kernel;

/// What the edges of a graph do to points in two or three dimensions. Callers have checked all bounds.
public sealed interface EdgeKernel permits ScalarEdgeKernel, VectorEdgeKernel {
    /// The fastest of this JVM.
    static EdgeKernel best() {
        return Kernels.best() == Kernels.scalar() ? ScalarEdgeKernel.INSTANCE : VectorEdges.get();
    }

    /// Always the scalar one: the definition that the other is tested against.
    static EdgeKernel scalar() {
        return ScalarEdgeKernel.INSTANCE;
    }

    /// For each point p: Σ value · (yₚ − yⱼ) / (1 + |yₚ − yⱼ|²) over its edges to points j. The order of the sum depends on the edges
    /// alone.
    ///
    /// @param y coordinates, dimension by dimension: two or three
    /// @param from the first point; `to` the one after the last
    /// @param sums receives the sums, dimension by dimension
    void pull(float[][] y, Edges edges, int from, int to, float[][] sums);

    /// Those of point p are `starts[p] … starts[p + 1] − 1`.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Edges(int[] starts, int[] ids, float[] values) {}
}
