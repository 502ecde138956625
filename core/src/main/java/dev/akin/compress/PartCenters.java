package dev.akin.compress;

import dev.akin.kernel.Kernels;
import dev.akin.table.QuantizedTable;
import java.util.Arrays;
import java.util.SplittableRandom;

/// The 256 centroids of one part of rows: k-means (Lloyd 1982) from points drawn by chance. For one thread.
final class PartCenters {
    private static final Kernels KERNELS = Kernels.best();
    private static final int CENTERS = QuantizedTable.CENTROIDS;

    /// Points multiplied by all centres at once: their products stay in the cache.
    private static final int BLOCK = 128;

    /// How far the centres of a split group are moved apart.
    private static final float APART = 1 / 1024f;

    private final int width;
    private final float[] centers;
    private final float[] norms = new float[CENTERS];
    private final float[] columns;
    private final float[] products = new float[CENTERS * BLOCK];
    private final float[] least = new float[BLOCK];
    private final float[] second = new float[BLOCK];
    private final int[] which = new int[BLOCK];

    /// @param centers [256, width]; used, not copied
    PartCenters(float[] centers, int width) {
        this.width = width;
        this.centers = centers;
        this.columns = new float[width * BLOCK];
    }

    /// What makes centres of points.
    ///
    /// @param rounds of k-means at the most
    record Learner(int width, int rounds, CompressorBuilder.Work work) {
        /// @param points [count, width], at least 256 of them
        /// @return [256, width]
        float[] learn(float[] points, SplittableRandom random) {
            int count = points.length / width;
            float[] centers = new float[CENTERS * width];
            int[] drawn = random.ints(0, count).distinct().limit(CENTERS).toArray();
            for (int c = 0; c < CENTERS; c++) {
                System.arraycopy(points, drawn[c] * width, centers, c * width, width);
            }
            improve(points, centers);
            return centers;
        }

        /// Moves centres to the means of what is nearest to them.
        ///
        /// @throws java.util.concurrent.CancellationException if the listener asks to stop
        void improve(float[] points, float[] centers) {
            PartCenters part = new PartCenters(centers, width);
            int count = points.length / width;
            byte[] codes = new byte[count];
            byte[] before = new byte[count];
            for (int round = 0; round < rounds; round++) {
                work.checkStop();
                part.nearest(points, count, codes, 0, 1);
                if (round > 0 && Arrays.equals(codes, before)) {
                    return;
                }
                part.move(points, codes);
                System.arraycopy(codes, 0, before, 0, count);
            }
        }
    }

    /// Finds the nearest centre of each point.
    ///
    /// @param points [count, width]
    /// @param into receives a code each, from index `from`, `stride` apart
    void nearest(float[] points, int count, byte[] into, int from, int stride) {
        for (int c = 0; c < CENTERS; c++) {
            norms[c] = KERNELS.dot(centers, c * width, centers, c * width, width);
        }
        for (int first = 0; first < count; first += BLOCK) {
            int now = Math.min(BLOCK, count - first);
            for (int q = 0; q < now; q++) {
                for (int i = 0; i < width; i++) {
                    columns[i * BLOCK + q] = points[(first + q) * width + i];
                }
            }
            KERNELS.multiply(centers, 0, CENTERS, width, columns, BLOCK, products, 0);
            KERNELS.leastTwo(products, CENTERS, BLOCK, norms, least, which, second);
            for (int q = 0; q < now; q++) {
                into[from + (first + q) * stride] = (byte) which[q];
            }
        }
    }

    private void move(float[] points, byte[] codes) {
        double[] sums = new double[CENTERS * width];
        int[] counts = new int[CENTERS];
        for (int p = 0; p < codes.length; p++) {
            int c = codes[p] & 0xff;
            counts[c]++;
            for (int i = 0; i < width; i++) {
                sums[c * width + i] += points[p * width + i];
            }
        }
        for (int c = 0; c < CENTERS; c++) {
            for (int i = 0; i < width && counts[c] > 0; i++) {
                centers[c * width + i] = (float) (sums[c * width + i] / counts[c]);
            }
        }
        for (int c = 0; c < CENTERS; c++) {
            if (counts[c] == 0) {
                split(largest(counts), c, counts);
            }
        }
    }

    private static int largest(int[] counts) {
        int largest = 0;
        for (int c = 1; c < CENTERS; c++) {
            if (counts[c] > counts[largest]) {
                largest = c;
            }
        }
        return largest;
    }

    /// Gives an empty group half of a large one.
    private void split(int large, int empty, int[] counts) {
        for (int i = 0; i < width; i++) {
            float number = centers[large * width + i];
            float step = (i % 2 == 0 ? APART : -APART) * number;
            centers[large * width + i] = number - step;
            centers[empty * width + i] = number + step;
        }
        counts[empty] = counts[large] / 2;
        counts[large] -= counts[empty];
    }
}
