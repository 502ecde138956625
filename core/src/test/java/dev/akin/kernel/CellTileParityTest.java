package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Both kernels against the sums as they are written, in double precision.
class CellTileParityTest {
    private static final int ROWS = 40;
    private static final int LEAD = 12;
    private static final int AT = 5;

    @ParameterizedTest
    @CsvSource({"16, 0", "16, 1", "32, 3", "48, 4", "64, 5", "64, 16", "80, 15", "304, 7"})
    void chosenKernelFollowsTheFormula(int width, int count) {
        check(new CellTile(width), width, count);
    }

    @ParameterizedTest
    @CsvSource({"16, 1", "64, 16", "80, 5"})
    void scalarKernelFollowsTheFormula(int width, int count) {
        check(new CellTile(width, ScalarCellKernel.INSTANCE), width, count);
    }

    @Test
    void refusesOddWidths() {
        assertThatThrownBy(() -> new CellTile(20)).hasMessage("width 20 must be a multiple of 16");
    }

    @Test
    void refusesMoreRowsThanItHolds() {
        assertThatThrownBy(() -> new CellTile(16).products(new float[16], 17, new float[16], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void check(CellTile tile, int width, int count) {
        Random random = new Random(width + count);
        float[] rows = numbers(LEAD + ROWS * width, random);
        float[] vector = numbers(AT + width, random);
        float[] into = numbers(AT + width, random);
        double[] expected = new double[width];
        for (int i = 0; i < width; i++) {
            expected[i] = into[AT + i];
        }
        for (int k = 0; k < count; k++) {
            tile.starts()[k] = LEAD + random.nextInt(ROWS) * width;
        }
        tile.products(rows, count, vector, AT);
        for (int k = 0; k < count; k++) {
            double product = 0;
            for (int i = 0; i < width; i++) {
                product += (double) rows[tile.starts()[k] + i] * vector[AT + i];
            }
            assertThat((double) tile.values()[k]).isCloseTo(product, within(1e-5 * width));
            for (int i = 0; i < width; i++) {
                expected[i] += tile.values()[k] * (double) rows[tile.starts()[k] + i];
            }
        }
        tile.add(rows, count, into, AT);
        for (int i = 0; i < width; i++) {
            assertThat((double) into[AT + i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    private static float[] numbers(int count, Random random) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() * 2 - 1;
        }
        return numbers;
    }
}
