package dev.akin.learn;

import dev.akin.kernel.Kernels;
import dev.akin.kernel.LabelKernel;

/// The loops that labels are learned with. Those on the Vector API take a second or two until they are compiled, and crawl until
/// then: what is learned sooner than that is learned by plain ones. Which, depends on the amount of work alone, as do all results.
record LabelKernels(Kernels rows, LabelKernel labels) {
    private static final long FEW = 4_000_000_000L;

    /// @param products about how many products of two numbers all threads compute together
    static LabelKernels of(double products) {
        return products < FEW
                ? new LabelKernels(Kernels.scalar(), LabelKernel.scalar())
                : new LabelKernels(Kernels.best(), LabelKernel.best());
    }
}
