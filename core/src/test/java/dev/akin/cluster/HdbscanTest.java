package dev.akin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class HdbscanTest {
    /// Two rings, one within the other, and a few points far away.
    private static Points rings() {
        Random random = new Random(3);
        float[] values = new float[2 * 610];
        for (int p = 0; p < 600; p++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = (p % 2 == 0 ? 2 : 6) + 0.1 * random.nextGaussian();
            values[2 * p] = (float) (radius * Math.cos(angle));
            values[2 * p + 1] = (float) (radius * Math.sin(angle));
        }
        for (int p = 600; p < 610; p++) {
            values[2 * p] = 20 + 5 * (p - 600);
            values[2 * p + 1] = 3 * (p - 600) * (p - 600);
        }
        return Points.of(values, 610, 2, Metric.EUCLIDEAN);
    }

    private static void assertRings(Clustering clustering) {
        assertThat(clustering.clusters()).isEqualTo(2);
        assertThat(clustering.size(0)).isGreaterThan(290);
        int inner = clustering.cluster(0);
        int outer = clustering.cluster(1);
        for (int p = 0; p < 600; p++) {
            assertThat(clustering.cluster(p)).isIn(p % 2 == 0 ? inner : outer, Clustering.NOISE);
            assertThat(clustering.strength(p)).isBetween(0f, 1f);
        }
    }

    @Test
    void findsGroupsOfAnyShape() {
        Clustering clustering =
                Hdbscan.builder().minClusterSize(20).minSamples(5).build().fit(rings());
        assertRings(clustering);
        for (int p = 600; p < 610; p++) {
            assertThat(clustering.cluster(p)).isEqualTo(Clustering.NOISE);
            assertThat(clustering.strength(p)).isZero();
        }
    }

    @Test
    void aNeighbourGraphFindsThemToo() {
        Clustering clustering =
                Hdbscan.builder()
                        .minClusterSize(20)
                        .minSamples(5)
                        .neighbors(15)
                        .build()
                        .fit(rings());
        assertRings(clustering);
        // No neighbour connects the rings; so what is far from both belongs to one, if hardly.
        for (int p = 600; p < 610; p++) {
            assertThat(clustering.strength(p)).isLessThan(0.1f);
        }
    }

    @Test
    void aGraphOfAllNeighboursIsExact() {
        Points points = KMeansTest.groups(300, 3, 12, 2);
        Hdbscan.Builder options = Hdbscan.builder().minClusterSize(4);
        Clustering exact = options.build().fit(points);
        assertThat(options.neighbors(298).build().fit(points).toArray()).isEqualTo(exact.toArray());
        assertThat(options.neighbors(1_000_000).build().fit(points).toArray())
                .isEqualTo(exact.toArray());
    }

    @Test
    void findsGroupsThatAreThere() {
        Points points = KMeansTest.groups(900, 30, 15, 0.4);
        Clustering clustering = Hdbscan.builder().minClusterSize(10).build().fit(points);
        assertThat(clustering.clusters()).isEqualTo(15);
        for (int p = 15; p < 900; p++) {
            assertThat(clustering.cluster(p)).isIn(clustering.cluster(p % 15), Clustering.NOISE);
        }
    }

    @Test
    void theGroupsDoNotDependOnThreads() {
        Points points = KMeansTest.groups(9000, 33, 40, 4);
        Hdbscan.Builder options = Hdbscan.builder();
        assertThat(options.threads(3).build().fit(points).toArray())
                .isEqualTo(options.threads(1).build().fit(points).toArray());
    }

    @Test
    void pointsInTheSamePlace() {
        Points equal = Points.of(new float[60], 30, 2, Metric.EUCLIDEAN);
        Clustering none = Hdbscan.builder().build().fit(equal);
        assertThat(none.clusters()).isZero();
        assertThat(none.noise()).isEqualTo(30);
        float[] two = new float[30];
        for (int p = 0; p < 30; p++) {
            two[p] = p % 2;
        }
        Clustering pairs = Hdbscan.builder().build().fit(Points.of(two, 30, 1, Metric.EUCLIDEAN));
        assertThat(pairs.clusters()).isEqualTo(2);
        assertThat(pairs.strength(7)).isEqualTo(1);
    }

    @Test
    void allPointsMayBeOneGroup() {
        Points equal = Points.of(new float[60], 30, 2, Metric.EUCLIDEAN);
        Clustering one = Hdbscan.builder().singleCluster(true).build().fit(equal);
        assertThat(one.size(0)).isEqualTo(30);
        assertThat(one.strength(3)).isEqualTo(1);
        Points round = KMeansTest.groups(500, 2, 1, 1);
        Hdbscan.Builder options = Hdbscan.builder().minClusterSize(5);
        assertThat(options.build().fit(round).clusters()).isGreaterThan(1);
        Clustering all = options.singleCluster(true).epsilon(0.6).build().fit(round);
        assertThat(all.clusters()).isEqualTo(1);
        assertThat(all.size(0)).isGreaterThan(400);
    }

    @Test
    void groupsThatAreNearEachOtherAreOne() {
        Points points = KMeansTest.groups(600, 2, 6, 1);
        Hdbscan.Builder options =
                Hdbscan.builder().minClusterSize(5).selection(Hdbscan.Selection.LEAVES);
        int narrow = options.build().fit(points).clusters();
        Clustering wide = options.epsilon(2).build().fit(points);
        assertThat(wide.clusters()).isGreaterThan(1).isLessThan(narrow);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hdbscan.builder().epsilon(-1))
                .withMessage("epsilon ≥ 0, not -1.0");
    }

    @Test
    void oneAndTooFewPoints() {
        Points one = Points.of(new float[3], 1, 3, Metric.EUCLIDEAN);
        assertThat(Hdbscan.builder().minSamples(1).build().fit(one).noise()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hdbscan.builder().build().fit(one))
                .withMessage("density by 5 points needs as many, not 1; ask for fewer samples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hdbscan.builder().minClusterSize(1))
                .withMessage("the least cluster size ≥ 2, not 1");
    }

    @Test
    void reportsAndStops() {
        Points points = KMeansTest.groups(200, 2, 4, 1);
        List<Progress> heard = new ArrayList<>();
        Hdbscan.builder().listener(heard::add).build().fit(points);
        assertThat(heard).extracting(Progress::phase).contains("neighbours", "connecting");
        assertThat(heard.getLast().done()).isEqualTo(200);
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        assertThatThrownBy(() ->
                        Hdbscan.builder().minSamples(1).listener(stopping).build().fit(points))
                .isInstanceOf(CancellationException.class);
    }
}
