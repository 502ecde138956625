package dev.akin.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    private static double[][] random(int n, long seed) {
        Random random = new Random(seed);
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.nextGaussian();
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    /// A v = λ v, vectors at right angles and of unit length, values falling.
    private static void check(double[][] matrix) {
        int n = matrix.length;
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        double[] values = eigen.values();
        for (int i = 0; i < n; i++) {
            double[] vector = eigen.vector(i);
            for (int r = 0; r < n; r++) {
                assertThat(dot(matrix[r], vector))
                        .isCloseTo(values[i] * vector[r], within(1e-10 * n));
            }
            for (int j = 0; j <= i; j++) {
                assertThat(dot(vector, eigen.vector(j)))
                        .isCloseTo(i == j ? 1 : 0, within(1e-11 * n));
            }
            assertThat(i == 0 || values[i] <= values[i - 1]).isTrue();
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 8, 17, 60})
    void findsValuesAndVectors(int n) {
        check(random(n, n));
    }

    @Test
    void takesMatricesWithEqualValues() {
        double[][] identity = new double[7][7];
        double[][] ones = new double[6][6];
        for (int i = 0; i < 7; i++) {
            identity[i][i] = 2;
        }
        for (double[] row : ones) {
            Arrays.fill(row, 1);
        }
        check(identity);
        check(new double[4][4]);
        check(ones);
        assertThat(SymmetricEigen.of(ones).values()[0]).isCloseTo(6, within(1e-12));
    }

    @Test
    void takesNumbersOfVeryDifferentSize() {
        double[][] matrix = random(12, 5);
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                matrix[i][j] *= Math.pow(10, -(i + j) / 2.0);
            }
        }
        check(matrix);
    }

    @Test
    void refusesWhatIsNoMatrix() {
        assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{1, 2}, {3}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1 of 2 has 1 numbers");
        assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{Double.NaN}}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
