package dev.akin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighborGraphTest {
    private static final NeighborGraph.Options ONE =
            new NeighborGraph.Options(3, 1, ProgressListener.NONE);
    private static final NeighborGraph.Options THREE =
            new NeighborGraph.Options(3, 3, ProgressListener.NONE);

    private static Points drawn(int count, int dimension, Metric metric) {
        Random random = new Random(1);
        float[] values = new float[count * dimension];
        for (int i = 0; i < values.length; i++) {
            // Groups, as real points have them.
            values[i] = (float) (random.nextGaussian() + (i / dimension) % 7);
        }
        return Points.of(values, count, dimension, metric);
    }

    @Test
    void exactNeighboursAreThoseOfASort() {
        for (Metric metric : Metric.values()) {
            Points points = drawn(211, 9, metric);
            NeighborGraph graph = NeighborGraph.exact(points, 12, THREE);
            for (int p = 0; p < points.count(); p++) {
                int point = p;
                List<Integer> sorted =
                        IntStream.range(0, points.count())
                                .filter(other -> other != point)
                                .boxed()
                                .sorted(
                                        Comparator.comparingDouble(
                                                other -> points.squaredDistance(point, other)))
                                .toList();
                for (int i = 0; i < 12; i++) {
                    assertThat(graph.id(p, i)).isEqualTo(sorted.get(i));
                    assertThat((double) graph.distance(p, i))
                            .isCloseTo(
                                    Math.sqrt(points.squaredDistance(p, sorted.get(i))),
                                    within(1e-5));
                }
            }
            assertThat(graph.recall(10)).isEqualTo(1);
        }
    }

    @Test
    void neighboursAmongOthersAreThoseOfASort() {
        Points points = drawn(70, 9, Metric.EUCLIDEAN);
        Points others = drawn(300, 9, Metric.EUCLIDEAN);
        NeighborGraph graph = NeighborGraph.among(points, others, 12, THREE);
        for (int p = 0; p < points.count(); p++) {
            int point = p;
            double[] sorted =
                    IntStream.range(0, others.count())
                            .mapToDouble(other -> points.squaredDistance(point, others, other))
                            .sorted()
                            .toArray();
            for (int i = 0; i < 12; i++) {
                assertThat(Math.pow(graph.distance(p, i), 2)).isCloseTo(sorted[i], within(1e-4));
                assertThat((double) points.squaredDistance(p, others, graph.id(p, i)))
                        .isCloseTo(sorted[i], within(1e-4));
            }
        }
        // Among those that they are themselves, each is its own nearest.
        assertThat(NeighborGraph.among(points, points, 1, ONE).id(69, 0)).isEqualTo(69);
        assertThat(NeighborGraph.among(points, others, 300, ONE).k()).isEqualTo(300);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeighborGraph.among(points, others, 301, ONE))
                .withMessage("301 neighbours of 300 points: 1 to 300 can be had");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> NeighborGraph.among(points, drawn(20, 4, Metric.EUCLIDEAN), 3, ONE))
                .withMessage("points have 9 numbers, those among which neighbours are wanted 4");
    }

    @Test
    void progressEndsWithAll() {
        for (int count : new int[] {50, 64, 700, 2100}) {
            List<Progress> heard = new ArrayList<>();
            NeighborGraph.Options options = new NeighborGraph.Options(1, 3, heard::add);
            Points points = drawn(count, 40, Metric.EUCLIDEAN);
            NeighborGraph.exact(points, 5, options);
            assertThat(heard.getLast().done()).isEqualTo(count);
            NeighborGraph.among(points, drawn(90, 40, Metric.EUCLIDEAN), 5, options);
            assertThat(heard.getLast().done()).isEqualTo(count);
        }
    }

    /// More points than one group of blocks, so that threads offer to each other's.
    @Test
    void threadsDoNotMatterToExactOnes() {
        Points points = drawn(2100, 40, Metric.EUCLIDEAN);
        NeighborGraph one = NeighborGraph.exact(points, 25, ONE);
        NeighborGraph three = NeighborGraph.exact(points, 25, THREE);
        for (int p = 0; p < points.count(); p++) {
            for (int i = 0; i < 25; i++) {
                assertThat(three.id(p, i)).isEqualTo(one.id(p, i));
            }
        }
    }

    @Test
    void descentFindsNearlyAll() {
        Points points = drawn(3000, 12, Metric.EUCLIDEAN);
        assertThat(NeighborGraph.approximate(points, 15, ONE).recall(300)).isGreaterThan(0.95);
        assertThat(NeighborGraph.approximate(points, 60, ONE).recall(300)).isGreaterThan(0.9);
    }

    @Test
    void threadsDoNotMatter() {
        Points points = drawn(1500, 8, Metric.COSINE);
        for (int k : new int[] {10, 50}) {
            NeighborGraph one = NeighborGraph.approximate(points, k, ONE);
            NeighborGraph three = NeighborGraph.approximate(points, k, THREE);
            for (int p = 0; p < points.count(); p++) {
                for (int i = 0; i < k; i++) {
                    assertThat(three.id(p, i)).isEqualTo(one.id(p, i));
                }
            }
        }
    }

    @Test
    void pointsThatAreTheSameAreNeighbours() {
        Points points = Points.of(new float[300 * 4], 300, 4, Metric.COSINE);
        for (NeighborGraph graph :
                List.of(
                        NeighborGraph.exact(points, 299, THREE),
                        NeighborGraph.approximate(points, 299, THREE),
                        NeighborGraph.approximate(points, 5, THREE))) {
            for (int p = 0; p < 300; p++) {
                assertThat(graph.distance(p, graph.k() - 1)).isZero();
                assertThat(graph.id(p, 0)).isNotEqualTo(p).isBetween(0, 299);
            }
        }
    }

    @Test
    void saysHowManyNeighboursThereAre() {
        Points points = drawn(5, 2, Metric.EUCLIDEAN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeighborGraph.of(points, 5, ONE))
                .withMessage("5 neighbours of 5 points: 1 to 4 can be had");
        assertThat(NeighborGraph.of(points, 4, ONE).count()).isEqualTo(5);
    }

    @Test
    void refusesWhatIsNoNumber() {
        float[] values = {1, 2, 3, Float.NaN};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Points.of(EmbeddingTable.of(values, 2, 2), Metric.COSINE))
                .withMessage("row 1 holds NaN at 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Points.of(values, 3, 2, Metric.COSINE))
                .withMessageContaining("3 points × 2 numbers");
    }

    @Test
    void stopsWhenAsked() {
        ProgressListener stop =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        NeighborGraph.Options options = new NeighborGraph.Options(1, 2, stop);
        Points points = drawn(500, 3, Metric.EUCLIDEAN);
        assertThatThrownBy(() -> NeighborGraph.exact(points, 4, options))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> NeighborGraph.approximate(points, 4, options))
                .isInstanceOf(CancellationException.class);
    }
}
