package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.algebra.Pca;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.SubwordTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int8Table;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rows on other axes: in principal order, and by their principal components.
class PrincipalTest {
    private static final int ROWS = 500;
    private static final int DIMENSION = 18;
    private static final EmbeddingTable TABLE = Planted.ofRank(9, ROWS, DIMENSION, 0.2);

    private static double dot(float[] a, float[] b, int numbers) {
        double sum = 0;
        for (int i = 0; i < numbers; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void turningKeepsAllProducts() {
        EmbeddingTable turned = PrincipalOrder.builder().build().compress(TABLE);
        assertThat(turned.dimension()).isEqualTo(DIMENSION);
        for (int r = 1; r < ROWS; r += 7) {
            double wanted = dot(TABLE.row(r), TABLE.row(r - 1), DIMENSION);
            assertThat(dot(turned.row(r), turned.row(r - 1), DIMENSION))
                    .isCloseTo(wanted, within(1e-3));
        }
    }

    /// The first few numbers of the turned rows are what cutting to them gives, and products of them are nearer than of the first few before.
    @Test
    void anyFirstNumbersDo() {
        EmbeddingTable turned = PrincipalOrder.builder().build().compress(TABLE);
        for (int kept : new int[] {1, 4, 11}) {
            EmbeddingTable cut = PrincipalOrder.builder().dimension(kept).build().compress(TABLE);
            assertThat(cut.dimension()).isEqualTo(kept);
            double off = 0;
            double offBefore = 0;
            for (int r = 1; r < ROWS; r++) {
                for (int d = 0; d < kept; d++) {
                    assertThat(cut.row(r)[d]).isCloseTo(turned.row(r)[d], within(1e-3f));
                }
                double wanted = dot(TABLE.row(r), TABLE.row(r), DIMENSION);
                off += wanted - dot(turned.row(r), turned.row(r), kept);
                offBefore += wanted - dot(TABLE.row(r), TABLE.row(r), kept);
            }
            assertThat(off).isLessThan(0.9 * offBefore);
        }
    }

    @Test
    void componentsAreThoseOfTheRoomOfAlgebra() {
        float[] values = new float[ROWS * DIMENSION];
        TABLE.read(0, ROWS, values, 0);
        float[] wanted = Pca.of(values, ROWS, DIMENSION, 5).project(values, ROWS, true);
        EmbeddingTable all = PrincipalComponents.builder().dimension(5).build().compress(TABLE);
        EmbeddingTable but =
                PrincipalComponents.builder().top(2).dimension(3).build().compress(TABLE);
        for (int r = 0; r < ROWS; r++) {
            for (int d = 0; d < 5; d++) {
                float number = Math.abs(wanted[r * 5 + d]);
                assertThat(Math.abs(all.row(r)[d])).isCloseTo(number, within(2e-3f));
                if (d >= 2) {
                    assertThat(but.row(r)[d - 2]).isEqualTo(all.row(r)[d]);
                }
            }
        }
    }

    @Test
    void areCalledByName() {
        MethodRequest asked =
                MethodRequest.standard().with(MethodOption.DIMENSION, 6).with(MethodOption.TOP, 1);
        Compressor both = Methods.of("pca+int8", asked);
        assertThat(both.method()).isEqualTo("pca+int8");
        assertThat(both.compress(TABLE)).isInstanceOf(Int8Table.class);
        assertThat(both.compress(TABLE).dimension()).isEqualTo(6);
        Compressor order =
                Methods.of("order", MethodRequest.standard().with(MethodOption.DIMENSION, 7));
        assertThat(order.compress(TABLE).dimension()).isEqualTo(7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Methods.of("order", asked))
                .withMessageContaining("top is not for order, but for pca");
    }

    @Test
    void turnedRowsDoNotFitBesideOthers() {
        assertThat(Methods.of("merge+pca", MethodRequest.standard()).turns()).isTrue();
        assertThat(Methods.of("merge+int8", MethodRequest.standard()).turns()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Methods.of("svd+order", MethodRequest.standard()))
                .withMessageStartingWith("order turns rows, which then cannot be made long again");
        SubwordTable parts =
                new SubwordTable(Subwords.of(3, 4, 2), Planted.random(2, DIMENSION, 5), null);
        Embeddings words =
                Embeddings.builder(
                                Vocabulary.of(List.of("a", "b", "c")),
                                Planted.random(3, DIMENSION, 4))
                        .subwords(parts)
                        .build();
        Compressor order = PrincipalOrder.builder().build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compression.of(words, order))
                .withMessageStartingWith("order turns rows, but not the parts of words");
    }

    @Test
    void saysWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalOrder.builder().dimension(19).build().compress(TABLE))
                .withMessage("19 numbers kept, but a row has only 18");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PrincipalComponents.builder().top(8).dimension(11).build().compress(TABLE))
                .withMessage("8 directions left out and 11 numbers kept, but a row has only 18");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalOrder.builder().dimension(0))
                .withMessage("dimension ≥ 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalComponents.builder().top(-1))
                .withMessage("top ≥ 0, not -1");
    }
}
