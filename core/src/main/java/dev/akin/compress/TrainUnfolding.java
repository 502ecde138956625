package dev.akin.compress;

import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.TrainShape;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/// A table without its mean, seen as a tensor of six digits (i₁, i₂, i₃, j₁, j₂, j₃), and what the cores of a train are found from. The
/// results do not depend on the number of threads.
final class TrainUnfolding {
    private static final Kernels KERNELS = Kernels.best();

    /// Sums are made of so many parts at the most.
    private static final int PARTS = 8;

    private final EmbeddingTable table;
    private final float[] mean;
    private final TrainShape shape;
    private final CompressorBuilder.Work work;

    /// Of (i₁, j₁) and of (i₃, j₃), and of (j₂, j₃).
    private final int height;

    private final int width;
    private final int tail;

    TrainUnfolding(
            EmbeddingTable table, float[] mean, TrainShape shape, CompressorBuilder.Work work) {
        this.table = table;
        this.mean = mean;
        this.shape = shape;
        this.work = work;
        this.height = shape.i1() * shape.j1();
        this.width = shape.i3() * shape.j3();
        this.tail = shape.j2() * shape.j3();
    }

    private void each(int count, IntConsumer task) {
        new Workers(work.threads())
                .each(
                        count,
                        i -> {
                            if (work.listener().stopRequested()) {
                                throw new CancellationException("stopped while cores were found");
                            }
                            task.accept(i);
                        });
    }

    /// All rows with these last two digits, i₁ after i₁: `(i₁ j₁) × (j₂ j₃)`; zeros where there is no row.
    private void load(int i2, int i3, float[] into) {
        int dimension = mean.length;
        for (int i1 = 0; i1 < shape.i1(); i1++) {
            long row = ((long) i1 * shape.i2() + i2) * shape.i3() + i3;
            int at = i1 * dimension;
            if (row < table.rows()) {
                table.read((int) row, 1, into, at);
                KERNELS.axpy(-1, mean, 0, into, at, dimension);
            } else {
                Arrays.fill(into, at, at + dimension, 0);
            }
        }
    }

    /// Of (i₁, j₁) with (i₁, j₁), summed over all other digits.
    double[][] firstProducts() {
        int parts = Math.min(PARTS, shape.i2());
        double[][] sums = new double[parts][height * height];
        each(
                parts,
                part -> {
                    float[] block = new float[height * tail];
                    float[] product = new float[height * height];
                    for (int i2 = part; i2 < shape.i2(); i2 += parts) {
                        for (int i3 = 0; i3 < shape.i3(); i3++) {
                            load(i2, i3, block);
                            float[] turned = Components.transposed(block, height, tail);
                            KERNELS.multiply(block, 0, height, tail, turned, height, product, 0);
                            add(product, sums[part]);
                        }
                    }
                });
        return square(sums, height);
    }

    /// What is left when the first digits are replaced by the columns of a matrix.
    ///
    /// @param first `(i₁ j₁) × R₁`, columns at right angles
    /// @return for each i₂ `(R₁ j₂) × (i₃ j₃)`
    float[][] without(float[] first) {
        int rank = shape.r1();
        float[] lowering = Components.transposed(first, height, rank);
        float[][] rest = new float[shape.i2()][];
        each(
                shape.i2(),
                i2 -> {
                    float[] block = new float[height * tail];
                    float[] product = new float[rank * tail];
                    float[] own = new float[rank * shape.j2() * width];
                    for (int i3 = 0; i3 < shape.i3(); i3++) {
                        load(i2, i3, block);
                        KERNELS.multiply(lowering, 0, rank, height, block, tail, product, 0);
                        for (int i = 0; i < rank * shape.j2(); i++) {
                            int to = i * width + i3 * shape.j3();
                            System.arraycopy(product, i * shape.j3(), own, to, shape.j3());
                        }
                    }
                    rest[i2] = own;
                });
        return rest;
    }

    /// Of (i₃, j₃) with (i₃, j₃), summed over all other digits.
    double[][] lastProducts(float[][] rest) {
        int parts = Math.min(PARTS, shape.i2());
        int rows = shape.r1() * shape.j2();
        double[][] sums = new double[parts][width * width];
        each(
                parts,
                part -> {
                    float[] product = new float[width * width];
                    for (int i2 = part; i2 < shape.i2(); i2 += parts) {
                        float[] turned = Components.transposed(rest[i2], rows, width);
                        KERNELS.multiply(turned, 0, width, rows, rest[i2], width, product, 0);
                        add(product, sums[part]);
                    }
                });
        return square(sums, width);
    }

    /// What is left when the last digits are replaced, too: `[I₂, R₁, J₂, R₂]`.
    ///
    /// @param third `(i₃ j₃) × R₂`, columns at right angles
    float[] middle(float[][] rest, float[] third) {
        int rows = shape.r1() * shape.j2();
        int size = rows * shape.r2();
        float[] middle = new float[Math.multiplyExact(shape.i2(), size)];
        each(
                shape.i2(),
                i2 ->
                        KERNELS.multiply(
                                rest[i2], 0, rows, width, third, shape.r2(), middle, i2 * size));
        return middle;
    }

    private static void add(float[] product, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += product[i];
        }
    }

    private static double[][] square(double[][] sums, int side) {
        double[][] square = new double[side][side];
        for (double[] sum : sums) {
            for (int i = 0; i < sum.length; i++) {
                square[i / side][i % side] += sum[i];
            }
        }
        return square;
    }
}
