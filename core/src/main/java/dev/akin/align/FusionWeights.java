package dev.akin.align;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Weights for a [Fusion], learned from labelled things: those with which the nearest other thing most often has the same label.
/// Weights are tried one part after the other, each from a quarter to four times the others, until none gains.
public final class FusionWeights {
    private static final double[] TRIED = {0.25, 0.5, 1, 2, 4};

    /// Things that are compared each with each; more are drawn from by chance.
    private static final int MOST = 2000;

    private final List<float[]> cosines;
    private final int[] labels;

    private FusionWeights(List<float[]> cosines, int[] labels) {
        this.cosines = cosines;
        this.labels = labels;
    }

    /// Learns weights.
    ///
    /// @param columns part by part, the vectors of all things; an empty array where a thing has none
    /// @param labels of the things, in their order
    /// @return a weight for each part, 1 for the first
    /// @throws IllegalArgumentException if there is no part, or there are not as many vectors as labels, or fewer than three
    public static double[] learn(List<float[][]> columns, List<String> labels) {
        for (float[][] column : columns) {
            if (column.length != labels.size()) {
                throw new IllegalArgumentException(
                        column.length + " vectors for " + labels.size() + " labels");
            }
        }
        if (columns.isEmpty() || labels.size() < 3) {
            throw new IllegalArgumentException(
                    "weights need a part at least, and three labelled things: "
                            + columns.size()
                            + " and "
                            + labels.size());
        }
        int[] drawn = drawn(labels.size());
        List<String> names = labels.stream().distinct().toList();
        return new FusionWeights(
                        columns.stream().map(column -> cosines(column, drawn)).toList(),
                        Arrays.stream(drawn).map(i -> names.indexOf(labels.get(i))).toArray())
                .climb(columns.size());
    }

    private static int[] drawn(int count) {
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        BridgePairs.shuffle(order, new SplittableRandom(1));
        return Arrays.copyOf(order, Math.min(count, MOST));
    }

    /// Each with each, [drawn × drawn]; 0 where one has no vector.
    private static float[] cosines(float[][] column, int[] drawn) {
        int dimension = 1;
        for (float[] vector : column) {
            dimension = Math.max(dimension, vector.length);
        }
        float[] units = new float[drawn.length * dimension];
        for (int i = 0; i < drawn.length; i++) {
            float[] vector = column[drawn[i]];
            System.arraycopy(vector, 0, units, i * dimension, vector.length);
            UnitRows.normalize(units, i * dimension, dimension);
        }
        Products products = new Products(Runtime.getRuntime().availableProcessors());
        return products.of(
                units, drawn.length, Products.transposed(units, drawn.length), drawn.length);
    }

    private double[] climb(int parts) {
        double[] weights = new double[parts];
        Arrays.fill(weights, 1);
        int best = hits(weights);
        for (boolean gained = true; gained; ) {
            gained = false;
            for (int part = 1; part < parts; part++) {
                for (double tried : TRIED) {
                    double before = weights[part];
                    weights[part] = tried;
                    int found = hits(weights);
                    if (found > best) {
                        best = found;
                        gained = true;
                    } else {
                        weights[part] = before;
                    }
                }
            }
        }
        return weights;
    }

    /// How many things have the label of the nearest other one.
    private int hits(double[] weights) {
        int count = labels.length;
        int hits = 0;
        for (int i = 0; i < count; i++) {
            double most = Double.NEGATIVE_INFINITY;
            int nearest = i;
            for (int j = 0; j < count; j++) {
                double sum = 0;
                for (int part = 0; part < weights.length && i != j; part++) {
                    sum += weights[part] * weights[part] * cosines.get(part)[i * count + j];
                }
                if (i != j && sum > most) {
                    most = sum;
                    nearest = j;
                }
            }
            hits += labels[nearest] == labels[i] ? 1 : 0;
        }
        return hits;
    }
}
