package dev.akin.evaluate;

import java.util.stream.IntStream;

/// How well probabilities of yes foretell yes and no.
///
/// @param auc how often a yes has a greater probability than a no
/// @param logLoss the mean of −log of the probability given to what came about; lower is better
/// @param n how many were foretold
public record ClickResult(Auc auc, Score logLoss, int n) {
    private static final long SEED = 1;

    /// @param clicked what came about
    /// @param probabilities of yes, above 0 and below 1
    /// @throws IllegalArgumentException if the arrays differ in length or are empty, or a probability is out of its range
    public static ClickResult of(boolean[] clicked, float[] probabilities) {
        if (clicked.length == 0 || clicked.length != probabilities.length) {
            throw new IllegalArgumentException(
                    probabilities.length
                            + " probabilities for "
                            + clicked.length
                            + " outcomes; each needs one, and there must be one at least");
        }
        double[] losses = new double[clicked.length];
        for (int i = 0; i < losses.length; i++) {
            float p = probabilities[i];
            if (!(p > 0 && p < 1)) {
                throw new IllegalArgumentException(
                        "probability " + i + " is " + p + ", not above 0 and below 1");
            }
            losses[i] = -Math.log(clicked[i] ? p : 1.0 - p);
        }
        Score logLoss = Score.of(losses.length, SEED, times -> mean(losses, times));
        Auc auc =
                Auc.of(
                        chosen(clicked, probabilities, true),
                        chosen(clicked, probabilities, false),
                        SEED);
        return new ClickResult(auc, logLoss, clicked.length);
    }

    private static double mean(double[] values, int[] times) {
        double sum = 0;
        for (int i = 0; i < times.length; i++) {
            sum += times[i] * values[i];
        }
        return sum / times.length;
    }

    private static double[] chosen(boolean[] clicked, float[] probabilities, boolean wanted) {
        return IntStream.range(0, clicked.length)
                .filter(i -> clicked[i] == wanted)
                .mapToDouble(i -> probabilities[i])
                .toArray();
    }

    @Override
    public String toString() {
        Score area = new Score(auc.value(), auc.interval());
        return "AUC " + area + ", log loss " + logLoss + ", n " + n;
    }
}
