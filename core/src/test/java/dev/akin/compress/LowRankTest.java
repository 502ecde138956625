package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.FactoredTable;
import dev.akin.table.Int8Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LowRankTest {
    @Test
    void rowsOfThatRankComeBackWhole() {
        EmbeddingTable rows = Planted.ofRank(3, 700, 20, 0);
        EmbeddingTable small = LowRank.builder().rank(3).build().compress(rows);
        assertThat(Planted.error(rows, small)).isLessThan(1e-5);
        assertThat(small.bytes()).isEqualTo(4L * (700 * 3 + 4 * 20));
        EmbeddingTable smaller = LowRank.builder().rank(2).build().compress(rows);
        assertThat(Planted.error(rows, smaller)).isGreaterThan(0.1);
    }

    /// No other short rows of that rank are nearer; and the error that is told is that of the rows.
    @Test
    void nothingOfThatRankIsNearer() {
        EmbeddingTable rows = Planted.ofRank(6, 600, 12, 0.3);
        List<Progress> heard = new ArrayList<>();
        EmbeddingTable best = LowRank.builder().rank(4).listener(heard::add).build().compress(rows);
        double error = Planted.error(rows, best);
        assertThat(heard.getLast().loss()).isCloseTo(error, within(1e-4));
        FactoredTable factored = (FactoredTable) best;
        for (int seed = 0; seed < 30; seed++) {
            float[] other = factored.projection();
            float[] change = Planted.random(4, 12, seed).row(seed % 4);
            for (int d = 0; d < 12; d++) {
                other[seed % 4 * 12 + d] += 0.05f * change[d];
            }
            EmbeddingTable turned = FactoredTable.of(factored.inner(), other, factored.mean());
            assertThat(Planted.error(rows, turned)).isGreaterThan(error);
        }
    }

    @Test
    void theShortRowsMayBeMadeSmallerInTurn() {
        EmbeddingTable rows = Planted.ofRank(6, 400, 24, 0.1);
        Compressor both =
                Methods.of("svd+int8", MethodRequest.standard().with(MethodOption.RANK, 8));
        FactoredTable small = (FactoredTable) both.compress(rows);
        assertThat(both.method()).isEqualTo("svd+int8");
        assertThat(small.inner()).isInstanceOf(Int8Table.class);
        assertThat(small.inner().dimension()).isEqualTo(8);
        assertThat(Planted.error(rows, small)).isLessThan(0.05);
    }

    @Test
    void theTableDoesNotDependOnTheThreads() {
        EmbeddingTable rows = Planted.ofRank(5, 3000, 16, 0.2);
        EmbeddingTable one = LowRank.builder().threads(1).build().compress(rows);
        EmbeddingTable three = LowRank.builder().threads(3).build().compress(rows);
        for (int row : new int[] {0, 999, 2999}) {
            assertThat(three.row(row)).containsExactly(one.row(row));
        }
    }

    @Test
    void saysWhatCannotBe() {
        EmbeddingTable rows = Planted.random(5, 4, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LowRank.builder().rank(5).build().compress(rows))
                .withMessage("a rank of 5 is above the dimension of the rows; 1 to 4 will do");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LowRank.builder().rank(0))
                .withMessage("rank ≥ 1, not 0");
        float[] values = {1, 2, Float.NaN, 4};
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> LowRank.builder().build().compress(EmbeddingTable.of(values, 2, 2)))
                .withMessage("row 1 holds NaN, which is not finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LowRank.builder().build().compress(EmbeddingTable.of(new float[0], 0, 2)))
                .withMessage("there is no row to make smaller");
        EmbeddingTable same = EmbeddingTable.of(new float[] {1, 2, 1, 2}, 2, 2);
        assertThat(LowRank.builder().rank(1).build().compress(same).row(1)).containsExactly(1, 2);
    }

    @Test
    void stopsWhenAsked() {
        ProgressListener stop =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        Compressor svd = LowRank.builder().listener(stop).build();
        EmbeddingTable rows = Planted.random(10, 4, 1);
        assertThatThrownBy(() -> svd.compress(rows)).isInstanceOf(CancellationException.class);
    }
}
