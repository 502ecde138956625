package dev.akin.items;

import dev.akin.algebra.Workers;
import dev.akin.kernel.CellTile;
import dev.akin.kernel.Kernels;
import dev.akin.table.TrainableTable;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// One half of a turn of alternating least squares: the rows of one side, each a least-squares problem of its own while those of the other stay
/// as they are, by a few steps of conjugate gradient from where the row is (Takács, Pilászy and Tikk 2011).
///
/// Rows are taken by batches, so that the part of the problem that all of them share is one product of matrices. Every sum is added up in the
/// same order: the result does not depend on the number of threads.
final class AlsSide {
    private static final int BATCH = 32;
    private static final int GRAM_ROWS = 512;
    private static final Kernels KERNELS = Kernels.best();

    private final Cells cells;
    private final TrainableTable rows;
    private final TrainableTable fixed;
    private final Als.Options options;
    private final double mean;
    private final int width;

    /// @param cells of each row, its columns among the fixed rows and their values
    /// @param rows what is solved for
    /// @param mean of ratings; what is solved for is the rest
    AlsSide(
            Cells cells,
            TrainableTable rows,
            TrainableTable fixed,
            Als.Options options,
            double mean) {
        this.cells = cells;
        this.rows = rows;
        this.fixed = fixed;
        this.options = options;
        this.mean = mean;
        this.width = rows.stride();
    }

    /// What the solved rows cost, of all cells of implicit choices (Hu, Koren and Volinsky 2008, equation 3) or of ratings, without the
    /// penalty.
    ///
    /// @param cells of the solved rows
    record Cost(double sum, long cells) {
        double mean() {
            return sum / Math.max(1, cells);
        }
    }

    /// Solves the rows of which the condition holds.
    Cost solve(IntPredicate which, Workers workers) {
        float[] gram = options.explicit() ? new float[0] : gram(workers);
        int[] chosen = IntStream.range(0, cells.rows()).filter(which).toArray();
        double[] costs = new double[Math.ceilDiv(chosen.length, BATCH)];
        ThreadLocal<Batch> batch = ThreadLocal.withInitial(() -> new Batch(gram));
        workers.each(
                costs.length,
                number -> {
                    int from = number * BATCH;
                    int to = Math.min(chosen.length, from + BATCH);
                    costs[number] = batch.get().solve(chosen, from, to);
                });
        return new Cost(
                Arrays.stream(costs).sum(), Arrays.stream(chosen).mapToLong(cells::count).sum());
    }

    /// YᵀY + λI, stride × stride, zeros beyond the dimension.
    private float[] gram(Workers workers) {
        float[][] sums = new float[Math.ceilDiv(fixed.rows(), GRAM_ROWS)][];
        workers.each(sums.length, part -> sums[part] = gram(part));
        double[] all = new double[width * width];
        for (float[] sum : sums) {
            for (int i = 0; i < all.length; i++) {
                all[i] += sum[i];
            }
        }
        float[] gram = new float[all.length];
        for (int i = 0; i < all.length; i++) {
            gram[i] = (float) all[i];
        }
        for (int i = 0; i < rows.dimension(); i++) {
            gram[i * width + i] += (float) options.regularization();
        }
        return gram;
    }

    private float[] gram(int part) {
        int from = part * GRAM_ROWS;
        int count = Math.min(fixed.rows() - from, GRAM_ROWS);
        float[] some = new float[count * width];
        float[] turned = new float[count * width];
        for (int row = 0; row < count; row++) {
            float[] block = fixed.block(from + row);
            int at = fixed.offset(from + row);
            System.arraycopy(block, at, some, row * width, width);
            for (int i = 0; i < width; i++) {
                turned[i * count + row] = block[at + i];
            }
        }
        float[] sum = new float[width * width];
        KERNELS.multiply(turned, 0, width, count, some, width, sum, 0);
        return sum;
    }

    /// What a thread works with.
    private final class Batch {
        private final float[] gram;
        private final CellTile tile = new CellTile(width);
        private final float[] x = new float[BATCH * width];
        private final float[] wanted = new float[BATCH * width];
        private final float[] residual = new float[BATCH * width];
        private final float[] direction = new float[BATCH * width];
        private final float[] product = new float[BATCH * width];
        private final float[] squares = new float[BATCH];

        Batch(float[] gram) {
            this.gram = gram;
        }

        double solve(int[] chosen, int from, int to) {
            int count = to - from;
            for (int i = 0; i < count; i++) {
                int row = chosen[from + i];
                System.arraycopy(rows.block(row), rows.offset(row), x, i * width, width);
            }
            multiply(x, chosen, from, count);
            for (int i = 0; i < count; i++) {
                begin(i, chosen[from + i]);
            }
            for (int step = 0; step < options.steps(); step++) {
                multiply(direction, chosen, from, count);
                for (int i = 0; i < count; i++) {
                    step(i);
                }
            }
            double cost = 0;
            for (int i = 0; i < count; i++) {
                cost += end(i, chosen[from + i]);
            }
            return cost;
        }

        /// product = A · vector, for each row of the batch.
        private void multiply(float[] vector, int[] chosen, int from, int count) {
            if (options.explicit()) {
                Arrays.fill(product, 0);
            } else {
                KERNELS.multiply(vector, 0, count, width, gram, width, product, 0);
            }
            for (int i = 0; i < count; i++) {
                int row = chosen[from + i];
                int at = i * width;
                if (options.explicit()) {
                    KERNELS.axpy(penalty(row), vector, at, product, at, width);
                }
                multiply(vector, row, at);
            }
        }

        private void multiply(float[] vector, int row, int at) {
            int last = cells.starts()[row + 1];
            for (int c = cells.starts()[row]; c < last; ) {
                int count = place(c, last);
                float[] block = fixed.block(cells.columns()[c]);
                tile.products(block, count, vector, at);
                float[] values = tile.values();
                for (int k = 0; k < count; k++) {
                    values[k] *= surplus(c + k);
                }
                tile.add(block, count, product, at);
                c += count;
            }
        }

        /// Puts into the tile as many cells as it holds and lie in one block.
        ///
        /// @return how many
        private int place(int first, int last) {
            int[] columns = cells.columns();
            int[] starts = tile.starts();
            int count = Math.min(CellTile.BATCH, last - first);
            for (int k = 0; k < count; k++) {
                starts[k] = fixed.offset(columns[first + k]);
            }
            return fixed.blocks() == 1 ? count : alike(first, count);
        }

        /// How many cells from the first on lie in its block.
        private int alike(int first, int count) {
            int[] columns = cells.columns();
            int alike = 1;
            while (alike < count && fixed.together(columns[first], columns[first + alike])) {
                alike++;
            }
            return alike;
        }

        /// residual = b − A · x, and the first direction.
        private void begin(int i, int row) {
            int at = i * width;
            Arrays.fill(wanted, at, at + width, 0);
            int last = cells.starts()[row + 1];
            for (int c = cells.starts()[row]; c < last; ) {
                int count = place(c, last);
                for (int k = 0; k < count; k++) {
                    tile.values()[k] = wanted(c + k);
                }
                tile.add(fixed.block(cells.columns()[c]), count, wanted, at);
                c += count;
            }
            System.arraycopy(wanted, at, residual, at, width);
            KERNELS.axpy(-1, product, at, residual, at, width);
            System.arraycopy(residual, at, direction, at, width);
            squares[i] = KERNELS.dot(residual, at, residual, at, width);
        }

        private void step(int i) {
            int at = i * width;
            float curvature = KERNELS.dot(direction, at, product, at, width);
            if (!(curvature > 0) || squares[i] < Float.MIN_NORMAL) {
                return;
            }
            float length = squares[i] / curvature;
            KERNELS.axpy(length, direction, at, x, at, width);
            KERNELS.axpy(-length, product, at, residual, at, width);
            float left = KERNELS.dot(residual, at, residual, at, width);
            KERNELS.scale(left / squares[i], direction, at, width);
            KERNELS.axpy(1, residual, at, direction, at, width);
            squares[i] = left;
        }

        /// Stores the row, zeros if nothing is known of it.
        ///
        /// @return what it costs: xᵀAx − 2bᵀx + Σ of what cells cost at 0, without the penalty, where Ax is b − residual
        private double end(int i, int row) {
            int at = i * width;
            if (cells.count(row) == 0) {
                Arrays.fill(x, at, at + width, 0);
            }
            rows.set(row, x, at);
            double cost = 0;
            for (int c = cells.starts()[row]; c < cells.starts()[row + 1]; c++) {
                double wanted = wanted(c);
                cost += options.explicit() ? wanted * wanted : wanted;
            }
            return cost
                    - KERNELS.dot(x, at, wanted, at, width)
                    - KERNELS.dot(x, at, residual, at, width)
                    - (double) penalty(row) * KERNELS.dot(x, at, x, at, width);
        }
    }

    private float penalty(int row) {
        return (float)
                (options.explicit()
                        ? options.regularization() * cells.count(row)
                        : options.regularization());
    }

    /// What a cell weighs beyond what every cell does.
    private float surplus(int cell) {
        return options.explicit() ? 1 : (float) (options.alpha() * cells.values()[cell]);
    }

    private float wanted(int cell) {
        return options.explicit()
                ? (float) (cells.values()[cell] - mean)
                : 1 + (float) (options.alpha() * cells.values()[cell]);
    }
}
