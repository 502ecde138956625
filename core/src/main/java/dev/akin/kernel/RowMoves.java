package dev.akin.kernel;

/// Rows that an optimiser moves, each once, and where the parts of their gradients lie: what its loop reads. Move `r` is of row
/// `rows[r]`, by the sum of the gradients at `starts[begins[r] … begins[r + 1] − 1]`, each times its scale.
///
/// Not thread-safe.
public final class RowMoves {
    public int count;

    public int[] rows = new int[0];

    /// Which rows of the optimiser's state they are; the same array, but where one of the two is a copy.
    public int[] stateRows = rows;

    /// One more than there are moves.
    public int[] begins = new int[1];

    /// Where gradients lie.
    public float[] gradients = new float[0];

    public int[] starts = new int[0];
    public float[] scales = new float[0];

    /// Room for the sum of a row's gradients.
    final float[] sum;

    private final int width;

    /// The gradient of the row that is moved now begins here, in what [#open(int, int, OptimizerKernels)] gave.
    int at;

    /// What it is multiplied by.
    float scale;

    /// @param width numbers in a row with its padding, a multiple of 16
    public RowMoves(int width) {
        this.width = width;
        sum = new float[width];
    }

    int width() {
        return width;
    }

    /// Finds the gradient of a move, from number `d` on. The array is returned, not kept: to keep one costs the collector's
    /// barrier, for which everything stands still that is on its way from memory.
    float[] open(int move, int d, OptimizerKernels kernels) {
        int from = begins[move];
        if (begins[move + 1] - from > 1) {
            kernels.sum(this, from, begins[move + 1], d);
            at = d;
            scale = 1;
            return sum;
        }
        at = starts[from] + d;
        scale = scales[from];
        return gradients;
    }

    /// Shortens the gradients of rows that are longer than `longest`.
    public void clip(float longest) {
        for (int r = 0; r < count; r++) {
            double norm = norm(begins[r], begins[r + 1]);
            for (int i = begins[r]; norm > longest && i < begins[r + 1]; i++) {
                scales[i] *= (float) (longest / norm);
            }
        }
    }

    private double norm(int from, int to) {
        double squares = 0;
        for (int d = 0; d < width; d++) {
            double g = 0;
            for (int i = from; i < to; i++) {
                g += (double) scales[i] * gradients[starts[i] + d];
            }
            squares += g * g;
        }
        return Math.sqrt(squares);
    }
}
