package dev.akin.kernel;

/// The definition, row by row.
enum ScalarCellKernel implements CellKernel {
    INSTANCE;

    @Override
    public void products(CellTile tile, float[] rows, int count, float[] vector, int at) {
        for (int k = 0; k < count; k++) {
            tile.values[k] =
                    ScalarKernels.INSTANCE.dot(rows, tile.starts[k], vector, at, tile.width);
        }
    }

    @Override
    public void add(CellTile tile, float[] rows, int count, float[] into, int at) {
        for (int k = 0; k < count; k++) {
            ScalarKernels.INSTANCE.axpy(tile.values[k], rows, tile.starts[k], into, at, tile.width);
        }
    }
}
