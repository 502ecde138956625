package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Both kernels against the formula, pair by pair in double precision.
class PairTileParityTest {
    private static final int ROWS = 60;
    private static final double RATE = 0.01;

    @ParameterizedTest
    @CsvSource({
        "16, 1, 4",
        "16, 2, 4",
        "32, 3, 8",
        "112, 7, 8",
        "112, 12, 12",
        "112, 13, 12",
        "304, 14, 16",
        "304, 5, 20",
        "48, 24, 28"
    })
    void chosenKernelFollowsTheFormula(int width, int inputs, int outputs) {
        Case data = new Case(width, inputs, outputs);
        PairTile tile = data.tile();
        tile.forward();
        data.checkLogits(tile);
        tile.backward();
        data.checkRows(tile);
    }

    @ParameterizedTest
    @CsvSource({"16, 1, 4", "112, 7, 8", "112, 13, 12"})
    void scalarKernelFollowsTheFormula(int width, int inputs, int outputs) {
        Case data = new Case(width, inputs, outputs);
        PairTile tile = data.tile();
        ScalarPairKernel kernel = new ScalarPairKernel();
        kernel.forward(tile);
        data.checkLogits(tile);
        kernel.backward(tile);
        data.checkRows(tile);
    }

    @Test
    void hugeLogitsSaturate() {
        float[] in = new float[16];
        float[] out = new float[16 * 5];
        in[0] = 1000;
        out[0] = 1000;
        out[16] = -1000;
        PairTile tile = new PairTile(in, out, 16, 1, 4);
        tile.inputs()[0] = 0;
        System.arraycopy(new int[] {0, 16, 32, 48}, 0, tile.outputs(), 0, 4);
        System.arraycopy(new float[] {0.5f, 0.5f, 0, 0}, 0, tile.weights(), 0, 4);
        tile.size(1, 4);
        tile.forward();
        assertThat(tile.logits()).startsWith(1e6f, -1e6f);
        tile.backward();
        assertThat(in[0]).isEqualTo(500f, within(0.01f));
        assertThat(out[16]).isEqualTo(-1000f);
    }

    @Test
    void shapesAreChecked() {
        assertThatThrownBy(() -> new PairTile(new float[100], new float[100], 100, 1, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100");
        PairTile tile = new PairTile(new float[16], new float[16], 16, 1, 4);
        assertThatThrownBy(() -> tile.size(1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tile.size(3, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /// Random rows at offsets that are no multiples of a vector, and what a step must make of them.
    private static final class Case {
        final int width;
        final int inputs;
        final int outputs;
        final float[] in;
        final float[] out;
        final float[] inBefore;
        final float[] outBefore;
        final int[] inputAt;
        final int[] outputAt;
        final float[] weights;

        Case(int width, int inputs, int outputs) {
            this.width = width;
            this.inputs = inputs;
            this.outputs = outputs;
            Random random = new Random(width * 31L + inputs * 7L + outputs);
            in = numbers(random, 12 + ROWS * width);
            out = numbers(random, 12 + ROWS * width);
            inBefore = in.clone();
            outBefore = out.clone();
            inputAt =
                    random.ints(0, ROWS)
                            .distinct()
                            .limit(inputs)
                            .map(r -> 12 + r * width)
                            .toArray();
            outputAt =
                    random.ints(0, ROWS)
                            .distinct()
                            .limit(outputs)
                            .map(r -> 12 + r * width)
                            .toArray();
            weights = new float[inputs * outputs];
            for (int p = 0; p < weights.length; p++) {
                weights[p] = (float) (RATE * (random.nextInt(4) - 1));
            }
        }

        PairTile tile() {
            PairTile tile = new PairTile(in, out, width, inputs, outputs);
            System.arraycopy(inputAt, 0, tile.inputs(), 0, inputs);
            System.arraycopy(outputAt, 0, tile.outputs(), 0, outputs);
            System.arraycopy(weights, 0, tile.weights(), 0, weights.length);
            tile.size(inputs, outputs);
            return tile;
        }

        void checkLogits(PairTile tile) {
            for (int p = 0; p < weights.length; p++) {
                assertThat((double) tile.logits()[p]).isEqualTo(dot(p), within(1e-4));
            }
        }

        void checkRows(PairTile tile) {
            double[] wantIn = widened(inBefore);
            double[] wantOut = widened(outBefore);
            for (int p = 0; p < weights.length; p++) {
                double w = weights[p];
                double g = -w / (1 + Math.exp(-Math.signum(w) * dot(p)));
                for (int d = 0; d < width; d++) {
                    wantIn[inputAt[p / outputs] + d] += g * outBefore[outputAt[p % outputs] + d];
                    wantOut[outputAt[p % outputs] + d] += g * inBefore[inputAt[p / outputs] + d];
                }
            }
            // Later steps of a tile see inputs that earlier ones have moved by about RATE: hence
            // RATE squared.
            for (int i = 0; i < in.length; i++) {
                assertThat((double) tile.in[i]).isEqualTo(wantIn[i], within(1e-5));
                assertThat((double) tile.out[i])
                        .isEqualTo(wantOut[i], within(5 * inputs * RATE * RATE * 0.3));
            }
        }

        private double dot(int pair) {
            double sum = 0;
            for (int d = 0; d < width; d++) {
                sum +=
                        (double) inBefore[inputAt[pair / outputs] + d]
                                * outBefore[outputAt[pair % outputs] + d];
            }
            return sum;
        }

        private static double[] widened(float[] values) {
            double[] wide = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                wide[i] = values[i];
            }
            return wide;
        }

        private static float[] numbers(Random random, int length) {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = random.nextFloat() - 0.5f;
            }
            return values;
        }
    }
}
