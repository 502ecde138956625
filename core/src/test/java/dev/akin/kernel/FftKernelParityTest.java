package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.kernel.FftKernel.Columns;
import dev.akin.kernel.FftKernel.Shape;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftKernelParityTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void stagesAgree(int factor) {
        int m = 6;
        int length = 2 * factor * m;
        float[] cos = new float[length];
        float[] sin = new float[length];
        for (int i = 0; i < length; i++) {
            cos[i] = (float) Math.cos(2 * Math.PI * i / length);
            sin[i] = (float) Math.sin(2 * Math.PI * i / length);
        }
        for (int run : new int[] {1, 16, 35}) {
            Columns x = drawn(run * factor * m);
            Columns expected = drawn(run * factor * m);
            Columns found = drawn(run * factor * m);
            Shape shape = new Shape(run, m, 2, cos, sin);
            FftKernel.scalar().stage(factor, x, expected, shape);
            FftKernel.best().stage(factor, x, found, shape);
            assertThat(found.re()).containsExactly(expected.re(), within(2e-6f));
            assertThat(found.im()).containsExactly(expected.im(), within(2e-6f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 40})
    void weightsAgree(int count) {
        Columns expected = drawn(count);
        Columns found = drawn(count);
        float[] weights = drawn(count + 5).re();
        FftKernel.scalar().weigh(expected, weights, 5);
        FftKernel.best().weigh(found, weights, 5);
        assertThat(found.re()).containsExactly(expected.re());
        assertThat(found.im()).containsExactly(expected.im());
    }

    private static Columns drawn(int count) {
        Random random = new Random(count);
        Columns columns = new Columns(new float[count], new float[count]);
        for (int i = 0; i < count; i++) {
            columns.re()[i] = random.nextFloat() - 0.5f;
            columns.im()[i] = random.nextFloat() - 0.5f;
        }
        return columns;
    }
}
