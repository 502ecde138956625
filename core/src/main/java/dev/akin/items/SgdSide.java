package dev.akin.items;

import dev.akin.kernel.Kernels;
import dev.akin.table.TrainableTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Users or items whose rows are moved a little at a time: each key has the sum of its own row and of those of its features, and a bias made in
/// the same way. Steps shrink with what a row has moved already (AdaGrad by rows: Duchi, Hazan and Singer 2011). Threads share rows without
/// locks (Recht et al. 2011).
final class SgdSide {
    private static final Kernels KERNELS = Kernels.best();
    private static final float LEAST = 1e-6f;

    private final TrainableTable rows;
    private final float[] biases;

    /// Sums of squares of the steps so far, by row.
    private final float[] moved;

    private final float[] biasMoved;

    /// Of each key the rows beside its own; empty where there are no features.
    private final int[][] features;

    private final int keys;

    SgdSide(int keys, int[][] features, int featureRows, int dimension) {
        this(
                new TrainableTable(keys + featureRows, dimension),
                new float[keys + featureRows],
                new float[keys + featureRows],
                new float[keys + featureRows],
                features,
                keys);
    }

    private SgdSide(
            TrainableTable rows,
            float[] biases,
            float[] moved,
            float[] biasMoved,
            int[][] features,
            int keys) {
        this.rows = rows;
        this.biases = biases;
        this.moved = moved;
        this.biasMoved = biasMoved;
        this.features = features;
        this.keys = keys;
    }

    /// How many keys there are.
    int count() {
        return keys;
    }

    TrainableTable rows() {
        return rows;
    }

    float[] biases() {
        return biases;
    }

    float[] moved() {
        return moved;
    }

    float[] biasMoved() {
        return biasMoved;
    }

    /// Draws the rows from `from` to `to`, so that lengths are about a tenth.
    void draw(int from, int to, SplittableRandom random) {
        float[] row = new float[rows.dimension()];
        for (int r = from; r < to; r++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (0.1 * random.nextGaussian() / Math.sqrt(row.length));
            }
            rows.set(r, row, 0);
        }
    }

    /// The sum of the key's rows.
    void read(int key, float[] into) {
        System.arraycopy(rows.block(key), rows.offset(key), into, 0, rows.stride());
        if (features.length > 0) {
            for (int row : features[key]) {
                KERNELS.axpy(1, rows.block(row), rows.offset(row), into, 0, rows.stride());
            }
        }
    }

    float bias(int key) {
        float sum = biases[key];
        if (features.length > 0) {
            for (int row : features[key]) {
                sum += biases[row];
            }
        }
        return sum;
    }

    /// The key's score for a vector.
    float score(int key, float[] vector) {
        float sum =
                KERNELS.dot(rows.block(key), rows.offset(key), vector, 0, rows.dimension())
                        + biases[key];
        if (features.length > 0) {
            for (int row : features[key]) {
                sum +=
                        KERNELS.dot(rows.block(row), rows.offset(row), vector, 0, rows.dimension())
                                + biases[row];
            }
        }
        return sum;
    }

    /// Moves the key's rows up a slope: each by `rate · (times · slope − penalty · row)`, less the more it has moved.
    void step(int key, float times, float[] slope, float biasSlope, Pace pace) {
        move(key, times, slope, biasSlope, pace);
        if (features.length > 0) {
            for (int row : features[key]) {
                move(row, times, slope, biasSlope, pace);
            }
        }
    }

    /// How far to go.
    record Pace(float rate, float penalty) {}

    private void move(int row, float times, float[] slope, float biasSlope, Pace pace) {
        int width = rows.dimension();
        float square = times * times * KERNELS.dot(slope, 0, slope, 0, width) / width;
        moved[row] += square;
        float rate = pace.rate() / (float) Math.sqrt(moved[row] + LEAST);
        float[] block = rows.block(row);
        int at = rows.offset(row);
        KERNELS.scale(1 - rate * pace.penalty(), block, at, width);
        KERNELS.axpy(rate * times, slope, 0, block, at, width);
        if (biasSlope != 0) {
            biasMoved[row] += biasSlope * biasSlope;
            biases[row] +=
                    pace.rate()
                            / (float) Math.sqrt(biasMoved[row] + LEAST)
                            * (biasSlope - pace.penalty() * biases[row]);
        }
    }

    /// The sum of each key's rows, by key.
    TrainableTable summed() {
        TrainableTable all = new TrainableTable(keys, rows.dimension());
        float[] row = new float[rows.stride()];
        for (int key = 0; key < keys; key++) {
            read(key, row);
            all.set(key, row, 0);
        }
        return all;
    }

    float[] summedBiases() {
        float[] all = new float[keys];
        for (int key = 0; key < keys; key++) {
            all[key] = bias(key);
        }
        return all;
    }

    /// The rows of features of each key.
    ///
    /// @param names of the features, in the order of their rows, which come behind those of the keys
    static int[][] features(List<String> keys, Features features, List<String> names) {
        if (features.isEmpty()) {
            return new int[0][];
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), keys.size() + i);
        }
        int[][] rows = new int[keys.size()][];
        for (int key = 0; key < rows.length; key++) {
            rows[key] =
                    features.byKey().getOrDefault(keys.get(key), List.of()).stream()
                            .mapToInt(name -> places.getOrDefault(name, -1))
                            .toArray();
        }
        return rows;
    }
}
