package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.kernel.NearKernel.Columns;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearKernelParityTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 15, 16, 17, 33, 63, 64})
    void theSameBits(int width) {
        Random random = new Random(width);
        Columns columns = new Columns(new float[width], new float[width]);
        float[] products = new float[3 + width];
        for (int round = 0; round < 200; round++) {
            for (int q = 0; q < width; q++) {
                columns.norms()[q] = random.nextFloat();
                columns.limits()[q] =
                        random.nextInt(20) == 0 ? Float.POSITIVE_INFINITY : random.nextFloat();
                products[3 + q] = random.nextFloat() / 2;
            }
            float norm = random.nextFloat();
            float limit = round % 2 == 0 ? Float.NEGATIVE_INFINITY : random.nextFloat();
            long near = NearKernel.best().near(products, 3, columns, norm, limit);
            assertThat(near).isEqualTo(NearKernel.scalar().near(products, 3, columns, norm, limit));
            for (int q = 0; q < width; q++) {
                float distance = columns.norms()[q] + norm - 2 * products[3 + q];
                float most = Math.max(columns.limits()[q], limit);
                if (Math.abs(distance - most) > 1e-5) {
                    assertThat(near >>> q & 1).isEqualTo(distance <= most ? 1 : 0);
                }
            }
        }
    }
}
