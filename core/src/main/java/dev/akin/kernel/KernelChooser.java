package dev.akin.kernel;

/// Asked once, when the first kernel is needed. Naming [VectorKernels] only behind the question keeps a JVM without
/// the incubator module from ever loading it.
final class KernelChooser {
    static final Kernels BEST =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                    ? VectorKernels.INSTANCE
                    : ScalarKernels.INSTANCE;

    private KernelChooser() {}
}
