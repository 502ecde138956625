package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.embeddings.Query;
import dev.akin.embeddings.Similarity;
import dev.akin.table.BinaryTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.RescoredTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rows behind bits: what is read and scored is the rows', and a search finds the best of those whose bits come out best.
class RescoredSearchTest {
    private static final int DIMENSION = 48;

    /// Of many lengths, along few directions, so that some are near each other.
    private static EmbeddingTable rows(int count) {
        Random random = new Random(6);
        float[] directions = new float[12 * DIMENSION];
        for (int i = 0; i < directions.length; i++) {
            directions[i] = (float) random.nextGaussian();
        }
        float[] values = new float[count * DIMENSION];
        for (int r = 0; r < count; r++) {
            float length = 0.3f + random.nextFloat();
            for (int d = 0; d < 12; d++) {
                float along = length * (float) random.nextGaussian();
                for (int i = 0; i < DIMENSION; i++) {
                    values[r * DIMENSION + i] += along * directions[d * DIMENSION + i];
                }
            }
        }
        return EmbeddingTable.of(values, count, DIMENSION);
    }

    private static RescoredTable behindBits(int count) {
        Compressor method = Methods.of("binary+int8", MethodRequest.standard());
        return (RescoredTable) method.compress(rows(count));
    }

    private static Embeddings embeddings(RescoredTable table, Similarity similarity) {
        List<String> keys = IntStream.range(0, table.rows()).mapToObj(i -> "k" + i).toList();
        return Embeddings.builder(Vocabulary.of(keys), table).similarity(similarity).build();
    }

    private static double dot(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }

    private static double score(Similarity similarity, double dot, double norm, double query) {
        return switch (similarity) {
            case COSINE -> dot / (norm * query);
            case DOT -> dot;
            case EUCLIDEAN -> -Math.sqrt(Math.max(0, norm * norm - 2 * dot + query * query));
        };
    }

    private static double exact(RescoredTable table, Similarity similarity, float[] query, int r) {
        float[] row = table.row(r);
        double norm = Math.sqrt(dot(row, row));
        return score(similarity, dot(row, query), norm, Math.sqrt(dot(query, query)));
    }

    /// Bits stand for the row's direction.
    private static double byBits(RescoredTable table, Similarity similarity, float[] query, int r) {
        float[] row = table.row(r);
        double norm = similarity == Similarity.COSINE ? 1 : Math.sqrt(dot(row, row));
        double dot = norm * dot(table.bits().row(r), query);
        return similarity == Similarity.EUCLIDEAN ? 2 * dot - norm * norm : dot;
    }

    @Test
    void whatIsReadAndScoredIsTheRows() {
        RescoredTable table = behindBits(300);
        EmbeddingTable rows = table.rescoring();
        float[] query = rows.row(7);
        float[] found = new float[1 + 290];
        float[] wanted = new float[1 + 290];
        table.dots(query, 5, 290, found, 1);
        rows.dots(query, 5, 290, wanted, 1);
        assertThat(found).containsExactly(wanted, within(1e-3f));
        for (int r = 5; r < 295; r++) {
            assertThat((double) found[r - 4]).isCloseTo(dot(table.row(r), query), within(1e-2));
        }
        table.norms(5, 290, found, 1);
        rows.norms(5, 290, wanted, 1);
        assertThat(found).containsExactly(wanted, within(1e-3f));
        float[] gathered = new float[2 * DIMENSION];
        table.gather(new int[] {299, 0}, 2, gathered, 0);
        assertThat(gathered).startsWith(rows.row(299)).endsWith(rows.row(0));
        assertThat(table.bytes()).isEqualTo(table.bits().bytes() + rows.bytes());
    }

    /// All of a few rows are candidates, so that the answer is that of the rows.
    @ParameterizedTest
    @EnumSource
    void ofAFewRowsTheNearestAreFound(Similarity similarity) {
        RescoredTable table = behindBits(250);
        Embeddings embeddings = embeddings(table, similarity);
        for (int row : new int[] {0, 77, 249}) {
            float[] query = table.row(row);
            List<Integer> wanted =
                    IntStream.range(0, 250)
                            .filter(r -> r != row)
                            .boxed()
                            .sorted(
                                    Comparator.comparingDouble(
                                            r -> -exact(table, similarity, query, r)))
                            .toList();
            List<Neighbor> found = embeddings.neighbors("k" + row, 10);
            assertThat(found).extracting(Neighbor::id).isEqualTo(wanted.subList(0, 10));
        }
    }

    /// Of many rows the 640 best by their bits are looked at again for the ten nearest, and the key itself beside them.
    @ParameterizedTest
    @EnumSource
    void ofManyRowsTheNearestOfTheBestByBitsAreFound(Similarity similarity) {
        RescoredTable table = behindBits(3000);
        Embeddings embeddings = embeddings(table, similarity);
        for (int row : new int[] {0, 1234, 2999}) {
            float[] query = table.row(row);
            double[] coarse = new double[3000];
            for (int r = 0; r < 3000; r++) {
                coarse[r] = byBits(table, similarity, query, r);
            }
            double last =
                    IntStream.range(0, 3000)
                            .mapToDouble(r -> -coarse[r])
                            .sorted()
                            .map(s -> -s)
                            .toArray()[640];
            for (int threads : new int[] {1, 3}) {
                Query asked = Query.builder().positive("k" + row).k(10).threads(threads).build();
                List<Neighbor> found = embeddings.neighbors(asked);
                assertThat(found).hasSize(10).doesNotHaveDuplicates();
                Set<Integer> ids = new HashSet<>();
                for (Neighbor neighbor : found) {
                    ids.add(neighbor.id());
                    assertThat(coarse[neighbor.id()]).isGreaterThan(last - 1e-3);
                    assertThat(neighbor.score())
                            .isCloseTo(
                                    exact(table, similarity, query, neighbor.id()), within(1e-5));
                }
                assertThat(found).isSortedAccordingTo(Comparator.comparingDouble(n -> -n.score()));
                for (int r = 0; r < 3000; r++) {
                    if (r != row && !ids.contains(r) && coarse[r] > last + 1e-3) {
                        assertThat(exact(table, similarity, query, r))
                                .isLessThan(found.getLast().score() + 1e-5);
                    }
                }
            }
        }
    }

    /// There is nothing that a candidate could be rescored by.
    @Test
    void bitsMustBeThoseOfTheRows() {
        EmbeddingTable rows = rows(20);
        BinaryTable bits = BinaryTable.copyOf(rows(19));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RescoredTable(bits, rows))
                .withMessage("bits of 19 × 48 are not those of 20 × 48");
    }
}
