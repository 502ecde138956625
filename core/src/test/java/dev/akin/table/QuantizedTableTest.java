package dev.akin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.kernel.ElementType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class QuantizedTableTest {
    /// Row r has centroid r in every part, so that nothing is lost.
    private static QuantizedTable exact(
            float[] values, int rows, int dimension, int width, boolean norms) {
        int parts = Math.ceilDiv(dimension, width);
        byte[] codes = new byte[rows * parts];
        float[] centroids = new float[QuantizedTable.CENTROIDS * dimension];
        float scale = norms ? 0.5f : 1;
        for (int row = 0; row < rows; row++) {
            Arrays.fill(codes, row * parts, (row + 1) * parts, (byte) row);
            for (int i = 0; i < dimension; i++) {
                int part = i / width * width;
                int wide = Math.min(width, dimension - part);
                int at = part * QuantizedTable.CENTROIDS + row * wide + i - part;
                centroids[at] = scale * values[row * dimension + i];
            }
        }
        return new QuantizedTable(
                new QuantizedTable.Codes(MemorySegment.ofArray(codes), centroids, width),
                norms ? twos(rows) : null);
    }

    private static QuantizedTable.Codes twos(int rows) {
        float[] norms = new float[QuantizedTable.CENTROIDS];
        norms[255] = 2;
        byte[] codes = new byte[rows];
        Arrays.fill(codes, (byte) 255);
        return new QuantizedTable.Codes(MemorySegment.ofArray(codes), norms, 1);
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WithoutNorms extends TableContract {
        @Override
        EmbeddingTable table(float[] values, ElementType type, int rows, int dimension) {
            return exact(values, rows, dimension, 2, false);
        }

        @Override
        Stream<ElementType> types() {
            return Stream.of(ElementType.FLOAT32);
        }
    }

    /// Also with a last part that is narrower than the others.
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WithNorms extends TableContract {
        @Override
        EmbeddingTable table(float[] values, ElementType type, int rows, int dimension) {
            return exact(values, rows, dimension, 5, true);
        }

        @Override
        Stream<ElementType> types() {
            return Stream.of(ElementType.FLOAT32);
        }
    }

    @Test
    void someRowsAreATableToo() {
        float[] values = TableContract.values(9 * 4);
        QuantizedTable table = exact(values, 9, 4, 3, true);
        assertThat(table.slice(2, 5).row(3)).isEqualTo(table.row(5));
        assertThat(table.select(new int[] {8, 0}).row(0)).isEqualTo(table.row(8));
        assertThatThrownBy(() -> table.slice(5, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> table.select(new int[] {9}))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void codesMustFit() {
        float[] centroids = new float[QuantizedTable.CENTROIDS * 4];
        MemorySegment codes = MemorySegment.ofArray(new byte[5]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuantizedTable.Codes(codes, centroids, 2))
                .withMessageContaining("5 codes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuantizedTable.Codes(codes, new float[7], 2))
                .withMessageContaining("7 numbers");
        QuantizedTable.Codes vectors = new QuantizedTable.Codes(codes, centroids, 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuantizedTable(vectors, twos(4)))
                .withMessageContaining("5 rows cannot have 4");
    }

    private static QuantizedTable turned(int dimension, int from, int to, float number) {
        float[] rotation = new float[dimension * dimension];
        for (int i = 0; i < dimension; i++) {
            rotation[i * dimension + i] = 1;
        }
        rotation[from * dimension + to] = number;
        float[] centroids = new float[QuantizedTable.CENTROIDS * dimension];
        MemorySegment codes = MemorySegment.ofArray(new byte[2 * dimension]);
        return QuantizedTable.turned(new QuantizedTable.Codes(codes, centroids, 1), rotation);
    }

    /// Whichever two rows they are, however far apart.
    @Test
    void rowsOfARotationAreAtRightAngles() {
        for (int dimension : new int[] {1, 4, 64, 65, 131}) {
            assertThat(turned(dimension, 0, 0, 1).rows()).isEqualTo(2);
            int last = dimension - 1;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> turned(dimension, last, last, 0.99f))
                    .withMessage("row " + last + " of the rotation is not of length 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> turned(dimension, 0, 0, Float.NaN))
                    .withMessageContaining("of the rotation");
        }
        for (int other : new int[] {1, 2, 63, 64, 130}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> turned(131, other, 0, 0.01f))
                    .withMessage(
                            "rows 0 and " + other + " of the rotation are not at right angles");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuantizedTable.turned(turned(3, 0, 0, 1).codes(), new float[8]))
                .withMessage("a rotation of 8 numbers cannot turn rows of 3");
    }
}
