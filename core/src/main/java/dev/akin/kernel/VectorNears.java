package dev.akin.kernel;

/// Named only where there is a Vector API: loading it loads the incubator module.
final class VectorNears {
    private VectorNears() {}

    static NearKernel get() {
        return VectorNearKernel.INSTANCE;
    }
}
