package dev.akin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class CodesTableTest {
    /// Two codebooks of three vectors of two numbers.
    private static final float[] BOOKS = {1, 0, 2, 0, 3, 0, 0, 10, 0, 20, 0, 30};

    @Test
    void aRowIsTheSumOfWhatItsCodesName() {
        byte[] codes = {0x10, 0x02, 0x21};
        CodesTable table = CodesTable.of(MemorySegment.ofArray(codes), BOOKS, 2, 2);
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.entries()).isEqualTo(3);
        assertThat(table.row(0)).containsExactly(1, 20);
        assertThat(table.row(1)).containsExactly(3, 10);
        assertThat(table.row(2)).containsExactly(2, 30);
        assertThat(table.bytes()).isEqualTo(3 + 48);
    }

    @Test
    void aCodeThatNamesNothingIsRefused() {
        byte[] codes = {0x00, 0x30};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodesTable.of(MemorySegment.ofArray(codes), BOOKS, 2, 2))
                .withMessage("row 1: code 1 is 3, but there are 3 vectors");
    }

    @Test
    void sizesMustAgree() {
        MemorySegment three = MemorySegment.ofArray(new byte[3]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodesTable.of(three, BOOKS, 5, 2))
                .withMessageContaining("are not 5 codebooks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodesTable.of(three, BOOKS, 2, 5))
                .withMessageContaining("no vectors of 5 dimensions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodesTable.of(three, new float[12], 3, 2))
                .withMessageContaining("3 bytes are no rows of 2 bytes");
    }
}
