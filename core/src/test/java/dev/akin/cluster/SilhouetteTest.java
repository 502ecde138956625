package dev.akin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SilhouetteTest {
    /// Some noise, a group of one point, and others.
    private static Clustering mixed(int count) {
        int[] clusters = new int[count];
        Arrays.setAll(clusters, p -> p == 0 ? 9 : p % 10 == 3 ? -1 : p % 7 % 4);
        float[] strengths = new float[count];
        return Clustering.of(clusters, strengths);
    }

    @Test
    void isWhatItsDefinitionSays() {
        Points points = KMeansTest.groups(211, 5, 7, 3);
        Clustering clustering = mixed(211);
        Silhouette silhouette = Silhouette.exact(points, clustering, 2);
        double[] sums = new double[clustering.clusters()];
        double total = 0;
        for (int p = 0; p < points.count(); p++) {
            if (clustering.cluster(p) != Clustering.NOISE) {
                double value = slow(points, clustering, p);
                sums[clustering.cluster(p)] += value;
                total += value;
            }
        }
        for (int c = 0; c < sums.length; c++) {
            assertThat(silhouette.ofCluster(c))
                    .isCloseTo(sums[c] / clustering.size(c), within(1e-5));
        }
        assertThat(silhouette.mean()).isCloseTo(total / (211 - clustering.noise()), within(1e-5));
        assertThat(silhouette.points()).isEqualTo(211 - clustering.noise());
    }

    private static double slow(Points points, Clustering clustering, int p) {
        int own = clustering.cluster(p);
        if (clustering.size(own) == 1) {
            return 0;
        }
        double[] sums = new double[clustering.clusters()];
        for (int q = 0; q < points.count(); q++) {
            if (clustering.cluster(q) >= 0) {
                sums[clustering.cluster(q)] += Math.sqrt(points.squaredDistance(p, q));
            }
        }
        double inside = sums[own] / (clustering.size(own) - 1);
        double outside = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sums.length; c++) {
            if (c != own) {
                outside = Math.min(outside, sums[c] / clustering.size(c));
            }
        }
        return (outside - inside) / Math.max(inside, outside);
    }

    @Test
    void aSampleIsNearTheWhole() {
        Points points = KMeansTest.groups(4000, 6, 12, 6);
        Clustering clustering = KMeans.builder(12).build().fit(points);
        Silhouette whole = Silhouette.exact(points, clustering, 2);
        Silhouette some = Silhouette.sampled(points, clustering, 600, 1, 2);
        assertThat(some.points()).isBetween(600, 700);
        assertThat(some.mean()).isCloseTo(whole.mean(), within(0.03)).isNotEqualTo(whole.mean());
        assertThat(Silhouette.sampled(points, clustering, 600, 1, 1).mean()).isEqualTo(some.mean());
        assertThat(Silhouette.sampled(points, clustering, 5000, 1, 2).mean())
                .isEqualTo(whole.mean());
    }

    @Test
    void needsTwoGroups() {
        Points points = KMeansTest.groups(10, 2, 1, 1);
        Clustering one = KMeans.builder(1).build().fit(points);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Silhouette.exact(points, one, 1))
                .withMessage("a silhouette needs 2 clusters, and there is 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Silhouette.exact(points, mixed(11), 1))
                .withMessageContaining("10 points, but clusters of 11");
    }
}
