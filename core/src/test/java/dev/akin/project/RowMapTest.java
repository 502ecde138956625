package dev.akin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.cluster.Metric;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowMapTest {
    private static float[] random(int numbers) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static RowMap principal(
            EmbeddingTable table, int limit, Metric metric, int dimensions) {
        PcaProjector pca = PcaProjector.builder().dimensions(dimensions).build();
        return RowMap.of(table, limit, metric, pca);
    }

    @Test
    void keepsTheSpreadOfPointsInAPlane() {
        // A rectangle of 4 × 2 around a point that is not the origin.
        EmbeddingTable table = EmbeddingTable.of(new float[] {3, 1, 3, 3, 7, 1, 7, 3}, 4, 2);
        float[] map = principal(table, 4, Metric.EUCLIDEAN, 2).coordinates();
        for (int p = 0; p < 4; p++) {
            assertThat(Math.abs(map[2 * p])).isCloseTo(2, within(1e-5f));
            assertThat(Math.abs(map[2 * p + 1])).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void leavesOutRowsThatHoldNoNumbersAndKeepsThePlacesOfTheOthers() {
        float[] values = random(3000 * 5);
        float[] sound = values.clone();
        values[1500 * 5 + 2] = Float.NaN;
        values[0] = Float.POSITIVE_INFINITY;
        RowMap map = principal(EmbeddingTable.of(values, 3000, 5), 2000, Metric.EUCLIDEAN, 3);
        assertThat(map.rows()).isEqualTo(2000);
        assertThat(map.dimensions()).isEqualTo(3);
        assertThat(map.leftOut()).isEqualTo(2);
        float[] found = map.coordinates();
        for (int row = 0; row < 2000; row++) {
            boolean out = row == 0 || row == 1500;
            assertThat(Float.isNaN(found[3 * row])).as("row " + row).isEqualTo(out);
        }
        float[] without = new float[1998 * 5];
        System.arraycopy(sound, 5, without, 0, 1499 * 5);
        System.arraycopy(sound, 1501 * 5, without, 1499 * 5, 499 * 5);
        float[] expected =
                principal(EmbeddingTable.of(without, 1998, 5), 1998, Metric.EUCLIDEAN, 3)
                        .coordinates();
        assertThat(Arrays.copyOfRange(found, 3 * 1501, 3 * 2000))
                .isEqualTo(Arrays.copyOfRange(expected, 3 * 1499, 3 * 1998));
    }

    @Test
    void mapsOnePointAndPointsThatAreAllTheSameToOnePlace() {
        float[] one =
                principal(EmbeddingTable.of(new float[] {1, 2}, 1, 2), 9, Metric.COSINE, 3)
                        .coordinates();
        assertThat(one).containsExactly(0, 0, 0);
        float[] same = new float[40];
        Arrays.fill(same, 0.5f);
        float[] map = principal(EmbeddingTable.of(same, 10, 4), 10, Metric.COSINE, 2).coordinates();
        for (float coordinate : map) {
            assertThat(coordinate).isCloseTo(0, within(1e-6f));
        }
    }

    @Test
    void saysThatThereIsNothingToMap() {
        EmbeddingTable table = EmbeddingTable.of(new float[] {Float.NaN, 1}, 1, 2);
        assertThatThrownBy(() -> principal(table, 5, Metric.COSINE, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 1 rows none");
    }

    @Test
    void mapsByAnyProjector() {
        EmbeddingTable table = EmbeddingTable.of(random(60 * 4), 60, 4);
        Tsne tsne = Tsne.builder().perplexity(5).iterations(20).dimensions(3).build();
        RowMap map = RowMap.of(table, 60, Metric.COSINE, tsne);
        assertThat(map.dimensions()).isEqualTo(3);
        assertThat(map.coordinates()).hasSize(180).doesNotContain(Float.NaN);
    }

    @Test
    void liesLikeAnotherMapOfTheSameKeys() {
        float[] values = random(40 * 3);
        float[] turned = values.clone();
        for (int i = 0; i < values.length; i += 3) {
            turned[i] = -2 * values[i + 1];
            turned[i + 1] = 2 * values[i];
            turned[i + 2] = 2 * values[i + 2];
        }
        turned[9] = Float.NaN;
        Vocabulary keys = Vocabulary.of(IntStream.range(0, 40).mapToObj(i -> "k" + i).toList());
        RowMap map = principal(EmbeddingTable.of(values, 40, 3), 40, Metric.EUCLIDEAN, 3);
        RowMap other = principal(EmbeddingTable.of(turned, 40, 3), 40, Metric.EUCLIDEAN, 3);
        float[] like = other.like(keys, map, keys).coordinates();
        float[] expected = map.coordinates();
        for (int i = 0; i < like.length; i++) {
            if (i / 3 == 3) {
                assertThat(like[i]).isNaN();
            } else {
                assertThat(like[i]).isCloseTo(expected[i], within(1e-3f));
            }
        }
        Vocabulary strange = Vocabulary.of(IntStream.range(0, 40).mapToObj(i -> "s" + i).toList());
        assertThatThrownBy(() -> other.like(keys, map, strange))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no key in common");
    }
}
