package dev.akin.cluster;

import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/// Where k-means begins: k-means++ (Arthur, Vassilvitskii 2007). Each centre is a point drawn by its squared distance from those
/// before it; of several so drawn the one is taken that leaves the points nearest to their centres.
///
/// Of many points it looks at some that are drawn by chance.
final class KMeansStart {
    private static final Kernels KERNELS = Kernels.best();

    private static final int LEAST_SAMPLE = 16_384;
    private static final int SAMPLE_PER_CENTER = 64;
    private static final int WIDTH = 256;

    private final Points points;
    private final Workers workers;
    private final ProgressListener listener;
    private final SplittableRandom random;
    private final int[] rows;

    /// Block by block, `dimension × WIDTH`.
    private final float[][] columns;

    private final float[] squares;

    /// Of each point from the nearest centre so far.
    private final float[] nearest;

    private KMeansStart(
            Points points, int[] rows, KMeans.Options options, SplittableRandom random) {
        this.points = points;
        this.rows = rows;
        this.workers = new Workers(options.threads());
        this.listener = options.listener();
        this.random = random;
        this.columns = new float[Math.ceilDiv(rows.length, WIDTH)][];
        this.squares = new float[rows.length];
        this.nearest = new float[rows.length];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    }

    /// @param origin what points are taken from, about their mean
    /// @return up to `k × dimension` numbers: fewer centres where there are fewer different points
    /// @throws CancellationException if the listener asks to stop
    static float[] of(Points points, float[] origin, KMeans.Options options, long seed) {
        int k = options.clusters();
        int sample = (int) Math.max(LEAST_SAMPLE, Math.min((long) SAMPLE_PER_CENTER * k, 1 << 30));
        SplittableRandom random = new SplittableRandom(seed);
        if (sample < points.count()) {
            int[] drawn = Sample.of(points.count(), sample, random);
            float[] start = new KMeansStart(points, drawn, options, random).draw(k, origin);
            if (start.length == k * points.dimension()) {
                return start;
            }
        }
        return new KMeansStart(points, Sample.all(points.count()), options, random).draw(k, origin);
    }

    private float[] draw(int k, float[] origin) {
        workers.each(columns.length, block -> load(block, origin));
        // Whole fours fill the kernel's tiles.
        int trials = 4 * Math.ceilDiv((int) (2 + Math.log(k)), 4);
        int dimension = points.dimension();
        int[] chosen = new int[k];
        chosen[0] = random.nextInt(rows.length);
        take(chosen[0], origin);
        int found = 1;
        for (; found < k; found++) {
            if (listener.stopRequested()) {
                throw new CancellationException("stopped after " + found + " centres");
            }
            int next = best(drawn(trials), origin);
            if (next < 0) {
                break;
            }
            chosen[found] = next;
            take(next, origin);
        }
        float[] centers = new float[found * dimension];
        for (int c = 0; c < found; c++) {
            System.arraycopy(
                    points.values, rows[chosen[c]] * dimension, centers, c * dimension, dimension);
        }
        return centers;
    }

    private void load(int block, float[] origin) {
        int dimension = points.dimension();
        float[] into = new float[dimension * WIDTH];
        int first = block * WIDTH;
        for (int q = 0; q < Math.min(WIDTH, rows.length - first); q++) {
            float sum = 0;
            for (int d = 0, from = rows[first + q] * dimension; d < dimension; d++) {
                float value = points.values[from + d] - origin[d];
                into[d * WIDTH + q] = value;
                sum += value * value;
            }
            squares[first + q] = sum;
        }
        columns[block] = into;
    }

    /// Points drawn by their squared distances; none if all are zero.
    private int[] drawn(int trials) {
        double total = 0;
        for (float distance : nearest) {
            total += distance;
        }
        if (total == 0) {
            return new int[0];
        }
        double[] at = random.doubles(trials).sorted().toArray();
        int[] drawn = new int[trials];
        int found = 0;
        int last = 0;
        double sum = 0;
        for (int i = 0; i < nearest.length && found < trials; i++) {
            if (nearest[i] > 0) {
                sum += nearest[i];
                last = i;
                while (found < trials && at[found] * total < sum) {
                    drawn[found++] = i;
                }
            }
        }
        Arrays.fill(drawn, found, trials, last);
        return drawn;
    }

    /// Which of the points drawn leaves the least squared distances.
    private int best(int[] drawn, float[] origin) {
        if (drawn.length == 0) {
            return -1;
        }
        double[][] left = new double[columns.length][];
        float[] candidates = moved(drawn, origin);
        workers.each(columns.length, block -> left[block] = left(block, drawn, candidates));
        double[] sums = new double[drawn.length];
        for (double[] ofBlock : left) {
            for (int t = 0; t < sums.length; t++) {
                sums[t] += ofBlock[t];
            }
        }
        int best = 0;
        for (int t = 1; t < sums.length; t++) {
            if (sums[t] < sums[best]) {
                best = t;
            }
        }
        return drawn[best];
    }

    private float[] moved(int[] drawn, float[] origin) {
        int dimension = points.dimension();
        float[] candidates = new float[drawn.length * dimension];
        for (int t = 0; t < drawn.length; t++) {
            System.arraycopy(
                    points.values,
                    rows[drawn[t]] * dimension,
                    candidates,
                    t * dimension,
                    dimension);
            KERNELS.axpy(-1, origin, 0, candidates, t * dimension, dimension);
        }
        return candidates;
    }

    private double[] left(int block, int[] drawn, float[] candidates) {
        float[] products = products(block, drawn.length, candidates);
        int first = block * WIDTH;
        int count = Math.min(WIDTH, rows.length - first);
        double[] sums = new double[drawn.length];
        for (int t = 0; t < drawn.length; t++) {
            float norm = squares[drawn[t]];
            double sum = 0;
            for (int q = 0; q < count; q++) {
                float distance = norm + squares[first + q] - 2 * products[t * WIDTH + q];
                sum += Math.min(nearest[first + q], Math.max(0, distance));
            }
            sums[t] = sum;
        }
        return sums;
    }

    private float[] products(int block, int count, float[] candidates) {
        float[] products = new float[count * WIDTH];
        KERNELS.multiply(
                candidates, 0, count, points.dimension(), columns[block], WIDTH, products, 0);
        return products;
    }

    private void take(int chosen, float[] origin) {
        float[] center = moved(new int[] {chosen}, origin);
        workers.each(
                columns.length,
                block -> {
                    float[] products = products(block, 1, center);
                    int first = block * WIDTH;
                    for (int q = 0; q < Math.min(WIDTH, rows.length - first); q++) {
                        float distance = squares[chosen] + squares[first + q] - 2 * products[q];
                        // Less than rounding makes of equal points is nothing.
                        float least = 1e-6f * (squares[chosen] + squares[first + q]);
                        nearest[first + q] =
                                Math.min(nearest[first + q], distance > least ? distance : 0);
                    }
                });
    }
}
