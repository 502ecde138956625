package dev.akin.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
    private static final int ROWS = 300;
    private static final int DIMENSION = 5;

    private final float[] rows = new float[ROWS * DIMENSION];
    private final boolean[] positive = new boolean[ROWS];

    LogisticRegressionTest() {
        SplittableRandom random = new SplittableRandom(3);
        for (int row = 0; row < ROWS; row++) {
            double score = 0.7;
            for (int i = 0; i < DIMENSION; i++) {
                float value = (float) random.nextGaussian();
                rows[row * DIMENSION + i] = value;
                score += (i - 1.5) * value;
            }
            positive[row] = random.nextDouble() < 1 / (1 + Math.exp(-score));
        }
    }

    /// By plain gradient descent, in small steps, until nothing moves.
    private double[] slowly(double c) {
        double[] point = new double[DIMENSION + 1];
        for (int step = 0; step < 40_000; step++) {
            double[] slope = point.clone();
            slope[DIMENSION] = 0;
            for (int row = 0; row < ROWS; row++) {
                double score = point[DIMENSION];
                for (int i = 0; i < DIMENSION; i++) {
                    score += point[i] * rows[row * DIMENSION + i];
                }
                double error = c * (1 / (1 + Math.exp(-score)) - (positive[row] ? 1 : 0));
                for (int i = 0; i < DIMENSION; i++) {
                    slope[i] += error * rows[row * DIMENSION + i];
                }
                slope[DIMENSION] += error;
            }
            for (int i = 0; i <= DIMENSION; i++) {
                point[i] -= 0.005 * slope[i];
            }
        }
        return point;
    }

    /// More rows than the product of what they cost has room for.
    @Test
    void rowsThatCountAQuarterAreAsGoodFourTimes() {
        float[] many = new float[4 * rows.length];
        boolean[] theirs = new boolean[4 * ROWS];
        for (int copy = 0; copy < 4; copy++) {
            System.arraycopy(rows, 0, many, copy * rows.length, rows.length);
            System.arraycopy(positive, 0, theirs, copy * ROWS, ROWS);
        }
        LogisticRegression once = LogisticRegression.fit(rows, DIMENSION, positive, 1);
        LogisticRegression often = LogisticRegression.fit(many, DIMENSION, theirs, 0.25);
        for (int row = 0; row < ROWS; row++) {
            int from = row * DIMENSION;
            assertThat(often.score(rows, from)).isCloseTo(once.score(rows, from), within(1e-3));
        }
    }

    @Test
    void findsTheMinimum() {
        for (double c : new double[] {0.1, 1}) {
            double[] expected = slowly(c);
            LogisticRegression fitted = LogisticRegression.fit(rows, DIMENSION, positive, c);

            float[] one = new float[DIMENSION];
            assertThat(fitted.score(one, 0)).isCloseTo(expected[DIMENSION], within(1e-3));
            for (int i = 0; i < DIMENSION; i++) {
                one[i] = 1;
                assertThat(fitted.score(one, 0) - expected[DIMENSION])
                        .isCloseTo(expected[i], within(1e-3));
                one[i] = 0;
            }
        }
    }

    @Test
    void oneClassAloneIsAlwaysTheLikelier() {
        LogisticRegression fitted = LogisticRegression.fit(rows, DIMENSION, new boolean[ROWS], 1);

        assertThat(fitted.score(rows, 0)).isNegative();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> LogisticRegression.fit(rows, 4, positive, 1))
                .hasMessage("1500 numbers are not 300 rows of 4");
        assertThatThrownBy(() -> LogisticRegression.fit(rows, DIMENSION, positive, 0))
                .hasMessage("c must be above 0, not 0.0");
    }
}
