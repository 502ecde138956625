package dev.akin.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearMapTest {
    private static float[][] random(int rows, int dimension, long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[rows][dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    private static float[] mapped(float[][] matrix, float[] offset, float[] x) {
        float[] y = offset.clone();
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < x.length; j++) {
                y[i] += matrix[i][j] * x[j];
            }
        }
        return y;
    }

    @Test
    void findsTheMapThatThereIs() {
        float[][] matrix = random(5, 7, 1);
        float[] offset = {3, -1, 0, 2, 100};
        float[][] from = random(200, 7, 2);
        float[][] to = new float[200][];
        for (int i = 0; i < 200; i++) {
            to[i] = mapped(matrix, offset, from[i]);
        }

        LinearMap map = LinearMap.fit(from, to).ridge(1e-9);

        assertThat(map.inputDimension()).isEqualTo(7);
        assertThat(map.outputDimension()).isEqualTo(5);
        float[] unseen = random(1, 7, 3)[0];
        assertThat(map.apply(unseen))
                .containsExactly(mapped(matrix, offset, unseen), within(1e-3f));
    }

    /// At the minimum the loss grows in every direction.
    @Test
    void isTheMinimumOfTheRegularisedLoss() {
        float[][] from = random(30, 4, 4);
        float[][] to = random(30, 3, 5);
        double lambda = 0.1 * meanSquare(from);
        LinearMap map = LinearMap.fit(from, to).ridge(0.1);
        float[] offset = map.apply(new float[4]);
        float[][] matrix = new float[3][4];
        for (int j = 0; j < 4; j++) {
            float[] unit = new float[4];
            unit[j] = 1;
            for (int i = 0; i < 3; i++) {
                matrix[i][j] = map.apply(unit)[i] - offset[i];
            }
        }
        double least = loss(matrix, offset, from, to, lambda);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                for (float step : new float[] {-0.02f, 0.02f}) {
                    matrix[i][j] += step;
                    assertThat(loss(matrix, offset, from, to, lambda)).isGreaterThan(least);
                    matrix[i][j] -= step;
                    offset[i] += step;
                    assertThat(loss(matrix, offset, from, to, lambda)).isGreaterThan(least);
                    offset[i] -= step;
                }
            }
        }
    }

    /// Of the centred vectors, summed over these: the mean of the diagonal of XᵀX.
    private static double meanSquare(float[][] vectors) {
        double sum = 0;
        for (int j = 0; j < vectors[0].length; j++) {
            double mean = 0;
            for (float[] vector : vectors) {
                mean += vector[j] / (double) vectors.length;
            }
            for (float[] vector : vectors) {
                sum += (vector[j] - mean) * (vector[j] - mean);
            }
        }
        return sum / vectors[0].length;
    }

    private static double loss(
            float[][] matrix, float[] offset, float[][] from, float[][] to, double lambda) {
        double loss = 0;
        for (int n = 0; n < from.length; n++) {
            float[] y = mapped(matrix, offset, from[n]);
            for (int i = 0; i < y.length; i++) {
                loss += (y[i] - to[n][i]) * (y[i] - to[n][i]);
            }
        }
        for (float[] row : matrix) {
            for (float w : row) {
                loss += lambda * w * w;
            }
        }
        return loss;
    }

    @Test
    void fewPairsAndPairsThatAreAlikeHaveAMap() {
        float[][] few = random(3, 50, 6);
        assertThat(LinearMap.fit(few, random(3, 8, 7)).ridge(0.01).apply(few[0])).hasSize(8);
        float[][] alike = {{1, 2}, {1, 2}};
        float[] mean = LinearMap.fit(alike, new float[][] {{4}, {6}}).ridge(1).apply(alike[0]);
        assertThat(mean).containsExactly(5);
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearMap.fit(random(3, 2, 1), random(4, 2, 1)))
                .withMessageContaining("3 and 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearMap.fit(new float[][] {{1}, {1, 2}}, random(2, 2, 1)))
                .withMessageContaining("1 and of 2 dimensions");
        LinearMap.Fit fit = LinearMap.fit(random(3, 2, 1), random(3, 2, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> fit.ridge(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.ridge(1).apply(new float[3]))
                .withMessageContaining("3 dimensions, for a map from 2");
    }
}
