package dev.akin.align;

/// Adam (Kingma, Ba 2015, algorithm 1) on an array of numbers.
final class DenseAdam {
    private static final float MEAN = 0.9f;
    private static final float SQUARE = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final float[] values;
    private final float[] means;
    private final float[] squares;
    private final double rate;
    private int steps;

    /// @param values are changed by each step
    DenseAdam(float[] values, double rate) {
        this.values = values;
        this.rate = rate;
        this.means = new float[values.length];
        this.squares = new float[values.length];
    }

    void step(float[] slopes) {
        steps++;
        float size = (float) (rate / (1 - Math.pow(MEAN, steps)));
        float spread = (float) (1 / Math.sqrt(1 - Math.pow(SQUARE, steps)));
        for (int i = 0; i < values.length; i++) {
            means[i] += (1 - MEAN) * (slopes[i] - means[i]);
            squares[i] += (1 - SQUARE) * (slopes[i] * slopes[i] - squares[i]);
            values[i] -= size * means[i] / ((float) Math.sqrt(squares[i]) * spread + EPSILON);
        }
    }
}
