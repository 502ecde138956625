package dev.akin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.kernel.ElementType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows that training writes: what they have in common, and what those in segments have alone.
class SegmentRowsTest {
    private static final int DIMENSION = 3;

    static List<TrainableRows> kinds() {
        return List.of(
                new TrainableTable(2, DIMENSION),
                new TrainableTable(2, DIMENSION, 64),
                SegmentRows.offHeap(ElementType.FLOAT32, 2, DIMENSION),
                SegmentRows.offHeap(ElementType.BFLOAT16, 2, DIMENSION));
    }

    /// Whole numbers up to 256 are exact in bfloat16.
    private static float[] values(int row) {
        return new float[] {row % 256, -1, 0.5f};
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void growsAndKeepsWhatIsThere(TrainableRows rows) {
        int count = 2;
        while (count < 5000) {
            for (int row = count == 2 ? 0 : count / 3 * 2; row < count; row++) {
                rows.set(row, values(row), 0);
            }
            int more = count + count / 2;
            rows.grow(more);
            assertThat(rows.rows()).isEqualTo(more);
            assertThat(rows.row(more - 1)).containsOnly(0);
            count = more;
        }
        for (int row = 0; row < 2; row++) {
            assertThat(rows.row(row)).isEqualTo(values(row));
        }
        rows.set(count - 1, values(count - 1), 0);
        assertThat(rows.row(count - 1)).isEqualTo(values(count - 1));
        float[] norms = new float[1];
        rows.norms(count - 1, 1, norms, 0);
        assertThat(norms[0]).isPositive();
        int least = count - 1;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.grow(least))
                .withMessageContaining(count + " rows already, more than " + least);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsOnlyWhatIsThere(TrainableRows rows) {
        assertThatThrownBy(() -> rows.row(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> rows.set(2, values(2), 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(rows.stride()).isEqualTo(16);
    }

    @Test
    void rowsComeAndGoByCopies() {
        SegmentRows rows = SegmentRows.offHeap(ElementType.FLOAT32, 2, DIMENSION);
        float[] numbers = {9, 1.2345678f, 2, 3, 9};
        rows.store(1, numbers, 1, 0);
        float[] back = new float[5];
        rows.load(1, back, 1);
        assertThat(back).containsExactly(0, 1.2345678f, 2, 3, 0);
        assertThat(rows.row(0)).containsOnly(0);
    }

    @Test
    void singleNumbersGrowToo() {
        SegmentRows singles = SegmentRows.singles(1);
        singles.number(0, 7);
        singles.grow(1000);
        singles.number(999, 8);
        assertThat(singles.number(0)).isEqualTo(7);
        assertThat(singles.row(999)).containsExactly(8);
        assertThat(singles.number(500)).isZero();
    }
}
