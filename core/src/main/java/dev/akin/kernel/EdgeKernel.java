package dev.akin.kernel;

/// What points in two or three dimensions do to each other: along the edges of a graph, or each to each. Callers have checked all
/// bounds.
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

    /// For each point p: Σⱼ (yₚ − yⱼ) / (1 + |yₚ − yⱼ|²)² and Σⱼ 1 / (1 + |yₚ − yⱼ|²) over all points j, itself among them. The order of
    /// the sums depends on their number alone.
    ///
    /// @param from the first point; `to` the one after the last
    /// @param forces receives the first sums, dimension by dimension
    /// @param weights receives the second
    void push(float[][] y, int from, int to, float[][] forces, float[] weights);

    /// Those of point p are `starts[p] … starts[p + 1] − 1`.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Edges(int[] starts, int[] ids, float[] values) {}
}
