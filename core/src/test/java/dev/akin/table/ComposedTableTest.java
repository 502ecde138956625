package dev.akin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.kernel.ElementType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class ComposedTableTest {
    private static final int SHARED = 5;

    /// Three shared rows, one of them zeros: with its own, each row is the mean of four, which is exact.
    private static int[] shares(int row) {
        return new int[] {row % SHARED, -1, (row + 2) % SHARED};
    }

    private static EmbeddingTable shared(int dimension) {
        return EmbeddingTable.of(
                Arrays.copyOfRange(
                        TableContract.values(999 + SHARED * dimension),
                        999,
                        999 + SHARED * dimension),
                SHARED,
                dimension);
    }

    /// The own rows that, composed, give `values`.
    private static ComposedTable composed(float[] values, int rows, int dimension) {
        EmbeddingTable shared = shared(dimension);
        float[] own = new float[values.length];
        ComposedTable.separate(
                EmbeddingTable.of(values, rows, dimension),
                shared,
                ComposedTableTest::shares,
                0,
                rows,
                own);
        return new ComposedTable(
                EmbeddingTable.of(own, rows, dimension), shared, ComposedTableTest::shares);
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class AsNeeded extends TableContract {
        @Override
        EmbeddingTable table(float[] values, ElementType type, int rows, int dimension) {
            return composed(values, rows, dimension);
        }

        @Override
        Stream<ElementType> types() {
            return Stream.of(ElementType.FLOAT32);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class AllAtOnce extends TableContract {
        @Override
        EmbeddingTable table(float[] values, ElementType type, int rows, int dimension) {
            ComposedTable table = composed(values, rows, dimension);
            table.norms(0, rows, new float[rows], 0);
            return table;
        }

        @Override
        Stream<ElementType> types() {
            return Stream.of(ElementType.FLOAT32);
        }
    }

    @Test
    void manyRowsAreTheSameAsFew() {
        int rows = 1000;
        float[] values = TableContract.values(rows * 3);
        ComposedTable table = composed(values, rows, 3);
        float[] few = table.row(777);
        float[] all = new float[values.length];
        table.read(0, rows, all, 0);
        assertThat(all).isEqualTo(values);
        assertThat(table.row(777)).isEqualTo(few);
    }

    @Test
    void aRowWithManyPartsIsTheirMean() {
        float[] ones = {1, 1};
        EmbeddingTable one = EmbeddingTable.of(ones, 1, 2);
        int[] many = new int[199];
        ComposedTable table = new ComposedTable(one, one, _ -> many.clone());
        assertThat(table.row(0)).containsExactly(1, 1);
        Arrays.fill(many, 0, 100, -1);
        assertThat(table.row(0)).containsExactly(0.5f, 0.5f);
    }

    @Test
    void dimensionsMustBeTheSame() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ComposedTable(shared(3), shared(4), ComposedTableTest::shares))
                .withMessageContaining("3 dimensions")
                .withMessageContaining("4");
    }
}
