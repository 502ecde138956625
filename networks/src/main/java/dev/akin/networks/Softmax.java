package dev.akin.networks;

/// Scores → probabilities.
final class Softmax {
    private Softmax() {}

    /// In their place: `values[from … from + count − 1]` become positive and add up to 1.
    static void apply(float[] values, int from, int count) {
        float most = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            most = Math.max(most, values[i]);
        }
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            values[i] = (float) Math.exp(values[i] - most);
            sum += values[i];
        }
        for (int i = from; i < from + count; i++) {
            values[i] = (float) (values[i] / sum);
        }
    }

    /// 1 / (1 + e^−x).
    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
