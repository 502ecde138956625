package dev.akin.kernel;

/// Named only where there is a Vector API: loading it loads the incubator module.
final class VectorFfts {
    private VectorFfts() {}

    static FftKernel get() {
        return VectorFftKernel.INSTANCE;
    }
}
