package dev.akin.items;

import dev.akin.algebra.Workers;
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

    /// Solves the rows of which the condition holds.
    void solve(IntPredicate which, Workers workers) {
        float[] gram = options.explicit() ? new float[0] : gram(workers);
        int[] chosen = IntStream.range(0, cells.rows()).filter(which).toArray();
        int batches = Math.ceilDiv(chosen.length, BATCH);
        ThreadLocal<Batch> batch = ThreadLocal.withInitial(() -> new Batch(gram));
        workers.each(
                batches,
                number -> {
                    int from = number * BATCH;
                    int to = Math.min(chosen.length, from + BATCH);
                    batch.get().solve(chosen, from, to);
                });
    }

    /// YᵀY + λI, stride × stride, zeros beyond the dimension.
    private float[] gram(Workers workers) {
        int parts = Math.ceilDiv(fixed.rows(), GRAM_ROWS);
        float[][] sums = new float[parts][];
        workers.each(parts, part -> sums[part] = gram(part));
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
        float[] sum = new float[width * width];
        int to = Math.min(fixed.rows(), (part + 1) * GRAM_ROWS);
        for (int row = part * GRAM_ROWS; row < to; row++) {
            float[] block = fixed.block(row);
            int at = fixed.offset(row);
            for (int i = 0; i < rows.dimension(); i++) {
                float factor = block[at + i];
                if (factor != 0) {
                    KERNELS.axpy(factor, block, at, sum, i * width, width);
                }
            }
        }
        return sum;
    }

    /// What a thread works with.
    private final class Batch {
        private final float[] gram;
        private final float[] x = new float[BATCH * width];
        private final float[] residual = new float[BATCH * width];
        private final float[] direction = new float[BATCH * width];
        private final float[] product = new float[BATCH * width];
        private final float[] squares = new float[BATCH];

        Batch(float[] gram) {
            this.gram = gram;
        }

        void solve(int[] chosen, int from, int to) {
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
            for (int i = 0; i < count; i++) {
                int row = chosen[from + i];
                if (cells.count(row) == 0) {
                    Arrays.fill(x, i * width, (i + 1) * width, 0);
                }
                rows.set(row, x, i * width);
            }
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
                    float penalty = (float) (options.regularization() * cells.count(row));
                    KERNELS.axpy(penalty, vector, at, product, at, width);
                }
                for (int c = cells.starts()[row]; c < cells.starts()[row + 1]; c++) {
                    int other = cells.columns()[c];
                    float[] block = fixed.block(other);
                    int offset = fixed.offset(other);
                    float dot = KERNELS.dot(block, offset, vector, at, width);
                    KERNELS.axpy(surplus(c) * dot, block, offset, product, at, width);
                }
            }
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

        /// residual = b − A · x, and the first direction.
        private void begin(int i, int row) {
            int at = i * width;
            Arrays.fill(residual, at, at + width, 0);
            for (int c = cells.starts()[row]; c < cells.starts()[row + 1]; c++) {
                int other = cells.columns()[c];
                KERNELS.axpy(
                        wanted(c), fixed.block(other), fixed.offset(other), residual, at, width);
            }
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
    }

    /// Σ of what the solved rows cost: that of all cells of implicit choices (Hu, Koren and Volinsky 2008, equation 3) or of ratings,
    /// without the penalty, over the number of values.
    double loss(Workers workers) {
        double[] parts = new double[Math.ceilDiv(cells.rows(), GRAM_ROWS)];
        float[] gram = options.explicit() ? new float[0] : gram(workers);
        workers.each(parts.length, part -> parts[part] = loss(part, gram));
        return Arrays.stream(parts).sum() / Math.max(1, cells.count());
    }

    private double loss(int part, float[] gram) {
        double sum = 0;
        float[] product = new float[width];
        int to = Math.min(cells.rows(), (part + 1) * GRAM_ROWS);
        for (int row = part * GRAM_ROWS; row < to; row++) {
            float[] block = rows.block(row);
            int at = rows.offset(row);
            if (!options.explicit()) {
                // The square of every cell's score: xᵀ · YᵀY · x.
                KERNELS.multiply(block, at, 1, width, gram, width, product, 0);
                sum +=
                        KERNELS.dot(block, at, product, 0, width)
                                - options.regularization()
                                        * KERNELS.dot(block, at, block, at, width);
            }
            for (int c = cells.starts()[row]; c < cells.starts()[row + 1]; c++) {
                int other = cells.columns()[c];
                double score =
                        KERNELS.dot(fixed.block(other), fixed.offset(other), block, at, width);
                double value = cells.values()[c];
                sum +=
                        options.explicit()
                                ? square(value - mean - score)
                                : (1 + options.alpha() * value) * square(1 - score) - square(score);
            }
        }
        return sum;
    }

    private static double square(double value) {
        return value * value;
    }
}
