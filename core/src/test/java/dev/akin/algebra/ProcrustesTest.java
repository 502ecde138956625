package dev.akin.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProcrustesTest {
    private static float[] random(int numbers) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /// Mirrored, turned by 40°, three times as large, elsewhere.
    private static float[] elsewhere(float[] points, int dimension) {
        double c = 3 * Math.cos(Math.toRadians(40));
        double s = 3 * Math.sin(Math.toRadians(40));
        float[] moved = points.clone();
        for (int p = 0; p < points.length; p += dimension) {
            moved[p] = (float) (c * points[p] + s * points[p + 1] + 5);
            moved[p + 1] = (float) (s * points[p] - c * points[p + 1] - 7);
            for (int i = 2; i < dimension; i++) {
                moved[p + i] = 3 * points[p + i];
            }
        }
        return moved;
    }

    @Test
    void findsAMoveInAPlaneAndInSpace() {
        for (int dimension : new int[] {2, 3}) {
            float[] points = random(60);
            float[] others = elsewhere(points, dimension);
            float[] moved = Procrustes.of(points, others, dimension).apply(points);
            for (int i = 0; i < moved.length; i++) {
                assertThat(moved[i]).isCloseTo(others[i], within(1e-4f));
            }
        }
    }

    @Test
    void isAsNearAsAnyTurnCanBe() {
        float[] points = random(40);
        float[] others = random(80);
        System.arraycopy(others, 40, others, 0, 40);
        float[] pairs = java.util.Arrays.copyOf(others, 40);
        double found = distance(Procrustes.of(points, pairs, 2).apply(points), pairs);
        for (int degrees = 0; degrees < 360; degrees++) {
            assertThat(found)
                    .isLessThanOrEqualTo(distance(best(points, pairs, degrees), pairs) + 1e-5);
        }
    }

    /// Turned so far, at the best scale and place for that.
    private static float[] best(float[] points, float[] others, int degrees) {
        double c = Math.cos(Math.toRadians(degrees));
        double s = Math.sin(Math.toRadians(degrees));
        float[] turned = points.clone();
        for (int p = 0; p < points.length; p += 2) {
            turned[p] = (float) (c * points[p] - s * points[p + 1]);
            turned[p + 1] = (float) (s * points[p] + c * points[p + 1]);
        }
        double[] from = mean(turned);
        double[] to = mean(others);
        double along = 0;
        double squares = 0;
        for (int i = 0; i < turned.length; i++) {
            along += (turned[i] - from[i % 2]) * (others[i] - to[i % 2]);
            squares += Math.pow(turned[i] - from[i % 2], 2);
        }
        for (int i = 0; i < turned.length; i++) {
            turned[i] =
                    (float) (to[i % 2] + Math.max(0, along / squares) * (turned[i] - from[i % 2]));
        }
        return turned;
    }

    private static double[] mean(float[] points) {
        double[] mean = new double[2];
        for (int i = 0; i < points.length; i++) {
            mean[i % 2] += points[i] * 2.0 / points.length;
        }
        return mean;
    }

    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow(a[i] - b[i], 2);
        }
        return squares;
    }

    @Test
    void movesPointsOnALineAndASinglePoint() {
        float[] line = {0, 0, 0, 1, 0, 0, 3, 0, 0};
        float[] other = {1, 1, 1, 1, 2, 1, 1, 4, 1};
        float[] moved = Procrustes.of(line, other, 3).apply(line);
        for (int i = 0; i < 9; i++) {
            assertThat(moved[i]).isCloseTo(other[i], within(1e-5f));
        }
        float[] shape = Procrustes.of(line, other, 3).apply(new float[] {0, 3, 4});
        assertThat(Math.hypot(Math.hypot(shape[0] - 1, shape[1] - 1), shape[2] - 1))
                .as("lengths stay, also off the line")
                .isCloseTo(5, within(1e-5));
        assertThat(
                        Procrustes.of(new float[] {1, 2}, new float[] {5, 5}, 2)
                                .apply(new float[] {2, 2}))
                .satisfies(
                        p -> assertThat(Math.hypot(p[0] - 5, p[1] - 5)).isCloseTo(1, within(1e-6)));
        assertThat(Procrustes.of(line, other, 3).apply(new float[] {Float.NaN, 0, 0}))
                .contains(Float.NaN);
    }

    @Test
    void needsPairs() {
        assertThatThrownBy(() -> Procrustes.of(new float[0], new float[0], 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Procrustes.of(new float[4], new float[6], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 and 6");
    }
}
