package dev.akin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.kernel.ElementType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class TrainableTableTest {

    private static TrainableTable filled(TrainableTable table, float[] values) {
        for (int row = 0; row < table.rows(); row++) {
            table.set(row, values, row * table.dimension());
        }
        return table;
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OneBlock extends TableContract {
        @Override
        EmbeddingTable table(float[] values, ElementType type, int rows, int dimension) {
            return filled(new TrainableTable(rows, dimension), values);
        }

        @Override
        Stream<ElementType> types() {
            return Stream.of(ElementType.FLOAT32);
        }
    }

    /// At most four rows a block, so that every range crosses an edge.
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ManyBlocks extends TableContract {
        @Override
        EmbeddingTable table(float[] values, ElementType type, int rows, int dimension) {
            return filled(new TrainableTable(rows, dimension, 128), values);
        }

        @Override
        Stream<ElementType> types() {
            return Stream.of(ElementType.FLOAT32);
        }
    }

    @Test
    void rowsLieInTheirBlocksPaddedWithZeros() {
        TrainableTable table = filled(new TrainableTable(5, 3, 32), TableContract.values(15));

        assertThat(table.blocks()).isEqualTo(3);
        assertThat(table.stride()).isEqualTo(16);
        for (int row = 0; row < 5; row++) {
            float[] block = table.block(row);
            int from = table.offset(row);
            assertThat(new float[] {block[from], block[from + 1], block[from + 2], block[from + 3]})
                    .startsWith(table.row(row))
                    .endsWith(0);
        }
    }

    @Test
    void writingIntoABlockChangesTheRow() {
        TrainableTable table = new TrainableTable(2, 2);

        table.block(1)[table.offset(1)] = 7;

        assertThat(table.row(1)).containsExactly(7, 0);
        assertThat(table.row(0)).containsExactly(0, 0);
    }

    @Test
    void whatCannotBeIsRefused() {
        TrainableTable table = new TrainableTable(2, 2);

        assertThatThrownBy(() -> table.set(2, new float[2], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainableTable(1, 0))
                .withMessageContaining("not 1 × 0");
    }
}
