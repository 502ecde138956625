package dev.akin.kernel;

/// Named only where there is a Vector API: loading it loads the incubator module.
final class VectorCodes {
    private VectorCodes() {}

    /// Sixteen bytes become sixteen floats: vectors of 128 bits would need a shape for four bytes, which there is not.
    static CodeKernel get() {
        return VectorCodeKernel.fits() ? VectorCodeKernel.INSTANCE : ScalarCodeKernel.INSTANCE;
    }
}
