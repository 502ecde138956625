package dev.akin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Pca;
import dev.akin.algebra.Workers;
import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformTest {
    private static final int KNOWN = 900;
    private static final int NEW = 130;
    private static final Points ALL = TsneTest.groups(KNOWN + NEW);

    static Stream<Projector> projectors() {
        return Stream.of(
                PcaProjector.builder().dimensions(3).build(),
                PcaProjector.builder().build(),
                Tsne.builder().perplexity(10).iterations(400).build(),
                Umap.builder().passes(200).build(),
                Umap.builder().passes(100).dimensions(3).build());
    }

    private static Points part(int from, int to) {
        float[] values =
                Arrays.copyOfRange(ALL.values(), from * ALL.dimension(), to * ALL.dimension());
        return Points.of(values, to - from, ALL.dimension(), Metric.EUCLIDEAN);
    }

    @ParameterizedTest
    @MethodSource("projectors")
    void newPointsGoToTheirGroup(Projector projector) {
        Points known = part(0, KNOWN);
        Projection map = projector.project(known);
        Projection added = projector.transform(known, map, part(KNOWN, KNOWN + NEW));
        int own = 0;
        for (int p = 0; p < NEW; p++) {
            own += nearest(map, added, p) % 5 == (KNOWN + p) % 5 ? 1 : 0;
        }
        assertThat(own).isGreaterThan((int) (0.97 * NEW));
        assertThat(added.dimensions()).isEqualTo(map.dimensions());
    }

    private static int nearest(Projection map, Projection added, int p) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int q = 0; q < map.count(); q++) {
            double squares = 0;
            for (int d = 0; d < map.dimensions(); d++) {
                squares += Math.pow(map.coordinate(q, d) - added.coordinate(p, d), 2);
            }
            if (squares < least) {
                least = squares;
                nearest = q;
            }
        }
        return nearest;
    }

    @ParameterizedTest
    @MethodSource("projectors")
    void whoElseComesDoesNotMatter(Projector projector) {
        Points known = part(0, KNOWN);
        Projection map = projector.project(known);
        Projection together = projector.transform(known, map, part(KNOWN, KNOWN + NEW));
        Projection alone = projector.transform(known, map, part(KNOWN + 70, KNOWN + 71));
        assertThat(alone.point(0)).isEqualTo(together.point(70));
    }

    /// The field of the grid is that of all pairs, on the map and beyond its edge.
    @Test
    void theFieldIsThatOfAllPoints() {
        Projection map =
                Tsne.builder().perplexity(10).iterations(300).build().project(part(0, KNOWN));
        Repulsion.Field exact = new ExactRepulsion.Field(map.coordinates());
        Repulsion.Field fast = new GridRepulsion(new Workers(2)).field(map.coordinates());
        double[] expected = new double[2];
        double[] found = new double[2];
        for (double at = -80; at <= 80; at += 3.3) {
            double[] place = {at, at / 2};
            double sum = exact.at(place, expected);
            assertThat(fast.at(place, found)).isCloseTo(sum, within(0.01 * Math.max(1, sum)));
            assertThat(found).containsExactly(expected, within(0.02));
        }
    }

    @Test
    void saysWhatCannotBe() {
        Projector tsne = Tsne.builder().perplexity(10).iterations(10).build();
        Points known = part(0, 100);
        Projection map = tsne.project(known);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tsne.transform(part(0, 99), map, part(100, 110)))
                .withMessage("a map of 100 points, and 99 that it is of");
        Points other = Points.of(new float[4], 2, 2, Metric.EUCLIDEAN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tsne.transform(known, map, other))
                .withMessage("points on the map have 10 numbers, those to be added 2");
        Projector space = PcaProjector.builder().dimensions(3).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.transform(known, map, known))
                .withMessage("a map in 2 dimensions, where the options say 3");
    }

    @Test
    void stopsWhenAsked() {
        ProgressListener stopped =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        Points known = part(0, 100);
        Projection map = PcaProjector.builder().build().project(known);
        for (Projector one :
                new Projector[] {
                    Tsne.builder().perplexity(10).listener(stopped).build(),
                    Umap.builder().listener(stopped).build(),
                    PcaProjector.builder().listener(stopped).build()
                }) {
            assertThatThrownBy(() -> one.transform(known, map, known))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> one.project(known)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void mapsFromElsewhereAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Projection.of(new float[][] {{1, 2}}))
                .withMessage("2 or 3 dimensions, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Projection.of(new float[][] {{1, 2}, {1}}))
                .withMessage("2 first coordinates, and 1 others");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Projection.of(new float[][] {{1, 2}, {1, Float.NaN}}))
                .withMessage("point 1 is at NaN");
    }

    @Test
    void pcaIsThatOfTheDenseDecomposition() {
        Points points = part(0, 300);
        Projection map = PcaProjector.builder().build().project(points);
        float[] dense = Pca.of(points.values(), 300, 10, 2).project(points.values(), 300, true);
        for (int p = 0; p < 300; p++) {
            for (int d = 0; d < 2; d++) {
                assertThat(Math.abs(map.coordinate(p, d)))
                        .isCloseTo(Math.abs(dense[2 * p + d]), within(1e-2f));
            }
        }
        Projection one = PcaProjector.builder().build().project(part(0, 1));
        assertThat(one.point(0)).containsExactly(0, 0);
    }
}
