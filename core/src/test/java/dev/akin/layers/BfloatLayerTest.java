package dev.akin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.kernel.ElementType;
import dev.akin.layers.EmbeddingBag.Mode;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Layers whose rows are stored as bfloat16, against those of float32.
class BfloatLayerTest {
    private static final int ROWS = 30;
    private static final int DIMENSION = 19;

    /// From a number to the next of bfloat16, at most, as a part of it.
    private static final double STEP = 1.0 / 128;

    static Stream<Optimizer> optimizers() {
        return OptimizerTest.all();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void movesAsFloatsDoButForRounding(Optimizer optimizer) {
        EmbeddingLayer.Builder builder =
                EmbeddingLayer.builder(ROWS, DIMENSION).optimizer(optimizer).clipNorm(2);
        EmbeddingLayer exact = builder.build();
        EmbeddingLayer layer = builder.bfloat16().build();
        assertThat(layer.table().elementType()).isEqualTo(ElementType.BFLOAT16);
        assertThat(layer.table().bytes()).isEqualTo(2L * ROWS * DIMENSION);
        for (int step = 1; step <= 5; step++) {
            LayerFileTest.train(exact, 1, step);
            LayerFileTest.train(layer, 1, step);
            for (int r = 0; r < ROWS; r++) {
                for (int d = 0; d < DIMENSION; d++) {
                    double number = exact.row(r)[d];
                    assertThat((double) layer.row(r)[d])
                            .as("%s step %d row %d number %d", optimizer, step, r, d)
                            .isCloseTo(number, within(2 * step * STEP * (Math.abs(number) + 0.5)));
                }
            }
        }
    }

    /// A thousand steps, each a tenth of the least that bfloat16 can express, add up to about a hundred of these.
    @Test
    void tinyStepsAreNotLost() {
        EmbeddingLayer layer =
                EmbeddingLayer.builder(64, DIMENSION)
                        .initializer(Initializer.constant(1))
                        .optimizer(Optimizer.sgd(1))
                        .bfloat16()
                        .build();
        int[] ids = new int[64];
        Arrays.setAll(ids, i -> i);
        float[] gradient = new float[64 * DIMENSION];
        Arrays.fill(gradient, (float) (-STEP / 10));
        for (int step = 0; step < 1000; step++) {
            layer.backward(ids, ids.length, gradient);
            layer.step();
        }
        double sum = 0;
        for (int id : ids) {
            for (float number : layer.row(id)) {
                assertThat((double) number).isCloseTo(1 + 100 * STEP, within(50 * STEP));
                sum += number;
            }
        }
        assertThat(sum / gradient.length).isCloseTo(1 + 100 * STEP, within(1.2 * STEP));
    }

    @Test
    void theSeedAndNotTheThreadsDecideTheRounding() {
        EmbeddingLayer one = rounded(3, 1);
        EmbeddingLayer same = rounded(3, 4);
        EmbeddingLayer other = rounded(4, 1);
        assertThat(LayerFileTest.rows(same)).isDeepEqualTo(LayerFileTest.rows(one));
        assertThat(Arrays.deepEquals(LayerFileTest.rows(other), LayerFileTest.rows(one))).isFalse();
    }

    private static EmbeddingLayer rounded(long seed, int threads) {
        EmbeddingLayer layer =
                EmbeddingLayer.builder(ROWS, DIMENSION)
                        .initializer(Initializer.constant(0.3))
                        .seed(seed)
                        .threads(threads)
                        .bfloat16()
                        .build();
        LayerFileTest.train(layer, 3, 1);
        return layer;
    }

    @Test
    void rowsThatAreTooLongAreShortenedOnce() {
        EmbeddingLayer layer =
                EmbeddingLayer.builder(ROWS, DIMENSION).maxNorm(1).bfloat16().build();
        int[] all = new int[ROWS];
        Arrays.setAll(all, i -> i);
        float[][] first = layer.forward(all);
        assertThat(layer.forward(all)).isDeepEqualTo(first);
        for (float[] row : first) {
            double squares = 0;
            for (float number : row) {
                squares += (double) number * number;
            }
            assertThat(Math.sqrt(squares)).isBetween(0.98, 1.0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bagsAreThoseOfTheRows(Mode mode) {
        EmbeddingLayer layer =
                EmbeddingLayer.builder(ROWS, DIMENSION).paddingId(2).bfloat16().build();
        EmbeddingLayer floats = EmbeddingLayer.of(layer.table()).paddingId(2).build();
        Random random = new Random(1);
        int[][] bags = new int[20][];
        Arrays.setAll(bags, b -> random.ints(b, 0, ROWS).toArray());
        EmbeddingBag bag = EmbeddingBag.of(layer, mode);
        float[][] out = bag.forward(bags);
        float[][] expected = EmbeddingBag.of(floats, mode).forward(bags);
        for (int b = 0; b < bags.length; b++) {
            assertThat(out[b]).containsExactly(expected[b], within(1e-5f));
        }
        float[] before = layer.row(5);
        float[] other = layer.row(7);
        float[] ones = new float[DIMENSION];
        Arrays.fill(ones, 100);
        bag.backward(new int[][] {{5, 2}}, new float[][] {ones});
        bag.step();
        for (int d = 0; d < DIMENSION; d++) {
            assertThat(layer.row(5)[d]).isCloseTo(before[d] - 1, within(0.02f));
        }
        assertThat(layer.row(7)).isEqualTo(other);
        assertThat(layer.row(2)).containsOnly(0);
    }
}
