package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Both kernels against AdaGrad as it is written, in double precision.
class FactorTileParityTest {
    private static final int ROWS = 20;
    private static final double RATE = 0.05;

    @ParameterizedTest
    @CsvSource({"16, 1", "16, 8", "32, 7", "48, 2", "112, 8", "112, 3", "304, 5"})
    void chosenKernelFollowsTheFormula(int width, int pairs) {
        check(new FactorTile(width, (float) RATE), width, pairs);
    }

    @ParameterizedTest
    @CsvSource({"16, 1", "16, 8", "112, 8", "304, 5"})
    void scalarKernelFollowsTheFormula(int width, int pairs) {
        check(new FactorTile(width, (float) RATE, ScalarFactorKernel.INSTANCE), width, pairs);
    }

    @Test
    void aWordBesideItselfIsLearnedOnce() {
        float[] rows = rows(16, new Random(3));
        float[] expected = rows.clone();
        FactorTile tile = new FactorTile(16, (float) RATE);
        tile.first()[0] = 0;
        tile.second()[0] = 0;
        tile.targets()[0] = 2;
        tile.weights()[0] = 0.7f;
        tile.learn(rows, rows, 1);
        double[] exact = doubles(expected);
        half(exact, 0, exact, 0, 16, slope(exact, 0, exact, 0, 16, 2, 0.7));
        near(rows, exact);
    }

    @Test
    void wildSlopesAreCut() {
        float[] rows = rows(16, new Random(3));
        FactorTile tile = new FactorTile(16, 1);
        tile.second()[0] = FactorTile.stride(16);
        tile.targets()[0] = -1e9f;
        tile.weights()[0] = 1;
        tile.learn(rows, rows, 1);
        for (int d = 0; d < 16; d++) {
            assertThat(Math.abs(rows[d])).isLessThan(FactorTile.STEEPEST);
        }
    }

    @Test
    void refusesOddWidths() {
        assertThatThrownBy(() -> new FactorTile(20, 1))
                .hasMessage("width 20 must be a multiple of 16");
    }

    /// No row is in two pairs, so that each is moved from where it was.
    private static void check(FactorTile tile, int width, int pairs) {
        Random random = new Random(width + pairs);
        int stride = FactorTile.stride(width);
        float[] a = rows(width, random);
        float[] b = rows(width, random);
        double[] exactA = doubles(a);
        double[] exactB = doubles(b);
        double loss = 0;
        for (int k = 0; k < pairs; k++) {
            tile.first()[k] = (2 * k + 1) * stride;
            tile.second()[k] = (ROWS - 1 - k) * stride;
            double[] slopes = new double[2];
            for (int way = 0; way < 2; way++) {
                tile.targets()[2 * k + way] = random.nextFloat() * 4;
                tile.weights()[2 * k + way] = random.nextFloat();
                boolean forward = way == 0;
                double weight = tile.weights()[2 * k + way];
                slopes[way] =
                        slope(
                                forward ? exactA : exactB,
                                forward ? tile.first()[k] : tile.second()[k],
                                forward ? exactB : exactA,
                                forward ? tile.second()[k] : tile.first()[k],
                                width,
                                tile.targets()[2 * k + way],
                                weight);
                loss += 0.5 * slopes[way] * slopes[way] / weight;
            }
            half(exactA, tile.first()[k], exactB, tile.second()[k], width, slopes[0]);
            half(exactB, tile.second()[k], exactA, tile.first()[k], width, slopes[1]);
        }
        assertThat(tile.learn(a, b, pairs)).isEqualTo(loss, within(1e-4 * loss));
        near(a, exactA);
        near(b, exactB);
    }

    private static double slope(
            double[] words,
            int word,
            double[] contexts,
            int context,
            int width,
            double target,
            double weight) {
        double wrong = words[word + 4 * width] + contexts[context + 4 * width + 1] - target;
        for (int d = 0; d < width; d++) {
            wrong += words[word + d] * contexts[context + width + d];
        }
        return weight * wrong;
    }

    /// W -= η g / √G, G += (η g)², with G = 1 / rate².
    private static void half(
            double[] words, int word, double[] contexts, int context, int width, double slope) {
        for (int d = 0; d < width; d++) {
            double w = words[word + d];
            double c = contexts[context + width + d];
            step(words, word + d, word + 2 * width + d, RATE * slope * c);
            step(contexts, context + width + d, context + 3 * width + d, RATE * slope * w);
        }
        step(words, word + 4 * width, word + 4 * width + 2, slope);
        step(contexts, context + 4 * width + 1, context + 4 * width + 3, slope);
    }

    private static void step(double[] rows, int at, int rate, double step) {
        double squares = 1 / (rows[rate] * rows[rate]);
        rows[at] -= step / Math.sqrt(squares);
        rows[rate] = 1 / Math.sqrt(squares + step * step);
    }

    private static float[] rows(int width, Random random) {
        int stride = FactorTile.stride(width);
        float[] rows = new float[ROWS * stride];
        for (int i = 0; i < rows.length; i++) {
            int at = i % stride;
            boolean rate = at >= 2 * width && at != 4 * width && at != 4 * width + 1;
            rows[i] = rate ? 0.3f + 0.7f * random.nextFloat() : random.nextFloat() - 0.5f;
        }
        return rows;
    }

    private static double[] doubles(float[] numbers) {
        double[] copy = new double[numbers.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = numbers[i];
        }
        return copy;
    }

    private static void near(float[] rows, double[] exact) {
        for (int i = 0; i < rows.length; i++) {
            assertThat((double) rows[i]).as("number " + i).isEqualTo(exact[i], within(2e-5));
        }
    }
}
