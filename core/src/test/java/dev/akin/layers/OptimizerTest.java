package dev.akin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every optimiser against its formula in double precision, number by number.
class OptimizerTest {
    private static final int ROWS = 40;
    private static final int DIMENSION = 19;

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
