package dev.akin.align;

import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;

/// Products of float matrices, all row-major, whose rows threads share out: the same numbers with any number of them.
final class Products {
    private static final Kernels KERNELS = Kernels.best();

    /// Rows of the result that one thread takes at a time.
    private static final int SHARE = 32;

    private final Workers workers;

    Products(int threads) {
        this.workers = new Workers(threads);
    }

    /// A · B.
    ///
    /// @param a rows × inner
    /// @param b inner × width
    /// @return rows × width, new
    float[] of(float[] a, int rows, float[] b, int width) {
        int inner = a.length / rows;
        float[] into = new float[rows * width];
        workers.each(
                Math.ceilDiv(rows, SHARE),
                share -> {
                    int from = share * SHARE;
                    int count = Math.min(SHARE, rows - from);
                    KERNELS.multiply(a, from * inner, count, inner, b, width, into, from * width);
                });
        return into;
    }

    /// @return width × rows, new
    static float[] transposed(float[] matrix, int rows) {
        int width = matrix.length / rows;
        float[] turned = new float[matrix.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < width; c++) {
                turned[c * rows + r] = matrix[r * width + c];
            }
        }
        return turned;
    }
}
