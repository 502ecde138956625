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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TsneTest {
    private static final int GROUPS = 5;
    private static final Workers WORKERS = new Workers(2);

    /// Groups that lie far apart in ten dimensions.
    static Points groups(int count) {
        Random random = new Random(1);
        float[] values = new float[count * 10];
        for (int i = 0; i < values.length; i++) {
            int group = i / 10 % GROUPS;
            values[i] = (float) (random.nextGaussian() + (i % 10 == group ? 12 : 0));
        }
        return Points.of(values, count, 10, Metric.EUCLIDEAN);
    }

    private static float[][] scattered(int count, double spread) {
        Random random = new Random(2);
        float[][] y = new float[2][count];
        for (int i = 0; i < count; i++) {
            int group = random.nextInt(10);
            y[0][i] = (float) (spread * (Math.cos(group) + 0.3 * random.nextGaussian()) + 3);
            y[1][i] = (float) (spread * (Math.sin(2 * group) + 0.3 * random.nextGaussian()));
        }
        return y;
    }

    /// The gradient by the grid against that by all pairs, from the beginning of a map to its end.
    @Test
    void gridAgreesWithAllPairs() {
        int count = 4000;
        NeighborGraph graph = NeighborGraph.of(groups(count), 30, NeighborGraph.Options.standard());
        SparseRows affinities = Affinities.of(graph, 10, WORKERS);
        for (double spread : new double[] {1, 5, 20}) {
            float[][] y = scattered(count, spread);
            float[][] expected = new float[2][count];
            float[][] found = new float[2][count];
            double exact =
                    new TsneGradient(affinities, new ExactRepulsion(WORKERS), WORKERS, 2)
                            .compute(y, 1, expected, true);
            double fast =
                    new TsneGradient(affinities, new GridRepulsion(WORKERS), WORKERS, 2)
                            .compute(y, 1, found, true);
            assertThat(fast).isCloseTo(exact, within(1e-4));
            assertThat(difference(found, expected)).as("spread %s", spread).isLessThan(1e-3);
        }
    }

    private static double difference(float[][] found, float[][] expected) {
        double difference = 0;
        double whole = 0;
        for (int d = 0; d < expected.length; d++) {
            for (int i = 0; i < expected[d].length; i++) {
                difference += Math.pow(found[d][i] - expected[d][i], 2);
                whole += Math.pow(expected[d][i], 2);
            }
        }
        return Math.sqrt(difference / whole);
    }

    /// The gradient against differences of the divergence.
    @Test
    void gradientIsTheSlopeOfTheDivergence() {
        int count = 40;
        NeighborGraph graph = NeighborGraph.of(groups(count), 12, NeighborGraph.Options.standard());
        SparseRows affinities = Affinities.of(graph, 4, WORKERS);
        for (int dimensions : new int[] {2, 3}) {
            Random random = new Random(3);
            float[][] y = new float[dimensions][count];
            for (float[] one : y) {
                for (int i = 0; i < count; i++) {
                    one[i] = (float) random.nextGaussian();
                }
            }
            TsneGradient gradient =
                    new TsneGradient(affinities, new ExactRepulsion(WORKERS), WORKERS, dimensions);
            float[][] slope = new float[dimensions][count];
            float[][] unused = new float[dimensions][count];
            gradient.compute(y, 1, slope, false);
            for (int i = 0; i < 10; i++) {
                float[] one = y[i % dimensions];
                float before = one[i];
                one[i] = before + 0.01f;
                double up = gradient.compute(y, 1, unused, true);
                one[i] = before - 0.01f;
                double down = gradient.compute(y, 1, unused, true);
                one[i] = before;
                assertThat((up - down) / 0.02).isCloseTo(slope[i % dimensions][i], within(1e-4));
            }
        }
    }

    @Test
    void perplexityIsThatOfTheDistribution() {
        float[] distances = new float[90];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = 1 + i * 0.05f;
        }
        float[] shares = new float[100];
        Affinities.fit(distances, 20, shares, 5);
        double entropy = 0;
        double sum = 0;
        for (float share : shares) {
            entropy -= share > 0 ? share * Math.log(share) : 0;
            sum += share;
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        assertThat(Math.exp(entropy)).isCloseTo(20, within(0.01));
    }

    @Test
    void groupsStayGroups() {
        for (int dimensions : new int[] {2, 3}) {
            int count = dimensions == 2 ? 1000 : 300;
            Projection map =
                    Tsne.builder()
                            .dimensions(dimensions)
                            .perplexity(15)
                            .iterations(400)
                            .build()
                            .project(groups(count));
            assertThat(map.dimensions()).isEqualTo(dimensions);
            assertThat(nearestInGroup(map)).isGreaterThan(0.99);
            assertThat(map.objectives().getLast().iteration()).isEqualTo(400);
            assertThat(map.objectives().getLast().value())
                    .isLessThan(map.objectives().getFirst().value());
        }
    }

    /// How many points have their nearest one in their own group.
    static double nearestInGroup(Projection map) {
        int same = 0;
        for (int i = 0; i < map.count(); i++) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < map.count(); j++) {
                double squares = 0;
                for (int d = 0; d < map.dimensions(); d++) {
                    squares += Math.pow(map.coordinate(i, d) - map.coordinate(j, d), 2);
                }
                if (j != i && squares < least) {
                    least = squares;
                    nearest = j;
                }
            }
            same += nearest % GROUPS == i % GROUPS ? 1 : 0;
        }
        return same / (double) map.count();
    }

    @Test
    void theSameWithAnyNumberOfThreads() {
        Projection one = Tsne.builder().threads(1).iterations(60).build().project(groups(900));
        Projection three = Tsne.builder().threads(3).iterations(60).build().project(groups(900));
        for (int i = 0; i < 900; i++) {
            assertThat(three.point(i)).isEqualTo(one.point(i));
        }
    }

    @Test
    void pointsThatAreTheSameDoNotBreakIt() {
        Points same = Points.of(new float[200 * 3], 200, 3, Metric.EUCLIDEAN);
        Projection map = Tsne.builder().perplexity(5).iterations(300).build().project(same);
        for (int i = 0; i < 200; i++) {
            assertThat(map.coordinate(i, 0)).isFinite();
            assertThat(map.coordinate(i, 1)).isFinite();
        }
    }

    @Test
    void saysWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tsne.builder().perplexity(30).build().project(groups(60)))
                .withMessage("perplexity 30.0 is too large for 60 points: at the most 19.6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tsne.builder().build().project(groups(1)))
                .withMessage(
                        "t-SNE needs five points at the least, not 1; principal components need one");
        assertThatIllegalArgumentException().isThrownBy(() -> Tsne.builder().perplexity(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Tsne.builder().dimensions(4));
        assertThatIllegalArgumentException().isThrownBy(() -> Tsne.builder().rate(Double.NaN));
    }

    @Test
    void ofFewPointsFewerNeighboursCount() {
        Tsne tsne = Tsne.builder().iterations(100).build();
        assertThat(tsne.perplexity(91)).isEqualTo(30);
        assertThat(tsne.perplexity(61)).isEqualTo(20);
        for (int count : new int[] {5, 6, 40}) {
            Projection map = tsne.project(groups(count));
            for (int i = 0; i < count; i++) {
                assertThat(map.coordinate(i, 0)).isFinite();
                assertThat(map.coordinate(i, 1)).isFinite();
            }
        }
    }

    @Test
    void saysThatTheRateIsTooHigh() {
        Tsne tsne = Tsne.builder().rate(1e9).build();
        assertThatThrownBy(() -> tsne.project(groups(800)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the map flies apart: it is ")
                .hasMessageEndingWith(" wide; take a lower rate");
    }

    @Test
    void tellsHowFarItIsAndStopsWhenAsked() {
        List<Progress> heard = new ArrayList<>();
        ProgressListener listener =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {
                        heard.add(progress);
                    }

                    @Override
                    public boolean stopRequested() {
                        return !heard.isEmpty() && heard.getLast().done() == 100;
                    }
                };
        Tsne tsne = Tsne.builder().perplexity(8).listener(listener).build();
        assertThatThrownBy(() -> tsne.project(groups(100)))
                .isInstanceOf(CancellationException.class);
    }
}
