package dev.akin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.ProgressListener;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    private static Points points(int count, int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count * dimension];
        for (int p = 0; p < count; p++) {
            boolean copy = p > 3 && random.nextInt(3) == 0;
            int like = copy ? random.nextInt(p) : p;
            for (int d = 0; d < dimension; d++) {
                double noise = 0.05 * random.nextGaussian();
                values[p * dimension + d] =
                        (float)
                                (copy
                                        ? values[like * dimension + d] + noise
                                        : random.nextGaussian());
            }
        }
        return Points.of(values, count, dimension, Metric.COSINE);
    }

    private static NeighborGraph.Options threads(int threads) {
        return new NeighborGraph.Options(1, threads, ProgressListener.NONE);
    }

    private static List<List<Integer>> lists(NearDuplicates found) {
        return found.groups().stream().map(group -> Arrays.stream(group).boxed().toList()).toList();
    }

    @Test
    void findsThePairsOfTheDefinition() {
        for (int count : new int[] {1, 2, 63, 64, 65, 257, 400}) {
            Points points = points(count, 17, count);
            Joined joined = new Joined(count);
            long pairs = 0;
            for (int a = 0; a < count; a++) {
                for (int b = 0; b < a; b++) {
                    if (NearDuplicates.cosine(points, a, b) >= 0.95 - 1e-6) {
                        joined.join(a, b);
                        pairs++;
                    }
                }
            }

            NearDuplicates found = NearDuplicates.exact(points, 0.95, threads(2));

            assertThat(found.pairs()).isEqualTo(pairs);
            for (int a = 0; a < count; a++) {
                for (int b = 0; b < a; b++) {
                    assertThat(found.first(a) == found.first(b))
                            .isEqualTo(joined.find(a) == joined.find(b));
                }
            }
            assertThat(lists(NearDuplicates.exact(points, 0.95, threads(1))))
                    .isEqualTo(lists(found));
        }
    }

    @Test
    void theSameVectorTwiceIsADuplicateAtOne() {
        float[] values = {0.3f, 0.1f, 7, 1, 1, 1, 0.6f, 0.2f, 14, 0, 0, 0, 0, 0, 0};

        NearDuplicates found =
                NearDuplicates.of(Points.of(values, 5, 3, Metric.COSINE), 1, threads(1));

        assertThat(lists(found)).containsExactly(List.of(0, 2));
        assertThat(found.similarity(2)).isGreaterThan(0.999999f);
        assertThat(found.extra()).isEqualTo(1);
        assertThat(found.isExact()).isTrue();
        // What has no direction is like nothing.
        assertThat(found.first(4)).isEqualTo(4);
    }

    @Test
    void largeGroupsComeFirst() {
        float[] values = {1, 0, 0, 1, 1, 0.001f, 0, 1, 0.001f, 1};

        NearDuplicates found =
                NearDuplicates.of(Points.of(values, 5, 2, Metric.COSINE), 0.999, threads(1));

        assertThat(lists(found)).containsExactly(List.of(1, 3, 4), List.of(0, 2));
    }

    @Test
    void theNearestOfEachAreEnoughWhereGroupsAreSmall() {
        Points points = points(600, 17, 5);

        NearDuplicates exact = NearDuplicates.exact(points, 0.95, threads(2));
        NearDuplicates some = NearDuplicates.approximate(points, 0.95, threads(2));

        assertThat(some.isExact()).isFalse();
        assertThat((double) some.pairs()).isGreaterThan(0.95 * exact.pairs());
        assertThat(some.pairs()).isLessThanOrEqualTo(exact.pairs());
    }

    @Test
    void refusesAThresholdThatMeansNothing() {
        Points points = points(5, 3, 1);

        assertThatThrownBy(() -> NearDuplicates.of(points, 0, threads(1)))
                .hasMessageContaining("not 0.0");
        assertThatThrownBy(() -> NearDuplicates.of(points, Double.NaN, threads(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stopsWhenAsked() {
        ProgressListener stop =
                new ProgressListener() {
                    @Override
                    public void update(dev.akin.Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };

        assertThatThrownBy(() ->
                        NearDuplicates.exact(
                                points(100, 3, 1), 0.9, new NeighborGraph.Options(1, 1, stop)))
                .isInstanceOf(CancellationException.class);
    }
}
