package dev.akin.knowledge;

/// Angles as complex numbers of modulus 1.
final class Angles {
    private Angles() {}

    /// `half` angles → their cosines, and behind them their sines.
    static void turn(float[] rows, int at, int half) {
        for (int i = at; i < at + half; i++) {
            double angle = rows[i];
            rows[i] = (float) Math.cos(angle);
            rows[i + half] = (float) Math.sin(angle);
        }
    }

    /// Slopes of cosines and sines → slopes of the angles.
    static void turnSlopes(float[] turned, float[] slopes, int at, int half) {
        for (int i = at; i < at + half; i++) {
            slopes[i] = turned[i] * slopes[i + half] - turned[i + half] * slopes[i];
        }
    }
}
