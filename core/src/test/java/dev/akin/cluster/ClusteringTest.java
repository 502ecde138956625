package dev.akin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ClusteringTest {
    @Test
    void groupsAreNumberedByTheirSize() {
        Clustering clustering =
                Clustering.of(
                        new int[] {70, -3, 5, 5, 8, 8, 8, -1},
                        new float[] {1, 0.5f, 0.25f, 1, 1, 1, 0, 0});
        assertThat(clustering.toArray()).containsExactly(2, -1, 1, 1, 0, 0, 0, -1);
        assertThat(clustering.clusters()).isEqualTo(3);
        assertThat(clustering.size(0)).isEqualTo(3);
        assertThat(clustering.size(2)).isEqualTo(1);
        assertThat(clustering.noise()).isEqualTo(2);
        assertThat(clustering.strength(1)).isZero();
        assertThat(clustering.strength(2)).isEqualTo(0.25f);
        assertThat(clustering.members()).isDeepEqualTo(new int[][] {{4, 5, 6}, {2, 3}, {0}});
    }

    @Test
    void ofNothing() {
        Clustering clustering = Clustering.of(new int[] {-1, -1}, new float[2]);
        assertThat(clustering.clusters()).isZero();
        assertThat(clustering.noise()).isEqualTo(2);
        assertThat(Clustering.of(new int[0], new float[0]).count()).isZero();
    }

    @Test
    void strengthsAreShares() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clustering.of(new int[2], new float[] {1, 2}))
                .withMessage("the strength of point 1 in [0, 1], not 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clustering.of(new int[2], new float[] {1, Float.NaN}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clustering.of(new int[2], new float[1]))
                .withMessage("2 points, but 1 strengths");
    }
}
