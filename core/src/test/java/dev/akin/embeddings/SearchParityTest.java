package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Searches against sorting all rows by the definition of their score, in doubles.
class SearchParityTest {
    private static final int ROWS = 1700;
    private static final int DIMENSION = 19;

    static Stream<Arguments> tables() {
        return Stream.of(Similarity.values())
                .flatMap(s -> Stream.of(ElementType.values()).map(t -> Arguments.of(s, t)));
    }

    /// Random rows of many lengths; every tenth repeats an earlier one, every hundredth is zeros.
    private static Embeddings random(Similarity similarity, ElementType type) {
        Random random = new Random(2);
        float[] values = new float[ROWS * DIMENSION];
        for (int r = 0; r < ROWS; r++) {
            int copied = r % 10 == 9 ? random.nextInt(r) : -1;
            float length = 0.1f + 3 * random.nextFloat();
            for (int i = 0; i < DIMENSION; i++) {
                float fresh = r % 100 == 50 ? 0 : length * (float) random.nextGaussian();
                values[r * DIMENSION + i] = copied < 0 ? fresh : values[copied * DIMENSION + i];
            }
        }
        List<String> keys = IntStream.range(0, ROWS).mapToObj(i -> "k" + i).toList();
        EmbeddingTable floats = EmbeddingTable.of(values, ROWS, DIMENSION);
        return Embeddings.builder(Vocabulary.of(keys), SegmentTable.copyOf(floats, type))
                .similarity(similarity)
                .build();
    }

    private static double score(Embeddings embeddings, float[] query, int row) {
        float[] values = embeddings.table().row(row);
        double dot = 0;
        double norm = 0;
        double queryNorm = 0;
        double distance = 0;
        for (int i = 0; i < values.length; i++) {
            dot += (double) values[i] * query[i];
            norm += (double) values[i] * values[i];
            queryNorm += (double) query[i] * query[i];
            distance += Math.pow((double) values[i] - query[i], 2);
        }
        return switch (embeddings.similarity()) {
            case COSINE -> norm == 0 || queryNorm == 0 ? 0 : dot / Math.sqrt(norm * queryNorm);
            case DOT -> dot;
            case EUCLIDEAN -> -Math.sqrt(distance);
        };
    }

    private static List<Neighbor> bySorting(Embeddings embeddings, float[] query, int without) {
        return IntStream.range(0, ROWS)
                .filter(row -> row != without)
                .mapToObj(row -> new Neighbor("k" + row, row, score(embeddings, query, row)))
                .sorted(
                        Comparator.comparingDouble((Neighbor n) -> -rounded(n.score()))
                                .thenComparingInt(Neighbor::id))
                .toList();
    }

    private static double rounded(double score) {
        return Math.rint(score * 1e10) / 1e10;
    }

    private static void assertSame(List<Neighbor> found, List<Neighbor> expected) {
        assertThat(found).extracting(Neighbor::id).isEqualTo(ids(expected, found.size()));
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-6));
            assertThat(found.get(i).key()).isEqualTo("k" + found.get(i).id());
        }
    }

    private static List<Integer> ids(List<Neighbor> neighbors, int count) {
        return neighbors.stream().limit(count).map(Neighbor::id).toList();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyQueryFindsWhatSortingFinds(Similarity similarity, ElementType type) {
        Embeddings embeddings = random(similarity, type);
        for (int row : new int[] {0, 9, 50, ROWS - 1}) {
            float[] query = embeddings.table().row(row);
            List<Neighbor> expected = bySorting(embeddings, query, row);

            for (int threads : new int[] {1, 3}) {
                for (int k : new int[] {1, 300}) {
                    Query q = Query.builder().positive("k" + row).k(k).threads(threads).build();
                    List<Neighbor> found = embeddings.neighbors(q);
                    assertThat(found).hasSize(k);
                    assertSame(found, expected);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void manyKeysTogetherFindWhatEachFinds(Similarity similarity, ElementType type) {
        Embeddings embeddings = random(similarity, type);
        List<String> keys = IntStream.range(0, 130).mapToObj(i -> "k" + 13 * i).toList();

        List<List<Neighbor>> together = embeddings.neighborsOfEach(keys, 7);

        assertThat(together).hasSize(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            assertThat(together.get(i)).isEqualTo(embeddings.neighbors(keys.get(i), 7));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void subsetsAndPrefixesAreSearchedLikeTheWhole(Similarity similarity, ElementType type) {
        Embeddings embeddings = random(similarity, type);
        List<String> subset =
                new Random(3).ints(700, 0, ROWS).distinct().mapToObj(i -> "k" + i).toList();
        List<Neighbor> all = embeddings.neighbors("k1", ROWS);

        List<Neighbor> among =
                embeddings.neighbors(Query.builder().positive("k1").among(subset).k(ROWS).build());
        List<Neighbor> frequent =
                embeddings.neighbors(
                        Query.builder().positive("k1").mostFrequent(1000).k(ROWS).build());

        assertThat(all).hasSize(ROWS - 1);
        assertThat(among).isEqualTo(all.stream().filter(n -> subset.contains(n.key())).toList());
        assertThat(frequent).isEqualTo(all.stream().filter(n -> n.id() < 1000).toList());
    }

    @Test
    void noKeysOrNoPlacesAreClear() {
        Embeddings embeddings = random(Similarity.COSINE, ElementType.FLOAT32);

        assertThat(embeddings.neighborsOfEach(List.of(), 3)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> embeddings.neighborsOfEach(List.of("k1"), 0))
                .withMessage("k must be at least 1, not 0");
    }
}
