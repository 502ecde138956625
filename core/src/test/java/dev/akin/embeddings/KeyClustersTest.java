package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.cluster.Hdbscan;
import dev.akin.cluster.KMeans;
import dev.akin.cluster.Metric;
import dev.akin.format.Column;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyClustersTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// Three groups of keys: fruit2, animal5, 城市7; row 4 holds NaN. The counts fall.
    private static Embeddings words(int rows, boolean counted) {
        Random random = new Random(1);
        List<String> keys = new ArrayList<>();
        float[] values = new float[rows * 3];
        long[] counts = new long[rows];
        for (int row = 0; row < rows; row++) {
            keys.add(List.of("fruit", "animal", "城市").get(row % 3) + row);
            values[3 * row + row % 3] = 1;
            for (int d = 0; d < 3; d++) {
                values[3 * row + d] += 0.1f * (float) random.nextGaussian();
            }
            counts[row] = 1000L - row;
        }
        values[3 * 4] = Float.NaN;
        return Embeddings.of(
                Vocabulary.of(keys, counted ? counts : null), EmbeddingTable.of(values, rows, 3));
    }

    @Test
    void groupsHaveNamesFromTypicalKeys() {
        KeyClusters clusters =
                KeyClusters.of(words(91, true), 1000, Metric.COSINE, KMeans.builder(3).build());
        assertThat(clusters.count()).isEqualTo(3);
        assertThat(clusters.rows()).isEqualTo(91);
        assertThat(clusters.leftOut()).isEqualTo(1);
        assertThat(clusters.noise()).isZero();
        assertThat(clusters.cluster(4)).isEqualTo(-1);
        assertThat(clusters.strength(4)).isZero();
        int fruit = clusters.cluster(0);
        assertThat(clusters.size(fruit)).isEqualTo(31);
        assertThat(clusters.keys(fruit)).hasSize(10).allMatch(key -> key.startsWith("fruit"));
        assertThat(clusters.name(clusters.cluster(2)))
                .isEqualTo(String.join(", ", clusters.keys(clusters.cluster(2)).subList(0, 3)))
                .startsWith("城市");
        assertThat(Objects.requireNonNull(clusters.silhouette()).mean()).isBetween(0.6, 1.0);
    }

    @Test
    void neitherFrequentEverywhereNorRareNamesAGroup() {
        Embeddings words = words(90, true);
        List<String> keys = new ArrayList<>(List.of("the", "rarest"));
        long[] counts = new long[92];
        float[] values = new float[92 * 3];
        // Between all groups, a little nearer to the first; and in the midst of the first.
        System.arraycopy(new float[] {0.6f, 0.55f, 0.55f, 1, 0, 0}, 0, values, 0, 6);
        counts[0] = 1_000_000;
        counts[1] = 1;
        for (int row = 0; row < 90; row++) {
            keys.add(words.vocabulary().key(row));
            counts[row + 2] = 1000L - row;
            words.table().read(row, 1, values, 3 * (row + 2));
        }
        Embeddings more =
                Embeddings.of(Vocabulary.of(keys, counts), EmbeddingTable.of(values, 92, 3));
        KeyClusters clusters = KeyClusters.of(more, 1000, Metric.COSINE, KMeans.builder(3).build());
        assertThat(clusters.cluster(1)).isEqualTo(clusters.cluster(2));
        for (int cluster = 0; cluster < 3; cluster++) {
            assertThat(clusters.keys(cluster)).hasSize(10).doesNotContain("the", "rarest");
        }
    }

    @Test
    void withoutCountsTheNearestAreTypical() {
        KeyClusters clusters =
                KeyClusters.of(words(91, false), 1000, Metric.COSINE, KMeans.builder(3).build());
        assertThat(clusters.keys(0)).hasSize(10);
        assertThat(clusters.keys(0))
                .isNotEqualTo(
                        KeyClusters.of(
                                        words(91, true),
                                        1000,
                                        Metric.COSINE,
                                        KMeans.builder(3).build())
                                .keys(0));
    }

    @Test
    void columnsAreKeptInAFile() throws Exception {
        Embeddings words = words(60, true);
        KeyClusters clusters =
                KeyClusters.of(words, 50, Metric.EUCLIDEAN, Hdbscan.builder().build());
        Embeddings.Builder copy = Embeddings.builder(words.vocabulary(), words.table());
        clusters.columns(60).forEach(copy::column);
        copy.build().save(folder.resolve("words.safetensors"));
        Embeddings read = Embeddings.load(folder.resolve("words.safetensors"));
        Column numbers = read.column("cluster");
        for (int row = 0; row < 60; row++) {
            int expected = row < 50 ? clusters.cluster(row) : -1;
            assertThat(numbers.integer(row)).isEqualTo(expected);
            assertThat(read.column("cluster.name").text(row))
                    .isEqualTo(expected < 0 ? "" : clusters.name(expected));
        }
        assertThat(read.column("cluster.strength").number(0)).isEqualTo(clusters.strength(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clusters.columns(49))
                .withMessage("columns of 49 rows, and 50 are grouped");
    }

    @Test
    void namesAreNeverDouble() {
        assertThat(
                        ClusterNames.distinct(
                                List.of(
                                        List.of("a, b", "c"),
                                        List.of("a", "b, c"),
                                        List.of("a", "b", "c", "d"),
                                        List.of("x"))))
                .containsExactly("a, b, c", "a, b, c (1)", "a, b, c (2)", "x");
    }

    @Test
    void oneKeyAndNoLimit() {
        Embeddings one =
                Embeddings.of(Vocabulary.of(List.of("x")), EmbeddingTable.of(new float[2], 1, 2));
        KeyClusters clusters = KeyClusters.of(one, 9, Metric.COSINE, KMeans.builder(1).build());
        assertThat(clusters.name(0)).isEqualTo("x");
        assertThat(clusters.silhouette()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyClusters.of(one, 0, Metric.COSINE, KMeans.builder(1).build()))
                .withMessage("the limit ≥ 1, not 0");
    }
}
