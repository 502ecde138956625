package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Losses against their definitions, written out plainly, and gradients against differences.
class ClassLossParityTest {
    private static final int DIMENSION = 5;
    private static final int[] CLASSES = {0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4};
    private static final int PROXIES = 6;

    private static float[] chance(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static ClassLossOptions options(Mining mining, int shots) {
        return new ClassLossOptions(0.3, 0.5, mining, shots);
    }

    private static double[][] unit(float[] vectors) {
        double[][] rows = new double[vectors.length / DIMENSION][DIMENSION];
        for (int i = 0; i < rows.length; i++) {
            double squares = 0;
            for (int d = 0; d < DIMENSION; d++) {
                rows[i][d] = vectors[i * DIMENSION + d];
                squares += rows[i][d] * rows[i][d];
            }
            for (int d = 0; d < DIMENSION; d++) {
                rows[i][d] /= Math.sqrt(squares);
            }
        }
        return rows;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static double loss(ClassLoss loss, ClassLossOptions options, float[] vectors) {
        UnitRows rows = new UnitRows(vectors.clone(), DIMENSION);
        UnitRows others = loss.proxies() ? new UnitRows(chance(PROXIES, 77), DIMENSION) : rows;
        return loss.loss(new Cosines(rows, others), CLASSES, options);
    }

    @Test
    void hardTripletsAreOfTheFarthestAndTheNearest() {
        float[] vectors = chance(CLASSES.length, 1);
        double[][] x = unit(vectors);
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < x.length; i++) {
            double near = 2;
            double far = -2;
            for (int j = 0; j < x.length; j++) {
                if (j != i && CLASSES[i] == CLASSES[j]) {
                    near = Math.min(near, dot(x[i], x[j]));
                } else if (j != i) {
                    far = Math.max(far, dot(x[i], x[j]));
                }
            }
            if (near < 2) {
                sum += Math.max(0, 0.3 - near + far);
                counted++;
            }
        }
        assertThat(loss(ClassLoss.TRIPLET, options(Mining.HARD, 1), vectors))
                .isCloseTo(sum / counted, within(1e-5));
    }

    @Test
    void semiHardTripletsAreOfTheNearestThatIsFarther() {
        float[] vectors = chance(CLASSES.length, 2);
        double[][] x = unit(vectors);
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                if (i == j || CLASSES[i] != CLASSES[j]) {
                    continue;
                }
                double near = dot(x[i], x[j]);
                double outside = -2;
                double farthest = 2;
                for (int k = 0; k < x.length; k++) {
                    if (CLASSES[k] != CLASSES[i]) {
                        double cosine = dot(x[i], x[k]);
                        outside = cosine < near ? Math.max(outside, cosine) : outside;
                        farthest = Math.min(farthest, cosine);
                    }
                }
                double far = outside > -2 ? outside : farthest;
                sum += Math.max(0, 0.3 - near + far);
                counted++;
            }
        }
        assertThat(loss(ClassLoss.TRIPLET, options(Mining.SEMI_HARD, 1), vectors))
                .isCloseTo(sum / counted, within(1e-5));
    }

    @Test
    void allTripletsAreThoseWithAnythingToLearn() {
        float[] vectors = chance(CLASSES.length, 3);
        double[][] x = unit(vectors);
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                for (int k = 0; k < x.length; k++) {
                    if (i != j && CLASSES[i] == CLASSES[j] && CLASSES[i] != CLASSES[k]) {
                        double missing = 0.3 - dot(x[i], x[j]) + dot(x[i], x[k]);
                        sum += Math.max(0, missing);
                        counted += missing > 0 ? 1 : 0;
                    }
                }
            }
        }
        assertThat(loss(ClassLoss.TRIPLET, options(Mining.ALL, 1), vectors))
                .isCloseTo(sum / counted, within(1e-5));
    }

    @Test
    void contrastIsTheMeanOfPairsOfAClassAndThatOfPairsTooNear() {
        float[] vectors = chance(CLASSES.length, 4);
        double[][] x = unit(vectors);
        double together = 0;
        double apart = 0;
        int alike = 0;
        int tooNear = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                double cosine = dot(x[i], x[j]);
                if (i != j && CLASSES[i] == CLASSES[j]) {
                    together += (1 - cosine) * (1 - cosine);
                    alike++;
                } else if (i != j && cosine > 0.3) {
                    apart += (cosine - 0.3) * (cosine - 0.3);
                    tooNear++;
                }
            }
        }
        assertThat(loss(ClassLoss.CONTRASTIVE, options(Mining.ALL, 1), vectors))
                .isCloseTo(together / alike + apart / tooNear, within(1e-5));
    }

    @Test
    void proxyNcaIsASoftmaxOverProxies() {
        float[] vectors = chance(CLASSES.length, 5);
        double[][] x = unit(vectors);
        double[][] proxies = unit(chance(PROXIES, 77));
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double below = 0;
            for (double[] proxy : proxies) {
                below += Math.exp(dot(x[i], proxy) / 0.5);
            }
            sum -= Math.log(Math.exp(dot(x[i], proxies[CLASSES[i]]) / 0.5) / below);
        }
        assertThat(loss(ClassLoss.PROXY_NCA, options(Mining.ALL, 1), vectors))
                .isCloseTo(sum / x.length, within(1e-5));
    }

    @Test
    void proxyAnchorIsThePapersFourthEquation() {
        float[] vectors = chance(CLASSES.length, 6);
        double[][] x = unit(vectors);
        double[][] proxies = unit(chance(PROXIES, 77));
        double drawn = 0;
        double pushed = 0;
        for (int p = 0; p < PROXIES; p++) {
            double own = 0;
            double others = 0;
            for (int i = 0; i < x.length; i++) {
                double cosine = dot(x[i], proxies[p]);
                own += CLASSES[i] == p ? Math.exp(-32 * (cosine - 0.1)) : 0;
                others += CLASSES[i] == p ? 0 : Math.exp(32 * (cosine + 0.1));
            }
            drawn += Math.log1p(own);
            pushed += Math.log1p(others);
        }
        assertThat(loss(ClassLoss.PROXY_ANCHOR, options(Mining.ALL, 1), vectors))
                .isCloseTo(drawn / 5 + pushed / PROXIES, within(1e-4));
    }

    @Test
    void prototypesAreMeansAndDistancesAreSquared() {
        for (int shots = 1; shots <= 2; shots++) {
            float[] vectors = chance(CLASSES.length, 7);
            assertThat(loss(ClassLoss.PROTOTYPICAL, options(Mining.ALL, shots), vectors))
                    .as(shots + " shots")
                    .isCloseTo(prototypical(unit(vectors), shots), within(1e-5));
        }
    }

    private static double prototypical(double[][] x, int shots) {
        double sum = 0;
        int asked = 0;
        for (int turn = 0; turn < 3; turn++) {
            double[][] prototypes = new double[5][DIMENSION];
            boolean[] support = new boolean[x.length];
            for (int c = 0; c < 5; c++) {
                int[] members = members(c);
                int own = Math.max(1, Math.min(shots, members.length - 1));
                for (int s = 0; s < own; s++) {
                    int i = members[(turn + s) % members.length];
                    support[i] = true;
                    for (int d = 0; d < DIMENSION; d++) {
                        prototypes[c][d] += x[i][d] / own;
                    }
                }
            }
            for (int i = 0; i < x.length; i++) {
                if (!support[i]) {
                    double below = 0;
                    for (double[] prototype : prototypes) {
                        below += Math.exp(-distance(x[i], prototype) / 0.5);
                    }
                    sum += distance(x[i], prototypes[CLASSES[i]]) / 0.5 + Math.log(below);
                    asked++;
                }
            }
        }
        return sum / asked;
    }

    private static int[] members(int c) {
        int[] found = new int[CLASSES.length];
        int count = 0;
        for (int i = 0; i < CLASSES.length; i++) {
            if (CLASSES[i] == c) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(ClassLoss.class)
    void gradientsAreThoseOfDifferences(ClassLoss loss) {
        for (Mining mining : Mining.values()) {
            ClassLossOptions options = options(mining, 2);
            float[] vectors = chance(CLASSES.length, 8);
            UnitRows rows = new UnitRows(vectors.clone(), DIMENSION);
            UnitRows others = loss.proxies() ? new UnitRows(chance(PROXIES, 77), DIMENSION) : rows;
            Cosines cosines = new Cosines(rows, others);
            loss.loss(cosines, CLASSES, options);
            float[] gradient = new float[vectors.length];
            cosines.back(gradient, loss.proxies() ? new float[PROXIES * DIMENSION] : gradient);
            rows.back(gradient);
            for (int i = 0; i < vectors.length; i++) {
                float[] more = vectors.clone();
                float[] less = vectors.clone();
                more[i] += 2e-3f;
                less[i] -= 2e-3f;
                double difference = (loss(loss, options, more) - loss(loss, options, less)) / 4e-3;
                assertThat((double) gradient[i])
                        .as(loss + " " + mining + " " + i)
                        .isCloseTo(difference, within(0.02 + 0.02 * Math.abs(difference)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ClassLoss.class)
    void aBatchWithNothingToCompareHasNoLossButThatOfProxies(ClassLoss loss) {
        UnitRows rows = new UnitRows(chance(2, 9), DIMENSION);
        UnitRows others = loss.proxies() ? new UnitRows(chance(PROXIES, 77), DIMENSION) : rows;
        double value =
                loss.loss(new Cosines(rows, others), new int[] {0, 0}, options(Mining.HARD, 1));
        assertThat(value).isFinite();
        if (loss == ClassLoss.TRIPLET || loss == ClassLoss.PROTOTYPICAL) {
            assertThat(value).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void namesAreThoseThatPeopleType() {
        assertThat(ClassLoss.NAMES.stream().map(ClassLoss::of)).doesNotHaveDuplicates().hasSize(5);
        assertThat(Mining.NAMES.stream().map(Mining::of)).containsExactly(Mining.values());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClassLoss.of("ns"))
                .withMessageContaining("prototypical");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mining.of("gold"))
                .withMessageContaining("semi-hard");
    }
}
