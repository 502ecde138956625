package dev.akin.examples;

import dev.akin.evaluate.Verification;
import dev.akin.evaluate.VerificationThreshold;

/// Learns from pairs where to draw the line between the same and others. Argument: a cosine to judge.
public final class SameOrDifferent {
    private SameOrDifferent() {}

    public static void main(String[] arguments) {
        double cosine = Double.parseDouble(arguments[0]);
        // region verify
        double[] cosines = {0.91, 0.87, 0.78, 0.62, 0.55, 0.31, 0.24, 0.12};
        boolean[] same = {true, true, true, false, true, false, false, false};
        Verification verification = Verification.of(cosines, same);
        System.out.println("AUC " + verification.auc().value());
        VerificationThreshold line = verification.atFalseAccepts(0);
        System.out.println(line.falseRejects()); // the same, taken for different
        System.out.println(line.accepts(cosine) ? "same" : "different");
        // endregion
    }
}
