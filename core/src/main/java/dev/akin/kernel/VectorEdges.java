package dev.akin.kernel;

/// Named only where there is a Vector API: loading it loads the incubator module.
final class VectorEdges {
    private VectorEdges() {}

    static EdgeKernel get() {
        return VectorEdgeKernel.INSTANCE;
    }
}
