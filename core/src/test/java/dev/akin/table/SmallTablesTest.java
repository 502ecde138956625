package dev.akin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables of a byte or a bit a number.
class SmallTablesTest {
    private static final int ROWS = 23;

    private static EmbeddingTable random(int rows, int dimension) {
        Random random = new Random(dimension);
        float[] values = new float[rows * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (1 + i % dimension);
        }
        return EmbeddingTable.of(values, rows, dimension);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 16, 33})
    void aByteIsOffByHalfAStepAtTheMost(int dimension) {
        EmbeddingTable source = random(ROWS, dimension);
        Int8Table table = Int8Table.copyOf(source);
        float[] scale = table.scale();
        for (int row = 0; row < ROWS; row++) {
            float[] wanted = source.row(row);
            float[] found = table.row(row);
            for (int i = 0; i < dimension; i++) {
                assertThat(found[i]).isCloseTo(wanted[i], within(0.501f * scale[i]));
            }
        }
        assertThat(table.bytes()).isEqualTo((long) ROWS * dimension + 8L * dimension);
        scoresAreThoseOfItsRows(table);
        scoresAreThoseOfItsRows(Int8Table.of(table.codes(), table.scale(), table.zero()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 16, 33})
    void aBitIsTheSign(int dimension) {
        EmbeddingTable source = random(ROWS, dimension);
        BinaryTable table = BinaryTable.copyOf(source);
        for (int row = 0; row < ROWS; row++) {
            float[] wanted = source.row(row);
            float[] found = table.row(row);
            for (int i = 0; i < dimension; i++) {
                assertThat(found[i]).isEqualTo(wanted[i] > 0 ? 1f : -1f);
            }
        }
        assertThat(table.bytes()).isEqualTo((long) ROWS * ((dimension + 7) / 8));
        scoresAreThoseOfItsRows(table);
        scoresAreThoseOfItsRows(BinaryTable.of(table.bits(), ROWS, dimension));
    }

    private static void scoresAreThoseOfItsRows(EmbeddingTable table) {
        int dimension = table.dimension();
        float[] query = random(1, dimension).row(0);
        float[] dots = new float[ROWS];
        float[] norms = new float[ROWS];
        table.dots(query, 0, ROWS, dots, 0);
        table.norms(0, ROWS, norms, 0);
        float[] gathered = new float[2 * dimension];
        table.gather(new int[] {ROWS - 1, 0}, 2, gathered, 0);
        assertThat(gathered).startsWith(table.row(ROWS - 1)).endsWith(table.row(0));
        for (int row = 0; row < ROWS; row++) {
            double dot = 0;
            double squares = 0;
            float[] numbers = table.row(row);
            for (int i = 0; i < dimension; i++) {
                dot += (double) query[i] * numbers[i];
                squares += (double) numbers[i] * numbers[i];
            }
            assertThat(norms[row])
                    .isCloseTo((float) Math.sqrt(squares), within(norms[row] * 1e-5f));
            assertThat(dots[row])
                    .isCloseTo((float) dot, within((float) Math.sqrt(squares) * dimension * 1e-4f));
        }
    }

    /// What numpy.packbits makes of these signs.
    @Test
    void bitsLieFromTheHighest() {
        float[] row = {1, -1, -1, 0, 1, 1, -1, 1, -1, 1};
        BinaryTable table = BinaryTable.copyOf(EmbeddingTable.of(row, 1, 10));
        assertThat(table.bits().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE))
                .containsExactly((byte) 0b10001101, (byte) 0b01000000);
    }

    @Test
    void aDimensionThatIsTheSameEverywhereStaysSo() {
        Int8Table table =
                Int8Table.copyOf(EmbeddingTable.of(new float[] {0.25f, 1, 0.25f, 2}, 2, 2));
        assertThat(table.row(0)[0]).isCloseTo(0.25f, within(1e-4f));
        assertThat(table.row(1)[0]).isCloseTo(0.25f, within(1e-4f));
        assertThat(Int8Table.copyOf(EmbeddingTable.of(new float[0], 0, 2)).rows()).isZero();
        assertThat(BinaryTable.copyOf(EmbeddingTable.of(new float[0], 0, 2)).rows()).isZero();
    }

    @Test
    void sizesMustAgree() {
        MemorySegment seven = MemorySegment.ofArray(new byte[7]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Int8Table.of(seven, new float[2], new float[2]))
                .withMessage("7 codes are no rows of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Int8Table.of(seven, new float[2], new float[1]))
                .withMessage("there are 2 scales but 1 zeros");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinaryTable.of(seven, 3, 10))
                .withMessage("3 × 10 bits do not fill 7 bytes");
    }
}
