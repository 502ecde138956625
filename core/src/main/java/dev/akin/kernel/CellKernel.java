package dev.akin.kernel;

/// The two halves of what a [CellTile] does.
sealed interface CellKernel permits ScalarCellKernel, VectorCellKernel {
    /// Fills the tile's values with the product of each of its rows and a vector.
    void products(CellTile tile, float[] rows, int count, float[] vector, int at);

    /// into += Σ value · row.
    void add(CellTile tile, float[] rows, int count, float[] into, int at);
}
