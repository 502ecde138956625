package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapKernelParityTest {
    private static final int FROM = 3;
    private static final int OTHER = 5;

    private static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            // Some are equal in both rows.
            numbers[i] = i % 5 == 0 ? 1 : random.nextFloat() - 0.5f;
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 100})
    void gapsAgree(int length) {
        float[] a = numbers(2 * length + FROM, 1);
        float[] b = numbers(2 * length + OTHER, 2);
        GapKernel best = GapKernel.best();
        GapKernel scalar = GapKernel.scalar();
        assertThat(best.absolute(a, FROM, b, OTHER, length))
                .isCloseTo(scalar.absolute(a, FROM, b, OTHER, length), within(1e-4f));
        assertThat(best.moduli(a, FROM, b, OTHER, length))
                .isCloseTo(scalar.moduli(a, FROM, b, OTHER, length), within(1e-4f));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 100})
    void pullsAgree(int length) {
        float[] a = numbers(2 * length + FROM, 3);
        float[] b = numbers(2 * length + FROM, 4);
        float[][] found = pulls(GapKernel.best(), a, b, length);
        float[][] expected = pulls(GapKernel.scalar(), a, b, length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).containsExactly(expected[i], within(1e-5f));
        }
    }

    private static float[][] pulls(GapKernel kernel, float[] a, float[] b, int length) {
        float[][] sums = new float[4][a.length];
        kernel.pullAbsolute(0.7f, a, FROM, b, FROM, sums[0], sums[1], length);
        kernel.pullModuli(0.7f, a, FROM, b, FROM, sums[2], sums[3], length);
        return sums;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17})
    void pullsAreTheSlopesOfGaps(int half) {
        float[] a = numbers(2 * half, 5);
        float[] b = numbers(2 * half, 6);
        for (int i = 0; i < a.length; i++) {
            b[i] += 0.25f;
        }
        GapKernel kernel = GapKernel.best();
        float[] da = new float[a.length];
        float[] db = new float[a.length];
        kernel.pullModuli(1, a, 0, b, 0, da, db, half);
        float before = kernel.moduli(a, 0, b, 0, half);
        for (int i = 0; i < a.length; i++) {
            float[] moved = a.clone();
            moved[i] += 1e-2f;
            float slope = (kernel.moduli(moved, 0, b, 0, half) - before) / 1e-2f;
            assertThat(da[i]).isCloseTo(slope, within(0.05f));
            assertThat(db[i]).isEqualTo(-da[i]);
        }
    }
}
