package dev.akin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.cluster.Metric;
import dev.akin.cluster.NeighborGraph;
import dev.akin.cluster.Points;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class UmapTest {
    /// What the paper's own program fits.
    @Test
    void curveIsThatOfThePaper() {
        UmapCurve curve = UmapCurve.of(0.1);
        assertThat(curve.a()).isCloseTo(1.577, within(0.001));
        assertThat(curve.b()).isCloseTo(0.8951, within(0.0005));
        UmapCurve flat = UmapCurve.of(0.5);
        assertThat(flat.a()).isCloseTo(0.583, within(0.001));
        assertThat(flat.b()).isCloseTo(1.334, within(0.001));
    }

    @Test
    void pointsHaveAsManyConnectionsAsWanted() {
        float[] distances = {0, 0.5f, 0.7f, 0.9f, 1.3f, 1.4f, 2};
        float[] sure = new float[8];
        FuzzyGraph.fit(distances, sure, 1);
        assertThat(sure[1]).isEqualTo(1);
        assertThat(sure[2]).isEqualTo(1);
        double sum = 0;
        for (int i = 1; i < sure.length; i++) {
            sum += sure[i];
            assertThat(sure[i]).isLessThanOrEqualTo(sure[i - 1] == 0 ? 1 : sure[i - 1]);
        }
        assertThat(sum).isCloseTo(3, within(1e-3));
    }

    @Test
    void connectionsAreThoseOfEitherWay() {
        Points points = Points.of(new float[] {0, 1, 3, 7, 8, 20}, 6, 1, Metric.EUCLIDEAN);
        NeighborGraph graph = NeighborGraph.of(points, 2, NeighborGraph.Options.standard());
        SparseRows rows = FuzzyGraph.of(graph, new Workers(2));
        for (int p = 0; p < 6; p++) {
            for (int e = rows.starts[p]; e < rows.starts[p + 1]; e++) {
                assertThat(rows.values[e]).isBetween(0f, 1f);
                assertThat(value(rows, rows.ids[e], p)).isEqualTo(rows.values[e]);
            }
        }
        // Its nearest is sure of it, whatever the other thinks.
        assertThat(value(rows, 5, 4)).isEqualTo(1);
    }

    private static float value(SparseRows rows, int p, int q) {
        for (int e = rows.starts[p]; e < rows.starts[p + 1]; e++) {
            if (rows.ids[e] == q) {
                return rows.values[e];
            }
        }
        return 0;
    }

    @Test
    void groupsStayGroups() {
        for (int dimensions : new int[] {2, 3}) {
            Projection map =
                    Umap.builder()
                            .dimensions(dimensions)
                            .passes(200)
                            .build()
                            .project(TsneTest.groups(800));
            assertThat(map.dimensions()).isEqualTo(dimensions);
            assertThat(TsneTest.nearestInGroup(map)).isGreaterThan(0.99);
        }
    }

    @Test
    void theSameWithAnyNumberOfThreads() {
        Umap.Builder builder = Umap.builder().passes(30).seed(7);
        Projection one = builder.threads(1).build().project(TsneTest.groups(700));
        Projection three = builder.threads(3).build().project(TsneTest.groups(700));
        Projection other = builder.seed(8).build().project(TsneTest.groups(700));
        boolean differs = false;
        for (int i = 0; i < 700; i++) {
            assertThat(three.point(i)).isEqualTo(one.point(i));
            differs |= other.coordinate(i, 0) != one.coordinate(i, 0);
        }
        assertThat(differs).isTrue();
    }

    @Test
    void pointsThatAreTheSameDoNotBreakIt() {
        Points same = Points.of(new float[100 * 3], 100, 3, Metric.COSINE);
        Projection map = Umap.builder().passes(50).build().project(same);
        for (int i = 0; i < 100; i++) {
            assertThat(map.coordinate(i, 0)).isFinite();
            assertThat(map.coordinate(i, 1)).isFinite();
        }
    }

    @Test
    void saysWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Umap.builder().neighbors(15).build().project(TsneTest.groups(10)))
                .withMessage("15 neighbours are too many of 10 points: at the most 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Umap.builder().build().project(TsneTest.groups(2)))
                .withMessage(
                        "UMAP needs three points at the least, not 2; principal components need one");
        assertThatIllegalArgumentException().isThrownBy(() -> Umap.builder().minDistance(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Umap.builder().dimensions(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Umap.builder().neighbors(1));
    }

    @Test
    void ofFewPointsFewerNeighboursCount() {
        Umap umap = Umap.builder().passes(50).build();
        assertThat(umap.neighbors(16)).isEqualTo(15);
        assertThat(umap.neighbors(10)).isEqualTo(9);
        for (int count : new int[] {3, 4, 10}) {
            Projection map = umap.project(TsneTest.groups(count));
            for (int i = 0; i < count; i++) {
                assertThat(map.coordinate(i, 0)).isFinite();
                assertThat(map.coordinate(i, 1)).isFinite();
            }
        }
    }

    @Test
    void stopsWhenAsked() {
        ProgressListener stop =
                new ProgressListener() {
                    private boolean heard;

                    @Override
                    public void update(Progress progress) {
                        heard |= progress.phase().equals("UMAP");
                    }

                    @Override
                    public boolean stopRequested() {
                        return heard;
                    }
                };
        assertThatThrownBy(
                        () -> Umap.builder().listener(stop).build().project(TsneTest.groups(100)))
                .isInstanceOf(CancellationException.class);
    }
}
