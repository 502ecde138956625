package dev.akin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class KMeansTest {
    /// Groups around random places; point p belongs to group p % groups.
    static Points groups(int count, int dimension, int groups, double spread) {
        Random random = new Random(5);
        float[] places = new float[groups * dimension];
        for (int i = 0; i < places.length; i++) {
            places[i] = (float) (10 * random.nextGaussian());
        }
        float[] values = new float[count * dimension];
        for (int i = 0; i < values.length; i++) {
            float place = places[i / dimension % groups * dimension + i % dimension];
            values[i] = (float) (place + spread * random.nextGaussian());
        }
        return Points.of(values, count, dimension, Metric.EUCLIDEAN);
    }

    private static void assertGroupsFound(Clustering clustering, int groups) {
        assertThat(clustering.clusters()).isEqualTo(groups);
        for (int p = groups; p < clustering.count(); p++) {
            assertThat(clustering.cluster(p)).isEqualTo(clustering.cluster(p % groups));
        }
    }

    @Test
    void findsGroupsThatAreThere() {
        Points points = groups(1003, 19, 37, 0.3);
        assertGroupsFound(KMeans.builder(37).build().fit(points), 37);
        assertGroupsFound(KMeans.builder(37).batch(100).build().fit(points), 37);
    }

    @Test
    void findsGroupsAmongMorePointsThanTheStartLooksAt() {
        assertGroupsFound(KMeans.builder(11).build().fit(groups(20_000, 3, 11, 0.01)), 11);
    }

    @Test
    void eachPointIsWithTheNearestMean() {
        Points points = groups(500, 6, 9, 8);
        Clustering clustering =
                KMeans.builder(13).tolerance(0).iterations(1000).build().fit(points);
        Centers centers = Centers.of(points, clustering);
        assertThat(centers.count()).isEqualTo(13);
        assertThat(centers.nearest(points)).isEqualTo(clustering.toArray());
        for (int p = 0; p < points.count(); p++) {
            double[] distances = new double[13];
            for (int c = 0; c < 13; c++) {
                distances[c] = distance(points, p, centers.center(c));
            }
            double own = distances[clustering.cluster(p)];
            double[] sorted = distances.clone();
            Arrays.sort(sorted);
            assertThat(own).isEqualTo(sorted[0]);
            assertThat((double) clustering.strength(p))
                    .isCloseTo(1 - sorted[0] / sorted[1], within(1e-4));
        }
    }

    private static double distance(Points points, int p, float[] center) {
        double sum = 0;
        for (int d = 0; d < center.length; d++) {
            double apart = points.values()[p * center.length + d] - center[d];
            sum += apart * apart;
        }
        return Math.sqrt(sum);
    }

    @Test
    void farFromTheOriginAsNearIt() {
        Points points = groups(300, 2, 5, 1);
        float[] moved = points.values().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += 4096;
        }
        Clustering far = KMeans.builder(5).build().fit(Points.of(moved, 300, 2, Metric.EUCLIDEAN));
        assertThat(far.toArray()).isEqualTo(KMeans.builder(5).build().fit(points).toArray());
    }

    @Test
    void aSeedGivesTheSameGroupsWithAnyNumberOfThreads() {
        Points points = groups(3000, 17, 20, 5);
        for (int batch : new int[] {1_000_000, 128}) {
            KMeans.Builder options = KMeans.builder(33).batch(batch).seed(4);
            Clustering one = options.threads(1).build().fit(points);
            Clustering three = options.threads(3).build().fit(points);
            assertThat(three.toArray()).isEqualTo(one.toArray());
            assertThat(three.strength(7)).isEqualTo(one.strength(7));
            assertThat(options.seed(5).build().fit(points).toArray()).isNotEqualTo(one.toArray());
        }
    }

    @Test
    void theBestOfSeveralStartsIsNoWorse() {
        Points points = groups(400, 4, 30, 1);
        KMeans.Builder options = KMeans.builder(30);
        double one = inertia(points, options.build());
        double ten = inertia(points, options.restarts(10).build());
        assertThat(ten).isLessThanOrEqualTo(one);
    }

    private static double inertia(Points points, KMeans means) {
        Clustering clustering = means.fit(points);
        return Centers.of(points, clustering).inertia(points, clustering);
    }

    @Test
    void fewerDifferentPointsThanGroups() {
        Points equal = Points.of(new float[40], 20, 2, Metric.EUCLIDEAN);
        Clustering one = KMeans.builder(3).build().fit(equal);
        assertThat(one.clusters()).isEqualTo(1);
        assertThat(one.size(0)).isEqualTo(20);
        Points two = Points.of(new float[] {0.1f, 0.3f, 0.1f, 0.3f}, 4, 1, Metric.EUCLIDEAN);
        assertThat(KMeans.builder(4).build().fit(two).clusters()).isEqualTo(2);
        assertThat(KMeans.builder(1).build().fit(two).strength(0)).isEqualTo(1);
    }

    @Test
    void asManyGroupsAsPoints() {
        Points points = groups(50, 3, 50, 0);
        Clustering clustering = KMeans.builder(50).build().fit(points);
        assertThat(clustering.clusters()).isEqualTo(50);
        assertThat(Centers.of(points, clustering).inertia(points, clustering)).isZero();
    }

    @Test
    void moreGroupsThanPointsIsAnError() {
        Points points = groups(5, 3, 5, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KMeans.builder(6).build().fit(points))
                .withMessage("6 clusters are more than there are points: at the most 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KMeans.builder(0))
                .withMessage("the clusters ≥ 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KMeans.builder(2).tolerance(Double.NaN));
    }

    @Test
    void reportsItsPassesAndStops() {
        Points points = groups(2000, 8, 40, 9);
        List<Progress> heard = new ArrayList<>();
        KMeans.builder(60).tolerance(0).iterations(12).listener(heard::add).build().fit(points);
        assertThat(heard).extracting(Progress::done).containsExactly(10L, 12L);
        assertThat(heard.getLast().loss()).isPositive().isLessThan(heard.getFirst().loss());
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        assertThatThrownBy(() -> KMeans.builder(6).listener(stopping).build().fit(points))
                .isInstanceOf(CancellationException.class);
    }
}
