package dev.akin.kernel;

import java.util.Objects;

/// A few rows of one array, wherever they lie in it: their products with a vector, and their weighted sum. What least squares over the
/// known cells of a matrix does most.
///
/// Sums are added up in the same order each time. Not thread-safe.
public final class CellTile {
    /// The most rows at a time.
    public static final int BATCH = 16;

    private static final CellKernel KERNEL =
            Kernels.best() instanceof VectorKernels ? VectorCells.get() : ScalarCellKernel.INSTANCE;

    final int width;
    final int[] starts = new int[BATCH];
    final float[] values = new float[BATCH];
    final float[] partials = new float[BATCH * 16];
    private final CellKernel kernel;

    /// @param width numbers in a row, a multiple of 16; what pads a row beyond its dimension is 0
    public CellTile(int width) {
        this(width, KERNEL);
    }

    CellTile(int width, CellKernel kernel) {
        if (width < 1 || width % 16 != 0) {
            throw new IllegalArgumentException("width " + width + " must be a multiple of 16");
        }
        this.width = width;
        this.kernel = kernel;
    }

    /// Where each row begins; filled by the caller.
    public int[] starts() {
        return starts;
    }

    /// A number for each row: after [#products] its product, before [#add] what it is multiplied by.
    public float[] values() {
        return values;
    }

    /// values[k] = row k · vector, for the first `count` rows.
    ///
    /// @param vector `width` numbers from index `at`
    public void products(float[] rows, int count, float[] vector, int at) {
        Objects.checkIndex(count, BATCH + 1);
        kernel.products(this, rows, count, vector, at);
    }

    /// into += Σ values[k] · row k, for the first `count` rows.
    ///
    /// @param into receives `width` numbers from index `at`; none of the rows
    public void add(float[] rows, int count, float[] into, int at) {
        Objects.checkIndex(count, BATCH + 1);
        kernel.add(this, rows, count, into, at);
    }
}
