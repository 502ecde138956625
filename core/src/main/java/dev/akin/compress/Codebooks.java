package dev.akin.compress;

import dev.akin.algebra.Cholesky;
import dev.akin.algebra.Workers;
import dev.akin.cluster.Centers;
import dev.akin.cluster.Clustering;
import dev.akin.cluster.KMeans;
import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;
import dev.akin.kernel.Kernels;
import java.util.Random;

/// The vectors that codes name: those of one codebook after those of the other, as a matrix.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Codebooks(float[] vectors) {
    private static final Kernels KERNELS = Kernels.best();

    /// Rows that first codebooks are made from.
    private static final int SAMPLE = 16_384;

    private static final int PASSES = 8;
    private static final int ROUGH_PASSES = 3;

    /// Sums are taken in so many parts, whatever the threads, and so come out the same.
    private static final int PARTS = 8;

    /// How far codebooks are held back, as a share of the mean pivot: they say the same in several ways.
    private static final double RIDGE = 1e-4;

    /// Each codebook the means of k-means in what those before left of a sample.
    static Codebooks first(CodedRows rows, CompressorBuilder.Work work) {
        int dimension = rows.dimension();
        int count = Math.min(rows.count(), SAMPLE);
        float[] left = sample(rows, count, work.seed());
        float[] vectors = new float[rows.vectors() * dimension];
        for (int book = 0; book < rows.books(); book++) {
            work.checkStop();
            Points points = Points.of(left, count, dimension, Metric.EUCLIDEAN);
            Clustering found =
                    KMeans.builder(rows.entries())
                            .iterations(work.rounds(PASSES, ROUGH_PASSES))
                            .seed(work.seed() + book)
                            .threads(work.threads())
                            .listener(work.unheard())
                            .build()
                            .fit(points);
            Centers centers = Centers.of(points, found);
            for (int entry = 0; entry < centers.count(); entry++) {
                int at = (book * rows.entries() + entry) * dimension;
                System.arraycopy(centers.center(entry), 0, vectors, at, dimension);
            }
            for (int row = 0; row < count; row++) {
                int at = (book * rows.entries() + found.cluster(row)) * dimension;
                KERNELS.axpy(-1, vectors, at, left, row * dimension, dimension);
            }
        }
        return new Codebooks(vectors);
    }

    private static float[] sample(CodedRows rows, int count, long seed) {
        int dimension = rows.dimension();
        if (count == rows.count()) {
            return rows.values().clone();
        }
        float[] sample = new float[count * dimension];
        Random random = new Random(seed);
        int taken = 0;
        for (int row = 0; taken < count; row++) {
            if (random.nextInt(rows.count() - row) < count - taken) {
                System.arraycopy(
                        rows.values(), row * dimension, sample, taken++ * dimension, dimension);
            }
        }
        return sample;
    }

    /// Those that leave the least weighted error, given the codes: the solution of (BᵀWB + λ) C = BᵀWX, where row i of B has a
    /// one for each code of row i.
    static Codebooks fitted(CodedRows rows, CompressorBuilder.Work work) {
        Workers workers = new Workers(work.threads());
        Sums[] parts = new Sums[PARTS];
        workers.each(
                PARTS,
                part -> {
                    work.checkStop();
                    Sums sums = new Sums(rows);
                    int end = (int) ((long) rows.count() * (part + 1) / PARTS);
                    for (int row = (int) ((long) rows.count() * part / PARTS); row < end; row++) {
                        sums.add(row);
                    }
                    parts[part] = sums;
                });
        for (int part = 1; part < PARTS; part++) {
            parts[0].add(parts[part]);
        }
        return parts[0].solved(workers);
    }

    /// BᵀWB, its lower half, and BᵀWX, over some rows.
    private static final class Sums {
        private final CodedRows rows;
        private final double[][] together;
        private final float[] right;
        private final int[] at;

        Sums(CodedRows rows) {
            this.rows = rows;
            together = new double[rows.vectors()][];
            for (int i = 0; i < together.length; i++) {
                together[i] = new double[i + 1];
            }
            right = new float[rows.vectors() * rows.dimension()];
            at = new int[rows.books()];
        }

        void add(int row) {
            double weight = rows.weight(row);
            int dimension = rows.dimension();
            for (int book = 0; book < at.length; book++) {
                at[book] = book * rows.entries() + rows.codes()[row * at.length + book];
                double[] sums = together[at[book]];
                for (int other = 0; other <= book; other++) {
                    sums[at[other]] += weight;
                }
                KERNELS.axpy(
                        (float) weight,
                        rows.values(),
                        row * dimension,
                        right,
                        at[book] * dimension,
                        dimension);
            }
        }

        void add(Sums more) {
            for (int i = 0; i < together.length; i++) {
                for (int k = 0; k <= i; k++) {
                    together[i][k] += more.together[i][k];
                }
            }
            KERNELS.axpy(1, more.right, 0, right, 0, right.length);
        }

        Codebooks solved(Workers workers) {
            double trace = 0;
            for (int i = 0; i < together.length; i++) {
                trace += together[i][i];
            }
            double ridge = Math.max(RIDGE * trace / together.length, Double.MIN_NORMAL);
            for (int i = 0; i < together.length; i++) {
                together[i][i] += ridge;
            }
            int dimension = rows.dimension();
            double[][] sides = new double[together.length][dimension];
            for (int i = 0; i < sides.length; i++) {
                for (int d = 0; d < dimension; d++) {
                    sides[i][d] = right[i * dimension + d];
                }
            }
            Cholesky.of(together, workers).solve(sides);
            for (int i = 0; i < sides.length; i++) {
                for (int d = 0; d < dimension; d++) {
                    right[i * dimension + d] = (float) sides[i][d];
                }
            }
            return new Codebooks(right);
        }
    }
}
