package dev.akin.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PcaTest {
    /// Far along (3, 4, 0), a little along (0, 0, 1), around (10, 20, 30).
    private static float[] rows(int count) {
        Random random = new Random(7);
        float[] rows = new float[3 * count];
        for (int r = 0; r < count; r++) {
            double far = 5 * random.nextGaussian();
            rows[3 * r] = (float) (10 + 0.6 * far);
            rows[3 * r + 1] = (float) (20 + 0.8 * far);
            rows[3 * r + 2] = (float) (30 + random.nextGaussian());
        }
        return rows;
    }

    @Test
    void findsWhereRowsDifferMost() {
        float[] rows = rows(2000);
        Pca pca = Pca.of(rows, 2000, 3, 1);
        assertThat(pca.mean()[0]).isCloseTo(10, within(0.3f));
        assertThat(pca.kept()).isCloseTo(25.0 / 26, within(0.01));
        float[] along =
                pca.project(
                        new float[] {pca.mean()[0] + 3, pca.mean()[1] + 4, pca.mean()[2]}, 1, true);
        assertThat(Math.abs(along[0])).isCloseTo(5, within(0.01f));
    }

    @Test
    void allComponentsKeepEveryDistance() {
        float[] rows = rows(300);
        Pca pca = Pca.of(rows, 300, 3, 3);
        float[] projected = pca.project(rows, 300, true);
        for (int r = 1; r < 300; r++) {
            assertThat(distance(projected, r)).isCloseTo(distance(rows, r), within(1e-3));
        }
        assertThat(pca.kept()).isCloseTo(1, within(1e-12));
        float[] raw = pca.project(rows, 1, false);
        double norm = Math.sqrt(raw[0] * raw[0] + raw[1] * raw[1] + raw[2] * raw[2]);
        assertThat(norm)
                .isCloseTo(
                        Math.sqrt(rows[0] * rows[0] + rows[1] * rows[1] + rows[2] * rows[2]),
                        within(1e-3));
    }

    private static double distance(float[] rows, int r) {
        double sum = 0;
        for (int d = 0; d < 3; d++) {
            sum += Math.pow(rows[3 * r + d] - rows[3 * (r - 1) + d], 2);
        }
        return Math.sqrt(sum);
    }

    @Test
    void refusesTooManyComponents() {
        assertThatThrownBy(() -> Pca.of(new float[6], 2, 3, 4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pca.of(new float[0], 0, 3, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leadingComponentsAreTheFirstOfAll() {
        int count = 400;
        int dimension = 140;
        Random random = new Random(4);
        float[] rows = new float[count * dimension];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) (random.nextGaussian() * (140 - i % dimension) + 3);
        }
        Pca all = Pca.of(rows, count, dimension, 3);
        Pca leading = Pca.leading(rows, count, dimension, 3, Pca.Search.seeded(1));
        assertThat(leading.kept()).isCloseTo(all.kept(), within(1e-5));
        float[] expected = all.project(rows, count, true);
        float[] found = leading.project(rows, count, true);
        for (int c = 0; c < 3; c++) {
            double same = 0;
            double squares = 0;
            for (int r = 0; r < count; r++) {
                same += (double) expected[r * 3 + c] * found[r * 3 + c];
                squares += (double) expected[r * 3 + c] * expected[r * 3 + c];
            }
            assertThat(Math.abs(same / squares)).isCloseTo(1, within(1e-3));
        }
    }

    @Test
    void leadingComponentsOfRowsThatAreTheSame() {
        float[] rows = new float[50 * 150];
        Arrays.fill(rows, 2);
        Pca leading = Pca.leading(rows, 50, 150, 2, Pca.Search.seeded(1));
        assertThat(leading.project(rows, 50, true)).containsOnly(0);
        assertThat(leading.kept()).isEqualTo(1);
    }
}
