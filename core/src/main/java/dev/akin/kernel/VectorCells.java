package dev.akin.kernel;

/// Named only where there is a Vector API: loading it loads the incubator module.
final class VectorCells {
    private VectorCells() {}

    static CellKernel get() {
        return VectorCellKernel.INSTANCE;
    }
}
