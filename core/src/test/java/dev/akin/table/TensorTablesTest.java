package dev.akin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.kernel.ElementType;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Short rows, and factors of the two sides into which rows are folded.
class TensorTablesTest {
    private static final int ROWS = 150;

    private static float[] random(int length) {
        Random random = new Random(length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static EmbeddingTable shortRows(int rank) {
        return EmbeddingTable.of(random(ROWS * rank), ROWS, rank);
    }

    private static float[] identity(int side) {
        float[] identity = new float[side * side];
        for (int i = 0; i < side; i++) {
            identity[i * side + i] = 1;
        }
        return identity;
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// Factors that leave short rows as they are.
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Cp extends TableContract {
        @Override
        EmbeddingTable table(float[] values, ElementType type, int rows, int dimension) {
            EmbeddingTable inner = EmbeddingTable.of(values, rows, dimension);
            float[][] factors = {ones(dimension), identity(dimension)};
            return CpTable.of(inner, factors, new float[dimension]);
        }

        @Override
        Stream<ElementType> types() {
            return Stream.of(ElementType.FLOAT32);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Tucker extends TableContract {
        @Override
        EmbeddingTable table(float[] values, ElementType type, int rows, int dimension) {
            EmbeddingTable inner = EmbeddingTable.of(values, rows, dimension);
            TuckerShape shape = new TuckerShape(1, dimension, 1, dimension);
            float[][] factors = {identity(dimension), {1}, identity(dimension)};
            return TuckerTable.of(inner, shape, factors, new float[dimension]);
        }

        @Override
        Stream<ElementType> types() {
            return Stream.of(ElementType.FLOAT32);
        }
    }

    @Test
    void aRowOfCpIsASumOfProducts() {
        for (int rank : new int[] {1, 5, 17}) {
            EmbeddingTable inner = shortRows(rank);
            float[] first = random(4 * rank);
            float[] second = random(6 * rank);
            float[] mean = random(24);
            CpTable table = CpTable.of(inner, new float[][] {first, second}, mean);
            for (int row : new int[] {0, 63, 64, ROWS - 1}) {
                for (int d = 0; d < 24; d++) {
                    double wanted = mean[d];
                    for (int k = 0; k < rank; k++) {
                        wanted +=
                                (double) inner.row(row)[k]
                                        * first[d / 6 * rank + k]
                                        * second[d % 6 * rank + k];
                    }
                    assertThat(table.row(row)[d]).isCloseTo((float) wanted, within(1e-4f));
                }
            }
            assertThat(table.bytes()).isEqualTo(inner.bytes() + 4L * (10 * rank + 24));
            assertThat(table.factors()).isDeepEqualTo(new float[][] {first, second});
            ProjectedTablesTest.scoresAreThoseOfItsRows(table);
        }
    }

    @Test
    void aRowOfTuckerIsTheCoreTimesItsFactors() {
        TuckerShape shape = new TuckerShape(4, 6, 3, 5);
        for (int rank : new int[] {1, 7, 15}) {
            EmbeddingTable inner = shortRows(rank);
            float[][] factors = {random(rank * 15), random(4 * 3), random(6 * 5)};
            float[] mean = random(24);
            TuckerTable table = TuckerTable.of(inner, shape, factors, mean);
            for (int row : new int[] {0, 63, 64, ROWS - 1}) {
                for (int d = 0; d < 24; d++) {
                    double wanted = mean[d] + number(inner.row(row), factors, d);
                    assertThat(table.row(row)[d]).isCloseTo((float) wanted, within(1e-3f));
                }
            }
            assertThat(table.bytes()).isEqualTo(inner.bytes() + 4L * (15 * rank + 12 + 30 + 24));
            assertThat(table.factors()).isDeepEqualTo(factors);
            assertThat(table.shape()).isEqualTo(shape);
            ProjectedTablesTest.scoresAreThoseOfItsRows(table);
        }
    }

    private static double number(float[] row, float[][] factors, int d) {
        double sum = 0;
        for (int a = 0; a < row.length; a++) {
            for (int b = 0; b < 3; b++) {
                for (int c = 0; c < 5; c++) {
                    sum +=
                            (double) row[a]
                                    * factors[0][(a * 3 + b) * 5 + c]
                                    * factors[1][d / 6 * 3 + b]
                                    * factors[2][d % 6 * 5 + c];
                }
            }
        }
        return sum;
    }

    @Test
    void sizesMustAgree() {
        EmbeddingTable inner = shortRows(3);
        float[] mean = new float[24];
        refused(
                () -> CpTable.of(inner, new float[][] {random(12), random(17)}, mean),
                "the second factor has 17 numbers, no rows of 3");
        refused(
                () -> CpTable.of(inner, new float[][] {random(12), random(15)}, mean),
                "the mean must have 20 numbers, but has 24");
        refused(
                () -> CpTable.of(inner, new float[][] {{}, random(15)}, mean),
                "the first factor has 0 numbers, no rows of 3");
        refused(
                () -> CpTable.of(inner, new float[][] {random(3), random(6)}, new float[2]),
                "short rows of 3 numbers are longer than rows of 2");
        TuckerShape shape = new TuckerShape(4, 6, 2, 3);
        float[][] factors = {random(18), random(8), random(18)};
        assertThat(TuckerTable.of(inner, shape, factors, mean).rows()).isEqualTo(ROWS);
        refused(
                () -> TuckerTable.of(inner, shape, factors, new float[25]),
                "the mean must have 24 numbers, but has 25");
        factors[0] = random(17);
        refused(
                () -> TuckerTable.of(inner, shape, factors, mean),
                "the core must have 18 numbers, but has 17");
        refused(
                () -> new TuckerShape(4, 6, 5, 3),
                "the rank of the first side is 5, but 1 to 4 will do");
        refused(
                () -> new TuckerShape(4, 6, 4, 0),
                "the rank of the second side is 0, but 1 to 6 will do");
    }

    private static void refused(Runnable action, String message) {
        assertThatIllegalArgumentException().isThrownBy(action::run).withMessage(message);
    }
}
