package dev.akin.knowledge;

import dev.akin.algebra.Workers;
import dev.akin.kernel.OptimizerKernels;
import dev.akin.kernel.RowMoves;
import dev.akin.table.TrainableTable;
import java.util.Arrays;

/// The slopes of one batch for the rows of one table, and the step that they make: AdaGrad (Duchi, Hazan and Singer 2011). Each row is moved once,
/// by the sum of its slopes in their order, so that the number of threads changes nothing.
final class Slopes {
    private static final float EPSILON = 1e-8f;
    private static final OptimizerKernels KERNELS = OptimizerKernels.best();

    /// Rows that one task moves.
    private static final int TOGETHER = 128;

    private final TrainableTable rows;
    private final TrainableTable squares;
    private final int width;
    private final Workers workers;

    /// Which row each slope is of.
    final int[] ids;

    /// The slopes, `width` numbers each.
    final float[] numbers;

    private final long[] order;
    private int[] begins;

    /// @param most slopes in a batch
    Slopes(TrainableTable rows, TrainableTable squares, int most, Workers workers) {
        this.rows = rows;
        this.squares = squares;
        this.width = rows.stride();
        this.workers = workers;
        ids = new int[most];
        numbers = new float[Math.multiplyExact(most, width)];
        order = new long[most];
        begins = new int[most + 1];
    }

    /// Moves the rows of the first `count` slopes; a row of −1 is none.
    void step(int count, float rate) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (ids[i] >= 0) {
                order[found++] = ((long) ids[i] << Integer.SIZE) | i;
            }
        }
        Arrays.sort(order, 0, found);
        int moved = begins(found);
        workers.each(
                Math.ceilDiv(moved, TOGETHER),
                task -> move(task * TOGETHER, Math.min(moved, (task + 1) * TOGETHER), rate));
    }

    private int begins(int found) {
        int moved = 0;
        for (int i = 0; i < found; i++) {
            if (i == 0 || row(i) != row(i - 1)) {
                begins[moved++] = i;
            }
        }
        begins[moved] = found;
        return moved;
    }

    private int row(int i) {
        return (int) (order[i] >>> Integer.SIZE);
    }

    private void move(int from, int to, float rate) {
        RowMoves moves = new RowMoves(width);
        int first = begins[from];
        int slopes = begins[to] - first;
        moves.count = to - from;
        moves.gradients = numbers;
        moves.rows = new int[to - from];
        moves.stateRows = moves.rows;
        moves.begins = new int[to - from + 1];
        moves.starts = new int[slopes];
        moves.scales = new float[slopes];
        Arrays.fill(moves.scales, 1);
        for (int i = 0; i < slopes; i++) {
            moves.starts[i] = (int) order[first + i] * width;
        }
        for (int r = 0; r < moves.count; r++) {
            moves.rows[r] = row(begins[from + r]);
            moves.begins[r + 1] = begins[from + r + 1] - first;
        }
        KERNELS.adagrad(moves, rows.rowBlocks(), squares.rowBlocks(), rate, 0, EPSILON);
    }
}
