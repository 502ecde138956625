package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.HashedTable;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class HashEmbeddingsTest {
    private static final EmbeddingTable TABLE = Planted.ofRank(4, 600, 20, 0.1);

    private static final class Heard implements ProgressListener {
        private final List<Double> errors = new ArrayList<>();
        private boolean stop;

        @Override
        public void update(Progress progress) {
            errors.add(progress.loss());
        }

        @Override
        public boolean stopRequested() {
            return stop;
        }
    }

    @Test
    void rowsAreWhatTheirSharedRowsAddUpTo() {
        HashedTable table = (HashedTable) HashEmbeddings.builder().build().compress(TABLE);
        assertThat(table.shared().rows()).isEqualTo(60);
        assertThat(table.choices()).isEqualTo(4);
        float[] weights = new float[600 * 4];
        table.weights().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(weights);
        for (int row = 0; row < 600; row++) {
            double[] sum = new double[20];
            for (int choice = 0; choice < 4; choice++) {
                int place = HashedTable.place(1, row, choice, 4, 60);
                assertThat(place / 15).isEqualTo(choice);
                for (int d = 0; d < 20; d++) {
                    sum[d] += (double) weights[row * 4 + choice] * table.shared().row(place)[d];
                }
            }
            for (int d = 0; d < 20; d++) {
                assertThat((double) table.row(row)[d])
                        .isCloseTo(sum[d] + table.mean()[d], within(1e-4));
            }
        }
    }

    @Test
    void theErrorThatIsToldIsTheErrorThereIsAndFalls() {
        Heard heard = new Heard();
        EmbeddingTable small =
                HashEmbeddings.builder().keep(120).listener(heard).build().compress(TABLE);
        assertThat(heard.errors.getLast())
                .isCloseTo(Planted.error(TABLE, small), within(1e-3))
                .isLessThan(heard.errors.getFirst() * 0.9);
    }

    @Test
    void moreSharedRowsAndMoreChoicesKeepMore() {
        double few = error(HashEmbeddings.builder().keep(0.1).choices(2));
        double more = error(HashEmbeddings.builder().keep(0.3).choices(2));
        double most = error(HashEmbeddings.builder().keep(0.3).choices(6));
        assertThat(more).isLessThan(few);
        assertThat(most).isLessThan(more);
    }

    private static double error(HashEmbeddings.Builder builder) {
        return Planted.error(TABLE, builder.build().compress(TABLE));
    }

    @Test
    void threadsChangeNothing() {
        EmbeddingTable one = HashEmbeddings.builder().threads(1).build().compress(TABLE);
        EmbeddingTable three = HashEmbeddings.builder().threads(3).build().compress(TABLE);
        for (int row = 0; row < TABLE.rows(); row++) {
            assertThat(three.row(row)).isEqualTo(one.row(row));
        }
    }

    @Test
    void stopsWhenAsked() {
        Heard heard = new Heard();
        heard.stop = true;
        assertThatThrownBy(() -> HashEmbeddings.builder().listener(heard).build().compress(TABLE))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HashEmbeddings.builder().keep(700).build().compress(TABLE))
                .withMessage(
                        "700 shared rows, of which each row takes 4, are more than the 600 rows there"
                                + " are; keep fewer");
        assertThatIllegalArgumentException().isThrownBy(() -> HashEmbeddings.builder().keep(0));
        assertThatIllegalArgumentException().isThrownBy(() -> HashEmbeddings.builder().choices(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Methods.of("hash+pca", MethodRequest.standard()))
                .withMessageStartingWith("pca turns rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        HashEmbeddings.builder()
                                .build()
                                .compress(EmbeddingTable.of(new float[] {1, Float.NaN}, 1, 2)))
                .withMessage("row 0 holds NaN, which is not finite");
    }
}
