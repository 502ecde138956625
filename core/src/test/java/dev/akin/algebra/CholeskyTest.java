package dev.akin.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40, 150})
    void whatIsSolvedFitsTheEquations(int size) {
        Random random = new Random(size);
        double[][] root = new double[size][size];
        double[][] wanted = new double[size][3];
        for (int i = 0; i < size; i++) {
            root[i] = random.doubles(size, -1, 1).toArray();
            wanted[i] = random.doubles(3, -1, 1).toArray();
        }
        double[][] matrix = new double[size][size];
        double[][] sides = new double[size][3];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                matrix[i][k] = i == k ? 1 : 0;
                for (int j = 0; j < size; j++) {
                    matrix[i][k] += root[i][j] * root[k][j];
                }
                for (int s = 0; s < 3; s++) {
                    sides[i][s] += matrix[i][k] * wanted[k][s];
                }
            }
        }
        Cholesky.of(matrix, new Workers(2)).solve(sides);
        for (int i = 0; i < size; i++) {
            assertThat(sides[i]).containsExactly(wanted[i], within(1e-9));
        }
    }

    @Test
    void aMatrixThatIsNotPositiveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cholesky.of(new double[][] {{1}, {2, 1}}, new Workers(1)))
                .withMessage("the matrix is not positive definite: pivot 1 is -3.0");
    }

    @Test
    void atTheEdgeALittleIsAdded() {
        Workers workers = new Workers(1);
        double[][] sides = {{3}, {6}};
        double[][] edge = {{1, 2}, {2, 4 - 1e-9}};
        Cholesky.shifted(edge, 1e-10, workers).solve(sides);
        assertThat(sides[0][0] + 2 * sides[1][0]).isCloseTo(3, within(1e-6));
        assertThat(edge).isDeepEqualTo(new double[][] {{1, 2}, {2, 4 - 1e-9}});
        double[][] zeros = {{0}};
        Cholesky.shifted(new double[][] {{0}}, 1e-10, workers).solve(zeros);
        assertThat(zeros[0][0]).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cholesky.shifted(new double[][] {{-9}}, 1e-10, workers));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cholesky.shifted(new double[][] {{Double.NaN}}, 0.1, workers))
                .withMessage("the matrix is not positive definite: pivot 0 is NaN");
    }
}
