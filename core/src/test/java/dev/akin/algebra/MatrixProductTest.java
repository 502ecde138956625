package dev.akin.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MatrixProductTest {
    private static double[][] random(int rows, int columns) {
        Random random = new Random(31L * rows + columns);
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = random.nextGaussian();
            }
        }
        return matrix;
    }

    @Test
    void isTheSumOfProductsWithAnyNumberOfThreads() {
        for (int n : new int[] {1, 3, 8, 61}) {
            double[][] a = random(n + 1, n);
            double[][] b = random(n, 2 * n);
            double[][] product = MatrixProduct.of(a, b, new Workers(1));
            assertThat(MatrixProduct.of(a, b, new Workers(3))).isDeepEqualTo(product);
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < 2 * n; j++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += a[i][k] * b[k][j];
                    }
                    assertThat(product[i][j]).isCloseTo(sum, within(1e-12));
                    assertThat(MatrixProduct.transposed(product)[j][i]).isEqualTo(product[i][j]);
                }
            }
        }
    }

    @Test
    void theTraceIsThatOfTheProduct() {
        double[][] a = {{1, 2}, {2, 3}};
        double[][] b = {{4, 5}, {5, 6}};
        assertThat(MatrixProduct.trace(a, b)).isEqualTo(4 + 10 + 10 + 18);
    }

    @Test
    void nothingTimesNothing() {
        assertThat(MatrixProduct.of(new double[0][], new double[0][], new Workers(2))).isEmpty();
        assertThat(MatrixProduct.transposed(new double[0][])).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixProduct.of(random(1, 2), random(3, 1), new Workers(1)))
                .withMessage("a row of 2 numbers cannot meet 3 rows");
    }
}
