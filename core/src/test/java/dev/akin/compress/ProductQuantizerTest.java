package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.table.EmbeddingTable;
import dev.akin.table.QuantizedTable;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProductQuantizerTest {
    private static final int ROWS = 1500;
    private static final int DIMENSION = 21;

    /// Rows that lie near a plane across all axes, so that turning them helps.
    private static EmbeddingTable rows() {
        Random random = new Random(5);
        float[] directions = new float[6 * DIMENSION];
        for (int i = 0; i < directions.length; i++) {
            directions[i] = (float) random.nextGaussian();
        }
        float[] values = new float[ROWS * DIMENSION];
        for (int r = 0; r < ROWS; r++) {
            for (int d = 0; d < 6; d++) {
                float along = (float) random.nextGaussian();
                for (int i = 0; i < DIMENSION; i++) {
                    values[r * DIMENSION + i] += along * directions[d * DIMENSION + i];
                }
            }
        }
        return EmbeddingTable.of(values, ROWS, DIMENSION);
    }

    /// The share of the squares that is lost.
    private static double lost(EmbeddingTable rows, EmbeddingTable small) {
        double squares = 0;
        double error = 0;
        for (int r = 0; r < rows.rows(); r++) {
            float[] row = rows.row(r);
            float[] other = small.row(r);
            for (int i = 0; i < row.length; i++) {
                squares += (double) row[i] * row[i];
                error += (double) (row[i] - other[i]) * (row[i] - other[i]);
            }
        }
        return error / squares;
    }

    @Test
    void aByteAPartKeepsMost() {
        EmbeddingTable rows = rows();
        EmbeddingTable small = ProductQuantizer.builder().build().compress(rows);
        assertThat(small.rows()).isEqualTo(ROWS);
        assertThat(small.dimension()).isEqualTo(DIMENSION);
        assertThat(((QuantizedTable) small).codes().codes().byteSize()).isEqualTo(ROWS * 6L);
        assertThat(lost(rows, small)).isBetween(1e-4, 0.1);
    }

    @Test
    void turningHelpsWhereRowsLieAcrossTheAxes() {
        EmbeddingTable rows = rows();
        double plain = lost(rows, ProductQuantizer.builder().parts(3).build().compress(rows));
        double turned = lost(rows, ProductQuantizer.turned().parts(3).build().compress(rows));
        assertThat(turned).isLessThan(0.9 * plain);
    }

    @Test
    void eachLevelLosesLess() {
        EmbeddingTable rows = rows();
        double last = Double.POSITIVE_INFINITY;
        for (int levels = 1; levels <= 3; levels++) {
            double lost =
                    lost(
                            rows,
                            ProductQuantizer.residual()
                                    .parts(3)
                                    .levels(levels)
                                    .build()
                                    .compress(rows));
            assertThat(lost).isLessThan(0.6 * last);
            last = lost;
        }
    }

    @Test
    void scoresAndNormsAreThoseOfTheRowsThatAreRead() {
        EmbeddingTable rows = rows();
        for (ProductQuantizer.Builder builder :
                new ProductQuantizer.Builder[] {
                    ProductQuantizer.builder(),
                    ProductQuantizer.turned(),
                    ProductQuantizer.residual().levels(3)
                }) {
            EmbeddingTable small = builder.rounds(3).build().compress(rows);
            for (int count : new int[] {1, 63, 64, 67, 1000}) {
                checkScores(small, rows.row(9), 100, count);
            }
        }
    }

    private static void checkScores(EmbeddingTable small, float[] query, int first, int count) {
        float[] scores = new float[count];
        float[] norms = new float[count];
        small.dots(query, first, count, scores, 0);
        small.norms(first, count, norms, 0);
        for (int i = 0; i < count; i++) {
            double dot = 0;
            double squares = 0;
            float[] row = small.row(first + i);
            for (int d = 0; d < row.length; d++) {
                dot += (double) row[d] * query[d];
                squares += (double) row[d] * row[d];
            }
            assertThat((double) scores[i]).isCloseTo(dot, within(2e-3));
            assertThat((double) norms[i]).isCloseTo(Math.sqrt(squares), within(1e-3));
        }
    }

    @Test
    void threadsDoNotMatter() {
        EmbeddingTable rows = rows();
        for (String method : new String[] {"pq", "opq", "residual"}) {
            float[] one = compressed(rows, method, 1);
            float[] three = compressed(rows, method, 3);
            assertThat(one).as(method).isEqualTo(three);
        }
    }

    private static float[] compressed(EmbeddingTable rows, String method, int threads) {
        MethodRequest standard = MethodRequest.standard();
        MethodRequest asked =
                new MethodRequest(
                        standard.values(), 4, threads, standard.listener(), standard.keys());
        EmbeddingTable small = Methods.of(method, asked).compress(rows);
        float[] values = new float[ROWS * DIMENSION];
        small.read(0, ROWS, values, 0);
        return values;
    }

    @Test
    void saysWhatCannotBe() {
        EmbeddingTable few = EmbeddingTable.of(new float[255 * 4], 255, 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProductQuantizer.builder().build().compress(few))
                .withMessageContaining("256 centroids, more than the 255 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProductQuantizer.builder().parts(22).build().compress(rows()))
                .withMessageContaining("parts ≤ 21");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProductQuantizer.builder().parts(20).build().compress(rows()))
                .withMessageContaining("20 parts of equal width; 11 can");
        float[] bad = new float[300 * 4];
        bad[41] = Float.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ProductQuantizer.builder().build().compress(EmbeddingTable.of(bad, 300, 4)))
                .withMessageContaining("row 10 has a number that is not finite");
    }

    @Test
    void rowsThatAreAllAlikeAreKept() {
        EmbeddingTable zeros = EmbeddingTable.of(new float[300 * 8], 300, 8);
        for (String method : new String[] {"pq", "opq", "residual"}) {
            EmbeddingTable small = Methods.of(method, MethodRequest.standard()).compress(zeros);
            assertThat(small.row(7)).containsOnly(0);
        }
    }
}
