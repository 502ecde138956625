package dev.akin.kernel;

/// Named only where there is a Vector API: loading it loads the incubator module.
final class VectorGaps {
    private VectorGaps() {}

    static GapKernel get() {
        return VectorGapKernel.INSTANCE;
    }
}
