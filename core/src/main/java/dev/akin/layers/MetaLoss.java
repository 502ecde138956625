package dev.akin.layers;

import java.util.Arrays;

/// What a generated vector is judged by (Pan and others 2019, equation 9): `alpha` times the loss at once, and for the rest that of
/// other examples after one step by the first ones. Not thread-safe.
///
/// The derivative of the second part needs how the step changes with the vector, the second derivatives of the loss times the
/// gradient after the step. That product is taken as the difference of two gradients a little to both sides, so that any loss will do
/// that gives a gradient; the error is of the order of the square of the distance.
final class MetaLoss {
    /// Of the difference, in shares of the vector's length: small against how losses bend, large against what float32 rounds off.
    private static final double DISTANCE = 1e-4;

    private final KeyLoss losses;
    private final double alpha;
    private final double rate;
    private final boolean exact;
    private final double[] cold;
    private final double[] warm;
    private final double[] moved;
    private final double[] ahead;
    private final double[] behind;

    /// @param rate of the step
    /// @param exact false to take the step for one that does not depend on the vector
    MetaLoss(KeyLoss losses, double alpha, double rate, boolean exact) {
        this.losses = losses;
        this.alpha = alpha;
        this.rate = rate;
        this.exact = exact;
        this.cold = new double[losses.dimension()];
        this.warm = new double[losses.dimension()];
        this.moved = new double[losses.dimension()];
        this.ahead = new double[losses.dimension()];
        this.behind = new double[losses.dimension()];
    }

    /// @param first examples for the loss at once and the step
    /// @param second others, for the loss after it
    /// @param slopes takes the derivatives by the vector's numbers
    double loss(int key, int[] first, int[] second, double[] vector, double[] slopes) {
        double atOnce = losses.loss(key, first, vector, cold);
        shift(vector, cold, -rate);
        double later = losses.loss(key, second, moved, warm);
        double loss = alpha * atOnce + (1 - alpha) * later;
        double length = length(warm);
        double epsilon = DISTANCE * (1 + length(vector)) / length;
        boolean bends = exact && length > 0;
        if (bends) {
            gradientAt(key, first, vector, epsilon, ahead);
            gradientAt(key, first, vector, -epsilon, behind);
        }
        double sum = 0;
        for (int i = 0; i < slopes.length; i++) {
            double bend = bends ? (ahead[i] - behind[i]) / (2 * epsilon) : 0;
            slopes[i] = alpha * cold[i] + (1 - alpha) * (warm[i] - rate * bend);
            sum += slopes[i];
        }
        if (!Double.isFinite(loss + sum)) {
            throw new IllegalStateException(
                    "the loss of key "
                            + key
                            + " is "
                            + loss
                            + ", of slopes "
                            + Arrays.toString(slopes)
                            + "; look for numbers that are not finite, or try lower rates");
        }
        return loss;
    }

    private void gradientAt(int key, int[] examples, double[] vector, double far, double[] into) {
        shift(vector, warm, far);
        losses.loss(key, examples, moved, into);
    }

    private void shift(double[] from, double[] direction, double far) {
        for (int i = 0; i < moved.length; i++) {
            moved[i] = from[i] + far * direction[i];
        }
    }

    private static double length(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
    }
}
