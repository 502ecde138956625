package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.kernel.LabelKernel.Layer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Both kernels against the sums themselves, in double precision.
class LabelKernelParityTest {
    private static final int FROM = 12;

    enum Which {
        BEST(LabelKernel.best()),
        SCALAR(LabelKernel.scalar());

        @SuppressWarnings("ImmutableEnumChecker") // has no state
        private final LabelKernel kernel;

        Which(LabelKernel kernel) {
            this.kernel = kernel;
        }
    }

    private final Random random = new Random(4);

    @ParameterizedTest
    @EnumSource
    void scoresAreProducts(Which which) {
        for (int count : new int[] {0, 1, 3, 4, 5, 7, 8, 15, 16, 17, 45}) {
            for (int width = 16; width <= 112; width += 16) {
                Layer layer = layer(count, width);
                float[] vector = numbers(width);
                float[] scores = numbers(count + 1);
                float behind = scores[count];
                which.kernel.scores(layer, vector, scores);
                for (int r = 0; r < count; r++) {
                    double sum = 0;
                    for (int d = 0; d < width; d++) {
                        sum += (double) vector[d] * layer.numbers()[FROM + r * width + d];
                    }
                    assertThat((double) scores[r]).isCloseTo(sum, within(1e-5));
                }
                assertThat(scores[count]).isEqualTo(behind);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void probabilitiesAreSharesOfExponentials(Which which) {
        for (float spread : new float[] {0, 1, 30, 300}) {
            for (int count : new int[] {1, 2, 7, 8, 15, 16, 17, 31, 33, 100}) {
                float[] scores = numbers(112);
                double[] expected = new double[count];
                double most = -spread;
                for (int r = 0; r < count; r++) {
                    scores[r] *= spread;
                    most = Math.max(most, scores[r]);
                }
                double sum = 0;
                for (int r = 0; r < count; r++) {
                    expected[r] = Math.exp(scores[r] - most);
                    sum += expected[r];
                }
                which.kernel.softmax(scores, count);
                for (int r = 0; r < count; r++) {
                    double probability = expected[r] / sum;
                    assertThat((double) scores[r])
                            .isCloseTo(
                                    probability,
                                    within((1e-6 + 1.2e-7 * spread) * probability + 1e-36));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 45})
    void rowsAndGradientMoveByWhatTheOtherWas(int count) {
        for (Which which : Which.values()) {
            for (int width = 16; width <= 112; width += 16) {
                Layer layer = layer(count, width);
                float[] before = layer.numbers().clone();
                float[] steps = numbers(count);
                float[] vector = numbers(width);
                float[] gradient = numbers(width);
                float[] was = gradient.clone();
                which.kernel.move(layer, steps, vector, gradient);
                for (int d = 0; d < width; d++) {
                    double sum = was[d];
                    for (int r = 0; r < count; r++) {
                        int at = FROM + r * width + d;
                        sum += (double) steps[r] * before[at];
                        assertThat((double) layer.numbers()[at])
                                .isCloseTo(
                                        before[at] + (double) steps[r] * vector[d], within(1e-6));
                    }
                    assertThat((double) gradient[d]).isCloseTo(sum, within(1e-5));
                }
                assertThat(layer.numbers()[FROM - 1]).isEqualTo(before[FROM - 1]);
                assertThat(layer.numbers()[FROM + count * width])
                        .isEqualTo(before[FROM + count * width]);
            }
        }
    }

    private Layer layer(int count, int width) {
        return new Layer(numbers(FROM + count * width + 1), FROM, count, width);
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }
}
