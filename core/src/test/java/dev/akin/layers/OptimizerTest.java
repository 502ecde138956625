package dev.akin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.kernel.OptimizerKernels;
import dev.akin.kernel.RowSums;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every optimiser against its formula in double precision, number by number.
class OptimizerTest {
    private static final int ROWS = 40;
    private static final int DIMENSION = 19;

    /// Of kernels: more than four vectors of any width, and some.
    private static final int WIDTH = 80;

    static Stream<Optimizer> all() {
        return Stream.of(
                Optimizer.sgd(0.1),
                new Optimizer.Sgd(0.1, 0.3),
                Optimizer.momentum(0.05),
                new Optimizer.Momentum(0.05, 0.5, true, 0.1),
                Optimizer.adagrad(0.1),
                new Optimizer.Adagrad(0.1, 1e-2, 0.2, 0.1),
                Optimizer.rowWiseAdagrad(0.1),
                new Optimizer.RowWiseAdagrad(0.1, 1e-2, 0.1),
                Optimizer.lazyAdam(0.05),
                new Optimizer.LazyAdam(0.05, 0.8, 0.99, 1e-6, 0.1),
                Optimizer.adamW(0.05),
                Optimizer.ftrl(0.1),
                new Optimizer.Ftrl(0.1, 0.4, 0.1, 1));
    }

    /// A row and its state in double precision.
    private static final class Reference {
        private final Optimizer optimizer;
        private final double[] w = new double[DIMENSION];
        private final double[] a = new double[DIMENSION];
        private final double[] b = new double[DIMENSION];
        private double perRow;

        Reference(Optimizer optimizer, float[] start) {
            this.optimizer = optimizer;
            for (int d = 0; d < DIMENSION; d++) {
                w[d] = start[d];
                a[d] = optimizer instanceof Optimizer.Adagrad adagrad ? adagrad.initial() : 0;
            }
        }

        void move(double[] gradient, int step) {
            if (optimizer instanceof Optimizer.RowWiseAdagrad o) {
                for (int d = 0; d < DIMENSION; d++) {
                    perRow += Math.pow(gradient[d] + o.decay() * w[d], 2) / DIMENSION;
                }
            }
            for (int d = 0; d < DIMENSION; d++) {
                w[d] = moved(d, gradient[d], step);
            }
        }

        private double moved(int d, double plain, int step) {
            double rate = optimizer.rate();
            switch (optimizer) {
                case Optimizer.Sgd o -> {
                    return w[d] - rate * (plain + o.decay() * w[d]);
                }
                case Optimizer.Momentum o -> {
                    double g = plain + o.decay() * w[d];
                    a[d] = o.momentum() * a[d] + g;
                    return w[d] - rate * (o.nesterov() ? g + o.momentum() * a[d] : a[d]);
                }
                case Optimizer.Adagrad o -> {
                    double g = plain + o.decay() * w[d];
                    a[d] += g * g;
                    return w[d] - rate * g / (Math.sqrt(a[d]) + o.epsilon());
                }
                case Optimizer.RowWiseAdagrad o -> {
                    double g = plain + o.decay() * w[d];
                    return w[d] - rate * g / (Math.sqrt(perRow) + o.epsilon());
                }
                case Optimizer.LazyAdam o -> {
                    double g = plain + o.decay() * w[d];
                    a[d] = o.beta1() * a[d] + (1 - o.beta1()) * g;
                    b[d] = o.beta2() * b[d] + (1 - o.beta2()) * g * g;
                    double spread = Math.sqrt(1 - Math.pow(o.beta2(), step));
                    double mean = a[d] / (1 - Math.pow(o.beta1(), step));
                    return w[d] - rate * spread * mean / (Math.sqrt(b[d]) + o.epsilon());
                }
                case Optimizer.AdamW o -> {
                    a[d] = o.beta1() * a[d] + (1 - o.beta1()) * plain;
                    b[d] = o.beta2() * b[d] + (1 - o.beta2()) * plain * plain;
                    double mean = a[d] / (1 - Math.pow(o.beta1(), step));
                    double square = b[d] / (1 - Math.pow(o.beta2(), step));
                    return w[d] * (1 - rate * o.decay())
                            - rate * mean / (Math.sqrt(square) + o.epsilon());
                }
                case Optimizer.Ftrl o -> {
                    double after = b[d] + plain * plain;
                    a[d] += plain - (Math.sqrt(after) - Math.sqrt(b[d])) / rate * w[d];
                    b[d] = after;
                    return Math.abs(a[d]) <= o.l1()
                            ? 0
                            : -(a[d] - Math.signum(a[d]) * o.l1())
                                    / ((o.beta() + Math.sqrt(after)) / rate + o.l2());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void movesRowsByItsFormulaAndNoOthers(Optimizer optimizer) {
        EmbeddingLayer layer =
                EmbeddingLayer.builder(ROWS, DIMENSION).optimizer(optimizer).threads(2).build();
        Reference[] references = new Reference[ROWS];
        for (int r = 0; r < ROWS; r++) {
            references[r] = new Reference(optimizer, layer.row(r));
        }
        Random random = new Random(3);
        for (int step = 1; step <= 6; step++) {
            int[] ids = random.ints(25, 0, ROWS / 2).toArray();
            float[] gradient = new float[ids.length * DIMENSION];
            double[][] sums = new double[ROWS][];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = random.nextFloat() - 0.5f;
                int row = ids[i / DIMENSION];
                sums[row] = sums[row] == null ? new double[DIMENSION] : sums[row];
                sums[row][i % DIMENSION] += gradient[i];
            }
            layer.backward(ids, ids.length, gradient);
            layer.step();
            for (int r = 0; r < ROWS; r++) {
                if (sums[r] != null) {
                    references[r].move(sums[r], step);
                }
            }
        }
        for (int r = 0; r < ROWS; r++) {
            for (int d = 0; d < DIMENSION; d++) {
                assertThat((double) layer.row(r)[d])
                        .as("%s row %d number %d", optimizer, r, d)
                        .isCloseTo(references[r].w[d], within(2e-5));
            }
        }
    }

    /// Both kinds of kernels, where there are two.
    @ParameterizedTest
    @MethodSource("kernels")
    void kernelsAgree(OptimizerKernels kernels) {
        Random random = new Random(5);
        RowSums gradient = new RowSums();
        gradient.values = floats(random, 3 * WIDTH);
        gradient.starts = new int[] {0, WIDTH, 2 * WIDTH};
        gradient.scales = new float[] {1, -0.5f, 2};
        gradient.from = 1;
        gradient.to = 3;
        float[] expected = new float[16 + WIDTH];
        float[] found = new float[16 + WIDTH];
        OptimizerKernels.scalar().sum(gradient, expected, 16, WIDTH);
        kernels.sum(gradient, found, 16, WIDTH);
        assertThat(found).containsExactly(expected, within(1e-6f));
        for (int zero = 0; zero < 16; zero++) {
            assertThat(found[zero]).isZero();
        }
        float[][] scalar = {floats(random, WIDTH), new float[WIDTH], new float[WIDTH]};
        float[][] other = {scalar[0].clone(), new float[WIDTH], new float[WIDTH]};
        for (int step = 0; step < 3; step++) {
            ftrl(OptimizerKernels.scalar(), gradient, scalar);
            ftrl(kernels, gradient, other);
        }
        assertThat(other[0]).containsExactly(scalar[0], within(1e-5f));
        float a =
                OptimizerKernels.scalar()
                        .rowWiseAdagrad(
                                gradient, scalar[0], 0, WIDTH, WIDTH - 2, 0.1f, 0, 1e-8f, 0.5f);
        float b =
                kernels.rowWiseAdagrad(
                        gradient, other[0], 0, WIDTH, WIDTH - 2, 0.1f, 0, 1e-8f, 0.5f);
        assertThat(b).isCloseTo(a, within(1e-5f));
    }

    /// Without l2 and beta, a number that no gradient has ever moved is divided by nothing.
    @ParameterizedTest
    @MethodSource("kernels")
    void ftrlGivesZeroWhereThereWasNoGradient(OptimizerKernels kernels) {
        RowSums gradient = new RowSums();
        gradient.values = new float[WIDTH];
        gradient.values[3] = 1;
        gradient.starts = new int[1];
        gradient.scales = new float[] {1};
        gradient.to = 1;
        float[] w = new float[WIDTH];
        Arrays.fill(w, 0.5f);
        kernels.ftrl(gradient, w, 0, WIDTH, 0.1f, 0, 0, 0, new float[WIDTH], new float[WIDTH], 0);
        for (int d = 0; d < WIDTH; d++) {
            assertThat(w[d]).isCloseTo(d == 3 ? 0.4f : 0, within(1e-6f));
        }
    }

    /// To the bit, around the edges of vectors, of any numbers there are.
    @ParameterizedTest
    @MethodSource("kernels")
    void kernelsRoundAlike(OptimizerKernels kernels) {
        Random random = new Random(6);
        for (int length : new int[] {0, 1, 7, 8, 9, 15, 16, 17, 31, 33, 64, 1000}) {
            float[] row = new float[length + 3];
            for (int d = 0; d < row.length; d++) {
                row[d] = Float.intBitsToFloat(random.nextInt());
            }
            short[] expected = rounded(OptimizerKernels.scalar(), row, length, length);
            assertThat(rounded(kernels, row, length, length)).isEqualTo(expected);
            for (int d = 0; d < length; d++) {
                float back = Float.intBitsToFloat(expected[d] << 16);
                float number = row[d + 3];
                assertThat(Float.isNaN(back)).isEqualTo(Float.isNaN(number));
                assertThat(Float.isInfinite(back)).isEqualTo(Float.isInfinite(number));
            }
        }
    }

    private static short[] rounded(OptimizerKernels kernels, float[] row, int length, int chance) {
        short[] rounded = new short[length + 1];
        kernels.roundByChance(row, 3, MemorySegment.ofArray(rounded), 2, length, chance);
        assertThat(rounded[0]).isZero();
        return Arrays.copyOfRange(rounded, 1, length + 1);
    }

    /// Each number becomes one of its two neighbours, and the mean of many roundings is the number.
    @ParameterizedTest
    @MethodSource("kernels")
    void roundingByChanceIsRightOnAverage(OptimizerKernels kernels) {
        float[] row = {0, 0, 0, 1, -1, 1.001f, -1.001f, 1e-3f, 0.3f, 7.7f, -123.4f, 1e30f, 1e-40f};
        int length = row.length - 3;
        double[] sums = new double[length];
        int times = 20_000;
        for (int i = 0; i < times; i++) {
            short[] rounded = rounded(kernels, row, length, i * 31);
            for (int d = 0; d < length; d++) {
                float back = Float.intBitsToFloat(rounded[d] << 16);
                assertThat(Math.abs(back - row[d + 3])).isLessThanOrEqualTo(step(row[d + 3]));
                sums[d] += back;
            }
        }
        for (int d = 0; d < length; d++) {
            assertThat(sums[d] / times)
                    .isCloseTo(row[d + 3], within(0.02 * step(row[d + 3]) + Float.MIN_VALUE));
        }
        assertThat(sums[0]).isEqualTo(times);
    }

    /// From one number of bfloat16 to the next.
    private static float step(float number) {
        int bits = Float.floatToRawIntBits(Math.abs(number)) & 0xffff0000;
        return Float.intBitsToFloat(bits + 0x10000) - Float.intBitsToFloat(bits);
    }

    static List<OptimizerKernels> kernels() {
        return List.of(OptimizerKernels.scalar(), OptimizerKernels.best());
    }

    private static void ftrl(OptimizerKernels kernels, RowSums gradient, float[][] state) {
        kernels.ftrl(gradient, state[0], 0, WIDTH, 0.1f, 0.2f, 0.1f, 1, state[1], state[2], 0);
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> Optimizer.sgd(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Optimizer.sgd(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Optimizer.LazyAdam(0.1, 1, 0.9, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Optimizer.Sgd(0.1, -1));
        assertThat(Optimizer.adamW(0.1).withRate(0.2).rate()).isEqualTo(0.2);
    }
}
