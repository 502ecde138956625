package dev.akin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Short rows and what makes long ones of them.
class ProjectedTablesTest {
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

    @Test
    void aRowIsAShortRowTimesTheMatrixPlusTheMean() {
        for (int rank : new int[] {1, 5, 17}) {
            EmbeddingTable inner = shortRows(rank);
            float[] projection = random(rank * 23);
            float[] mean = random(23);
            FactoredTable table = FactoredTable.of(inner, projection, mean);
            for (int row : new int[] {0, 63, 64, ROWS - 1}) {
                float[] numbers = inner.row(row);
                for (int d = 0; d < 23; d++) {
                    double wanted = mean[d];
                    for (int r = 0; r < rank; r++) {
                        wanted += (double) numbers[r] * projection[r * 23 + d];
                    }
                    assertThat(table.row(row)[d]).isCloseTo((float) wanted, within(1e-4f));
                }
            }
            assertThat(table.bytes()).isEqualTo(inner.bytes() + 4L * 23 * (rank + 1));
            scoresAreThoseOfItsRows(table);
        }
    }

    /// As they are read, whatever way they are asked for.
    static void scoresAreThoseOfItsRows(EmbeddingTable table) {
        int dimension = table.dimension();
        int rows = table.rows();
        float[] query = random(dimension);
        float[] dots = new float[rows + 1];
        float[] norms = new float[rows + 1];
        table.dots(query, 0, rows, dots, 1);
        table.norms(0, rows, norms, 1);
        query[0] += 1;
        float[] others = new float[rows];
        table.dots(query, 0, rows, others, 0);
        int[] ids = {rows - 1, 0, rows / 2};
        float[] gathered = new float[3 * dimension];
        table.gather(ids, 3, gathered, 0);
        for (int i = 0; i < 3; i++) {
            float[] wanted = table.row(ids[i]);
            for (int d = 0; d < dimension; d++) {
                assertThat(gathered[i * dimension + d]).isCloseTo(wanted[d], within(1e-4f));
            }
        }
        for (int row = 0; row < rows; row++) {
            float[] numbers = table.row(row);
            double dot = -numbers[0];
            double squares = 0;
            for (int d = 0; d < dimension; d++) {
                dot += (double) query[d] * numbers[d];
                squares += (double) numbers[d] * numbers[d];
            }
            assertThat(norms[row + 1])
                    .isCloseTo((float) Math.sqrt(squares), within(1e-4f * norms[row + 1]));
            assertThat(dots[row + 1]).isCloseTo((float) dot, within(1e-3f));
            assertThat(others[row]).isCloseTo((float) (dot + numbers[0]), within(1e-3f));
        }
    }

    @Test
    void sizesMustAgree() {
        EmbeddingTable inner = shortRows(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FactoredTable.of(inner, new float[11], new float[4]))
                .withMessage("the projection must have 12 numbers, but has 11");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FactoredTable.of(inner, new float[0], new float[0]));
        FactoredTable table = FactoredTable.of(inner, new float[12], new float[4]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.dots(new float[3], 0, 1, new float[1], 0))
                .withMessage("the query has 3 dimensions, the table 4");
        assertThatThrownBy(() -> table.row(ROWS)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> table.read(0, 2, new float[7], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
