package dev.akin.knowledge;

/// The nuclear 3-norm (Lacroix, Usunier and Obozinski 2018, "Canonical Tensor Decomposition for Knowledge Base Completion"): Σ |x|³.
final class Cubes {
    private Cubes() {}

    /// Adds `factor` · |x| x to the slopes; of complex numbers |x| is the modulus.
    static void pull(
            float factor, float[] rows, float[] slopes, int at, int dimension, boolean complex) {
        if (!complex) {
            for (int i = at; i < at + dimension; i++) {
                slopes[i] += factor * Math.abs(rows[i]) * rows[i];
            }
            return;
        }
        int half = dimension / 2;
        for (int i = at; i < at + half; i++) {
            float x = rows[i];
            float y = rows[i + half];
            float times = factor * (float) Math.sqrt(x * x + y * y);
            slopes[i] += times * x;
            slopes[i + half] += times * y;
        }
    }
}
