package dev.akin.compress;

import dev.akin.algebra.Workers;
import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CancellationException;

/// A table's rows with their mean, or nothing, taken off: gone over in blocks by several threads, with the same result for any
/// number of them.
final class CentredRows {
    private static final Kernels KERNELS = Kernels.best();
    private static final int BLOCK = 256;

    /// Sums are made of so many parts at the most, whatever the number of threads.
    private static final int PARTS = 8;

    private final EmbeddingTable table;
    private final float[] mean;
    private final CompressorBuilder.Work work;

    private CentredRows(EmbeddingTable table, float[] mean, CompressorBuilder.Work work) {
        this.table = table;
        this.mean = mean;
        this.work = work;
    }

    /// As [#of(EmbeddingTable, CompressorBuilder.Work)], with the directions in which they differ most.
    static Directed directed(EmbeddingTable table, CompressorBuilder.Work work) {
        return RememberingTable.of(
                table, "axes about the mean", () -> Directed.of(CentredRows.of(table, work)));
    }

    /// As [#asTheyAre(EmbeddingTable, CompressorBuilder.Work)], with the directions in which their squares are largest.
    static Directed directedAsTheyAre(EmbeddingTable table, CompressorBuilder.Work work) {
        return RememberingTable.of(
                table, "axes", () -> Directed.of(CentredRows.asTheyAre(table, work)));
    }

    /// Rows and their directions.
    record Directed(CentredRows rows, Components components) {
        private static Directed of(CentredRows rows) {
            return new Directed(rows, Components.of(rows));
        }
    }

    /// @throws IllegalArgumentException if there is no row, or one that holds what is no finite number
    static CentredRows of(EmbeddingTable table, CompressorBuilder.Work work) {
        return new CentredRows(table, checkedMean(table, work), work);
    }

    /// Nothing is taken off.
    ///
    /// @throws IllegalArgumentException as [#of]
    static CentredRows asTheyAre(EmbeddingTable table, CompressorBuilder.Work work) {
        checkedMean(table, work);
        return new CentredRows(table, new float[table.dimension()], work);
    }

    private static float[] checkedMean(EmbeddingTable table, CompressorBuilder.Work work) {
        if (table.rows() == 0) {
            throw new IllegalArgumentException("there is no row to make smaller");
        }
        int dimension = table.dimension();
        double[][] sums = new double[parts(table)][dimension];
        CentredRows rows = new CentredRows(table, new float[dimension], work);
        rows.eachBlock((part, _, count, block) -> {
            for (int i = 0; i < count * dimension; i++) {
                sums[part][i % dimension] += block[i];
            }
        });
        float[] mean = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            double sum = 0;
            for (double[] part : sums) {
                sum += part[d];
            }
            if (!Double.isFinite(sum)) {
                throw notFinite(table);
            }
            mean[d] = (float) (sum / table.rows());
        }
        return mean;
    }

    private static IllegalArgumentException notFinite(EmbeddingTable table) {
        for (int r = 0; r < table.rows(); r++) {
            for (float number : table.row(r)) {
                if (!Float.isFinite(number)) {
                    return new IllegalArgumentException(
                            "row " + r + " holds " + number + ", which is not finite");
                }
            }
        }
        return new IllegalArgumentException("the sum of the rows is too large");
    }

    private static int blocks(EmbeddingTable table) {
        return Math.ceilDiv(table.rows(), BLOCK);
    }

    private static int parts(EmbeddingTable table) {
        return Math.min(PARTS, blocks(table));
    }

    /// Takes a block of rows, which it may change.
    private interface Action {
        void accept(int part, int first, int count, float[] block);
    }

    /// Blocks of one part come one after the other.
    private void eachBlock(Action action) {
        int parts = parts(table);
        long blocks = blocks(table);
        new Workers(work.threads())
                .each(
                        parts,
                        part -> {
                            float[] block = new float[BLOCK * mean.length];
                            int to = (int) (blocks * (part + 1) / parts);
                            for (int b = (int) (blocks * part / parts); b < to; b++) {
                                checkStop();
                                int first = b * BLOCK;
                                int count = Math.min(BLOCK, table.rows() - first);
                                load(first, count, block);
                                action.accept(part, first, count, block);
                            }
                        });
    }

    /// Reads rows without their mean.
    void load(int first, int count, float[] block) {
        table.read(first, count, block, 0);
        for (int r = 0; r < count; r++) {
            KERNELS.axpy(-1, mean, 0, block, r * mean.length, mean.length);
        }
    }

    private void checkStop() {
        if (work.listener().stopRequested()) {
            throw new CancellationException("stopped while rows were made smaller");
        }
    }

    /// What is taken off: not a copy.
    float[] mean() {
        return mean;
    }

    int rows() {
        return table.rows();
    }

    int dimension() {
        return mean.length;
    }

    /// The sums of products of numbers of the same row, `dimension × dimension`, both halves.
    double[][] products() {
        int dimension = mean.length;
        int parts = parts(table);
        double[][] sums = new double[parts][dimension * dimension];
        float[][] transposed = new float[parts][BLOCK * dimension];
        float[][] product = new float[parts][dimension * dimension];
        eachBlock((part, _, count, block) -> {
            transpose(block, count, dimension, transposed[part]);
            KERNELS.multiply(
                    transposed[part], 0, dimension, count, block, dimension, product[part], 0);
            for (int i = 0; i < product[part].length; i++) {
                sums[part][i] += product[part][i];
            }
        });
        double[][] products = new double[dimension][dimension];
        for (double[] part : sums) {
            for (int i = 0; i < part.length; i++) {
                products[i / dimension][i % dimension] += part[i];
            }
        }
        return products;
    }

    private static void transpose(float[] block, int count, int dimension, float[] into) {
        for (int r = 0; r < count; r++) {
            for (int d = 0; d < dimension; d++) {
                into[d * count + r] = block[r * dimension + d];
            }
        }
    }

    /// The rows times a matrix, outside of the heap.
    ///
    /// @param matrix `dimension × width`, row-major
    SegmentTable times(float[] matrix, int width) {
        long stride = (long) Float.BYTES * width;
        MemorySegment rows = Arena.ofAuto().allocate(table.rows() * stride, 64);
        float[][] products = new float[parts(table)][BLOCK * width];
        eachBlock((part, first, count, block) -> {
            KERNELS.multiply(block, 0, count, mean.length, matrix, width, products[part], 0);
            KERNELS.narrow(
                    ElementType.FLOAT32, products[part], 0, rows, first * stride, count * width);
        });
        return SegmentTable.of(rows, ElementType.FLOAT32, table.rows(), width);
    }
}
