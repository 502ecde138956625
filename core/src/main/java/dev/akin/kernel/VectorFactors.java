package dev.akin.kernel;

/// Named only where there is a Vector API: loading it loads the incubator module.
final class VectorFactors {
    private VectorFactors() {}

    static FactorKernel get() {
        return VectorFactorKernel.INSTANCE;
    }
}
