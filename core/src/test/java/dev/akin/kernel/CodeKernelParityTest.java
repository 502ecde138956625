package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.kernel.CodeKernel.CodeRows;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeKernelParityTest {
    private static final int ROWS = 9;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 300})
    void scoresAndNumbersAreThoseOfTheCodes(int dimension) {
        for (CodeWidth width : CodeWidth.values()) {
            int stride = width.stride(dimension);
            byte[] bytes = new byte[3 + ROWS * stride];
            new Random(dimension).nextBytes(bytes);
            CodeRows rows = new CodeRows(MemorySegment.ofArray(bytes), 3, stride, ROWS);
            float[] query = numbers(dimension, 1);
            float[] dots = new float[ROWS + 1];
            CodeKernel.best().dots(width, rows, query, dots, 1);
            for (int r = 0; r < ROWS; r++) {
                float[] row = new float[dimension + 2];
                long at = 3 + (long) r * stride;
                CodeKernel.best().widen(width, rows.codes(), at, 0.25f, row, 2, dimension);
                double dot = 0;
                double size = 0;
                for (int i = 0; i < dimension; i++) {
                    assertThat(row[2 + i]).isEqualTo(number(width, bytes, (int) at, i) / 4);
                    dot += 4.0 * row[2 + i] * query[i];
                    size += Math.abs(4 * row[2 + i] * query[i]);
                }
                assertThat((double) dots[r + 1]).isCloseTo(dot, within(1e-5 * (1 + 2 * size)));
            }
        }
    }

    /// What [CodeWidth] says, written another way.
    private static float number(CodeWidth width, byte[] bytes, int at, int i) {
        return switch (width) {
            case BYTE -> bytes[at + i];
            case HALF -> {
                int pair = bytes[at + i / 2] & 0xff;
                yield (i % 2 == 0 ? pair % 16 : pair / 16) - 7.5f;
            }
            case BIT -> {
                String bits = Integer.toBinaryString(0x100 | (bytes[at + i / 8] & 0xff));
                yield bits.charAt(1 + i % 8) == '1' ? 1 : -1;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 33, 300})
    void theSameCodes(int dimension) {
        float[] values = numbers(dimension, 3);
        values[0] = 1000;
        values[dimension - 1] = -1000;
        for (CodeWidth width : CodeWidth.values()) {
            byte[] best = new byte[2 + width.stride(dimension)];
            byte[] scalar = best.clone();
            CodeKernel.best()
                    .narrow(width, values, 1.5f, dimension, MemorySegment.ofArray(best), 2);
            CodeKernel.scalar()
                    .narrow(width, values, 1.5f, dimension, MemorySegment.ofArray(scalar), 2);
            assertThat(best).isEqualTo(scalar);
            for (int i = 0; i < dimension; i++) {
                float found = number(width, best, 2, i);
                float wanted = Math.clamp(values[i] * 1.5f, -width.most(), width.most());
                if (width == CodeWidth.BIT) {
                    assertThat(found).isEqualTo(wanted > 0 ? 1f : -1f);
                } else if (found != Byte.MIN_VALUE) {
                    assertThat(found).isCloseTo(wanted, within(0.5001f));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 40})
    void theLargest(int dimension) {
        float[] values = numbers(dimension, 1);
        values[dimension - 1] = -7;
        assertThat(CodeKernel.best().largest(values, dimension)).isEqualTo(7);
        values[dimension / 2] = Float.NaN;
        assertThat(CodeKernel.best().largest(values, dimension)).isNaN();
        assertThat(CodeKernel.scalar().largest(values, dimension)).isNaN();
        values[dimension / 2] = Float.NEGATIVE_INFINITY;
        assertThat(CodeKernel.best().largest(values, dimension)).isInfinite();
    }

    private static float[] numbers(int length, float size) {
        Random random = new Random(length);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian() * size;
        }
        return numbers;
    }

    @Test
    void bitsLieAsNumpyPacksThem() {
        byte[] packed = new byte[2];
        float[] row = {1, -1, -1, 0, 1, 1, -1, 1, -1, 1};
        CodeKernel.best().narrow(CodeWidth.BIT, row, 1, 10, MemorySegment.ofArray(packed), 0);
        assertThat(MemorySegment.ofArray(packed).toArray(ValueLayout.JAVA_BYTE))
                .containsExactly((byte) 0b10001101, (byte) 0b01000000);
    }
}
