package dev.akin.compress;

import dev.akin.table.EmbeddingTable;
import java.util.Random;

/// Rows with a known structure, and how far one table is from another.
final class Planted {
    private Planted() {}

    static EmbeddingTable random(int rows, int dimension, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return EmbeddingTable.of(values, rows, dimension);
    }

    /// Of this rank about a mean that is not zero; the noise is added to each number.
    static EmbeddingTable ofRank(int rank, int rows, int dimension, double noise) {
        EmbeddingTable left = random(rows, rank, 1);
        EmbeddingTable right = random(rank, dimension, 2);
        Random random = new Random(3);
        float[] values = new float[rows * dimension];
        for (int r = 0; r < rows; r++) {
            float[] numbers = left.row(r);
            for (int d = 0; d < dimension; d++) {
                double sum = 0.5 + d % 3 + noise * random.nextGaussian();
                for (int k = 0; k < rank; k++) {
                    sum += (double) numbers[k] * right.row(k)[d];
                }
                values[r * dimension + d] = (float) sum;
            }
        }
        return EmbeddingTable.of(values, rows, dimension);
    }

    /// The length of the differences by that of the rows without their mean.
    static double error(EmbeddingTable wanted, EmbeddingTable found) {
        int dimension = wanted.dimension();
        double[] mean = new double[dimension];
        for (int r = 0; r < wanted.rows(); r++) {
            for (int d = 0; d < dimension; d++) {
                mean[d] += (double) wanted.row(r)[d] / wanted.rows();
            }
        }
        double off = 0;
        double all = 0;
        for (int r = 0; r < wanted.rows(); r++) {
            float[] a = wanted.row(r);
            float[] b = found.row(r);
            for (int d = 0; d < dimension; d++) {
                off += ((double) a[d] - b[d]) * ((double) a[d] - b[d]);
                all += (a[d] - mean[d]) * (a[d] - mean[d]);
            }
        }
        return Math.sqrt(off / all);
    }
}
