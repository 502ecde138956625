package dev.akin.kernel;

/// Named only where there is a Vector API: loading it loads the incubator module.
final class VectorLabels {
    private VectorLabels() {}

    static LabelKernel get() {
        return VectorLabelKernel.INSTANCE;
    }
}
