package dev.akin.cluster;

import dev.akin.kernel.Kernels;

/// Compares points of a list with each other by one product of matrices. For one thread.
final class LocalJoin {
    private static final Kernels KERNELS = Kernels.best();

    private final Points points;
    private final NeighborHeaps heaps;
    private final NearPairs near;
    private float[] rows = new float[0];
    private float[] columns = new float[0];
    private float[] products = new float[0];
    private float[] norms = new float[0];

    LocalJoin(Points points, NeighborHeaps heaps, NearPairs near) {
        this.points = points;
        this.heaps = heaps;
        this.near = near;
    }

    /// Fresh points with each other, and with known ones.
    void join(int[] fresh, int[] known) {
        int width = fresh.length + known.length;
        reserve(fresh.length, width);
        for (int i = 0; i < width; i++) {
            load(i < fresh.length ? fresh[i] : known[i - fresh.length], i, fresh.length, width);
        }
        int dimension = points.dimension();
        KERNELS.multiply(rows, 0, fresh.length, dimension, columns, width, products, 0);
        for (int i = 0; i < fresh.length; i++) {
            for (int j = i + 1; j < width; j++) {
                float distance = norms[i] + norms[j] - 2 * products[i * width + j];
                offer(
                        fresh[i],
                        j < fresh.length ? fresh[j] : known[j - fresh.length],
                        Math.max(0, distance));
            }
        }
    }

    private void offer(int a, int b, float distance) {
        boolean wanted = distance <= heaps.farthest(a) || distance <= heaps.farthest(b);
        if (wanted && a != b) {
            near.add(a, b, distance);
        }
    }

    private void load(int point, int i, int height, int width) {
        int dimension = points.dimension();
        int from = point * dimension;
        float squares = 0;
        for (int d = 0; d < dimension; d++) {
            float value = points.values[from + d];
            columns[d * width + i] = value;
            squares += value * value;
        }
        norms[i] = squares;
        if (i < height) {
            System.arraycopy(points.values, from, rows, i * dimension, dimension);
        }
    }

    private void reserve(int height, int width) {
        int dimension = points.dimension();
        if (norms.length < width) {
            norms = new float[width];
            columns = new float[width * dimension];
        }
        if (rows.length < height * dimension) {
            rows = new float[height * dimension];
        }
        if (products.length < height * width) {
            products = new float[height * width];
        }
    }
}
