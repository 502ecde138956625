package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.kernel.EdgeKernel.Edges;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeKernelParityTest {
    private static final int POINTS = 75;

    /// Point p has `p % (most + 1)` edges, so that there are ends of every length.
    private static Edges edges(int most) {
        Random random = new Random(4);
        int[] starts = new int[POINTS + 1];
        for (int p = 0; p < POINTS; p++) {
            starts[p + 1] = starts[p] + p % (most + 1);
        }
        int[] ids = random.ints(starts[POINTS], 0, POINTS).toArray();
        float[] values = new float[ids.length];
        for (int e = 0; e < values.length; e++) {
            values[e] = random.nextFloat();
        }
        return new Edges(starts, ids, values);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void pullsAgree(int dimensions) {
        Random random = new Random(5);
        float[][] y = new float[dimensions][POINTS];
        for (float[] one : y) {
            for (int p = 0; p < POINTS; p++) {
                one[p] = 4 * random.nextFloat();
            }
        }
        for (int most : new int[] {0, 1, 15, 16, 17, 40}) {
            float[][] expected = new float[dimensions][POINTS];
            float[][] found = new float[dimensions][POINTS];
            EdgeKernel.scalar().pull(y, edges(most), 0, POINTS, expected);
            EdgeKernel.best().pull(y, edges(most), 0, 33, found);
            EdgeKernel.best().pull(y, edges(most), 33, POINTS, found);
            for (int d = 0; d < dimensions; d++) {
                assertThat(found[d]).containsExactly(expected[d], within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void pushesAgree(int dimensions) {
        for (int count : new int[] {1, 7, 15, 16, 17, 75}) {
            Random random = new Random(count);
            float[][] y = new float[dimensions][count];
            for (float[] one : y) {
                for (int p = 0; p < count; p++) {
                    one[p] = 4 * random.nextFloat();
                }
            }
            float[][] expected = new float[dimensions][count];
            float[][] found = new float[dimensions][count];
            float[] expectedWeights = new float[count];
            float[] foundWeights = new float[count];
            EdgeKernel.scalar().push(y, 0, count, expected, expectedWeights);
            EdgeKernel.best().push(y, 0, count / 2, found, foundWeights);
            EdgeKernel.best().push(y, count / 2, count, found, foundWeights);
            assertThat(foundWeights).containsExactly(expectedWeights, within(1e-5f));
            for (int d = 0; d < dimensions; d++) {
                assertThat(found[d]).containsExactly(expected[d], within(1e-5f));
            }
        }
    }
}
