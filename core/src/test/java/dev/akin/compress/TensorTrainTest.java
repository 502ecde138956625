package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.algebra.Divisors;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.TensorTrainTable;
import dev.akin.table.TrainShape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTrainTest {
    /// The definition: a row is a product of matrices, number by number.
    private static double number(TrainShape s, float[][] cores, int row, int column) {
        int i1 = row / (s.i2() * s.i3());
        int i2 = row / s.i3() % s.i2();
        int i3 = row % s.i3();
        int j1 = column / (s.j2() * s.j3());
        int j2 = column / s.j3() % s.j2();
        int j3 = column % s.j3();
        double sum = 0;
        for (int a = 0; a < s.r1(); a++) {
            for (int b = 0; b < s.r2(); b++) {
                sum +=
                        (double) cores[0][(i1 * s.j1() + j1) * s.r1() + a]
                                * cores[1][((i2 * s.r1() + a) * s.j2() + j2) * s.r2() + b]
                                * cores[2][(i3 * s.r2() + b) * s.j3() + j3];
            }
        }
        return sum;
    }

    @Test
    void rowsAreProductsOfTheirMatrices() {
        TrainShape shape = new TrainShape(4, 3, 5, 2, 4, 3, 6, 7);
        float[][] cores = {
            Planted.random(1, 4 * 2 * 6, 1).row(0),
            Planted.random(1, 3 * 6 * 4 * 7, 2).row(0),
            Planted.random(1, 5 * 7 * 3, 3).row(0)
        };
        float[] mean = Planted.random(1, 24, 4).row(0);
        TensorTrainTable table = TensorTrainTable.of(shape, 58, cores, mean);
        float[] query = Planted.random(1, 24, 5).row(0);
        float[] dots = new float[51];
        float[] norms = new float[51];
        table.dots(query, 7, 50, dots, 1);
        table.norms(7, 50, norms, 1);
        float[] gathered = new float[2 * 24];
        table.gather(new int[] {57, 8}, 2, gathered, 0);
        assertThat(gathered).startsWith(table.row(57)).endsWith(table.row(8));
        for (int row = 7; row < 57; row++) {
            double dot = 0;
            double squares = 0;
            for (int d = 0; d < 24; d++) {
                double wanted = mean[d] + number(shape, cores, row, d);
                assertThat(table.row(row)[d]).isCloseTo((float) wanted, within(1e-4f));
                dot += wanted * query[d];
                squares += wanted * wanted;
            }
            assertThat(dots[row - 6]).isCloseTo((float) dot, within(2e-3f));
            assertThat(norms[row - 6]).isCloseTo((float) Math.sqrt(squares), within(1e-3f));
        }
        assertThat(table.bytes()).isEqualTo(4L * (48 + 504 + 105 + 24));
        assertThat(table.cores()).isDeepEqualTo(cores);
    }

    /// Wide enough a train holds everything, whatever the number of rows.
    @Test
    void rowsComeBackWholeFromAWideTrain() {
        for (int rows : new int[] {1, 2, 61, 64, 65}) {
            EmbeddingTable table = Planted.random(rows, 24, rows);
            EmbeddingTable train = TensorTrain.builder().rank(1000).build().compress(table);
            assertThat(train.rows()).isEqualTo(rows);
            for (int row = 0; row < rows; row++) {
                for (int d = 0; d < 24; d++) {
                    assertThat(train.row(row)[d]).isCloseTo(table.row(row)[d], within(1e-4f));
                }
            }
        }
    }

    /// What is told is the error of the rows; it falls as the train grows, and a planted train is found.
    @Test
    void theErrorIsToldAndFalls() {
        TrainShape shape = new TrainShape(5, 5, 5, 2, 4, 3, 3, 3);
        float[][] cores = {
            Planted.random(1, 5 * 2 * 3, 1).row(0),
            Planted.random(1, 5 * 3 * 4 * 3, 2).row(0),
            Planted.random(1, 5 * 3 * 3, 3).row(0)
        };
        EmbeddingTable table = TensorTrainTable.of(shape, 125, cores, new float[24]);
        double before = 1;
        for (int rank : new int[] {1, 2, 4, 6}) {
            List<Progress> heard = new ArrayList<>();
            TensorTrain method = TensorTrain.builder().rank(rank).listener(heard::add).build();
            double error = Planted.error(table, method.compress(table));
            assertThat(heard.getLast().loss()).isCloseTo(error, within(2e-3));
            assertThat(error).isLessThan(before);
            before = error;
        }
        // The mean, which is taken off first, makes the train up to twice as wide.
        assertThat(before).isLessThan(1e-3);
    }

    @Test
    void theTableDoesNotDependOnTheThreads() {
        EmbeddingTable table = Planted.random(500, 12, 9);
        EmbeddingTable one = TensorTrain.builder().rank(5).threads(1).build().compress(table);
        EmbeddingTable three = TensorTrain.builder().rank(5).threads(3).build().compress(table);
        assertThat(three.row(321)).containsExactly(one.row(321));
    }

    @Test
    void saysWhatWouldFactor() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TensorTrain.builder().build().compress(Planted.random(10, 101, 1)))
                .withMessageContaining("rows of 101 numbers do not factor into three sides")
                .withMessageContaining("100 = 4 × 5 × 5, 102 = 3 × 17 × 2 would");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TensorTrain.builder().build().compress(Planted.random(0, 8, 1)))
                .withMessage("there is no row to make smaller");
        assertThatIllegalArgumentException().isThrownBy(() -> TensorTrain.builder().rank(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainShape(1 << 20, 1, 1, 1 << 6, 1, 1, 1 << 6, 1))
                .withMessageContaining("is too large");
        assertThat(Divisors.three(300)).containsExactly(6, 10, 5);
        assertThat(Divisors.three(808)).containsExactly(4, 101, 2);
        assertThat(Divisors.two(300)).containsExactly(15, 20);
    }
}
