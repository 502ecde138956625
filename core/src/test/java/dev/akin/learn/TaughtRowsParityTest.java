package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.ProgressListener;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Against the normal equations, solved by elimination.
class TaughtRowsParityTest {
    private static final int TOKENS = 12;
    private static final int TEXTS = 40;
    private static final int DIMENSION = 3;
    private static final float RIDGE = 0.3f;

    private final Random random = new Random(11);

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    @Test
    void solvesTheNormalEquations() {
        int[][] texts = new int[TEXTS][];
        for (int i = 0; i < TEXTS; i++) {
            // The last token is in no text; the first text is empty.
            texts[i] = random.ints(i == 0 ? 0 : 1 + random.nextInt(6), 0, TOKENS - 1).toArray();
        }
        float[] begin = numbers(TOKENS * DIMENSION);
        float[] targets = numbers(TEXTS * DIMENSION);
        double[][] expected = expected(texts, begin, targets);
        float[] x = begin.clone();
        new TaughtRows(TOKENS, texts, DIMENSION, RIDGE)
                .solve(x, targets, 100, ProgressListener.NONE);
        for (int t = 0; t < TOKENS; t++) {
            for (int d = 0; d < DIMENSION; d++) {
                assertThat((double) x[t * DIMENSION + d]).isCloseTo(expected[t][d], within(2e-3));
            }
        }
        for (int d = (TOKENS - 1) * DIMENSION; d < TOKENS * DIMENSION; d++) {
            assertThat(x[d]).isEqualTo(begin[d]);
        }
    }

    /// (AᵀA + λ) X = Aᵀ T + λ X₀.
    private static double[][] expected(int[][] texts, float[] begin, float[] targets) {
        double[][] left = new double[TOKENS][TOKENS];
        double[][] right = new double[TOKENS][DIMENSION];
        for (int text = 0; text < TEXTS; text++) {
            double[] shares = new double[TOKENS];
            for (int token : texts[text]) {
                shares[token] += 1.0 / texts[text].length;
            }
            for (int i = 0; i < TOKENS; i++) {
                for (int j = 0; j < TOKENS; j++) {
                    left[i][j] += shares[i] * shares[j];
                }
                for (int d = 0; d < DIMENSION; d++) {
                    right[i][d] += shares[i] * targets[text * DIMENSION + d];
                }
            }
        }
        for (int i = 0; i < TOKENS; i++) {
            left[i][i] += RIDGE;
            for (int d = 0; d < DIMENSION; d++) {
                right[i][d] += RIDGE * begin[i * DIMENSION + d];
            }
        }
        return eliminate(left, right);
    }

    private static double[][] eliminate(double[][] left, double[][] right) {
        for (int i = 0; i < TOKENS; i++) {
            for (int r = 0; r < TOKENS; r++) {
                if (r != i) {
                    double factor = left[r][i] / left[i][i];
                    for (int c = 0; c < TOKENS; c++) {
                        left[r][c] -= factor * left[i][c];
                    }
                    for (int d = 0; d < DIMENSION; d++) {
                        right[r][d] -= factor * right[i][d];
                    }
                }
            }
        }
        for (int i = 0; i < TOKENS; i++) {
            for (int d = 0; d < DIMENSION; d++) {
                right[i][d] /= left[i][i];
            }
        }
        return right;
    }
}
