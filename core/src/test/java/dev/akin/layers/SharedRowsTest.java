package dev.akin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.layers.QuotientRemainder.Operation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Keys that share rows: by a hash, or by quotient and remainder.
class SharedRowsTest {
    private static QuotientRemainder.Builder builder(Operation operation) {
        return QuotientRemainder.builder(95, 6, 10)
                .operation(operation)
                .optimizer(Optimizer.sgd(0.5));
    }

    @ParameterizedTest
    @EnumSource
    void eachIdHasAVectorOfItsOwnFromFewRows(Operation operation) {
        QuotientRemainder layer = builder(operation).build();
        assertThat(layer.rows()).isEqualTo(20);
        int[] all = new int[95];
        Arrays.setAll(all, i -> i);
        Set<String> different = new HashSet<>();
        for (float[] row : layer.forward(all)) {
            assertThat(row).hasSize(6);
            different.add(Arrays.toString(row));
        }
        assertThat(different).hasSize(95);
        assertThat(layer.forward(new int[] {37})[0][2])
                .isEqualTo(
                        switch (operation) {
                            case SUM -> layer.remainders().row(7)[2] + layer.quotients().row(3)[2];
                            case MULTIPLY ->
                                    layer.remainders().row(7)[2] * layer.quotients().row(3)[2];
                            case CONCAT -> layer.remainders().row(7)[2];
                        });
    }

    /// The gradient against differences of the loss Σ c · output, by numbers of one row of each table.
    @ParameterizedTest
    @EnumSource
    void gradientsAreThoseOfTheOutput(Operation operation) {
        QuotientRemainder layer = builder(operation).build();
        Random random = new Random(1);
        int[] ids = {37, 38, 37, 7, 94};
        float[][] gradient = new float[ids.length][6];
        for (float[] row : gradient) {
            for (int d = 0; d < row.length; d++) {
                row[d] = random.nextFloat() - 0.5f;
            }
        }
        for (EmbeddingLayer table : new EmbeddingLayer[] {layer.remainders(), layer.quotients()}) {
            int row = table == layer.remainders() ? 7 : 3;
            double[] slopes = new double[table.dimension()];
            float[] before = table.row(row);
            for (int d = 0; d < slopes.length; d++) {
                float[] moved = before.clone();
                moved[d] = before[d] + 0.01f;
                table.set(row, moved);
                double up = loss(layer, ids, gradient);
                moved[d] = before[d] - 0.01f;
                table.set(row, moved);
                slopes[d] = (up - loss(layer, ids, gradient)) / 0.02;
            }
            table.set(row, before);
            QuotientRemainder copy = builder(operation).build();
            copy.backward(ids, gradient);
            copy.step();
            EmbeddingLayer same =
                    table == layer.remainders() ? copy.remainders() : copy.quotients();
            for (int d = 0; d < slopes.length; d++) {
                assertThat((double) same.row(row)[d])
                        .isCloseTo(before[d] - 0.5 * slopes[d], within(1e-3));
            }
        }
    }

    private static double loss(QuotientRemainder layer, int[] ids, float[][] weights) {
        float[][] out = layer.forward(ids);
        double loss = 0;
        for (int i = 0; i < ids.length; i++) {
            for (int d = 0; d < out[i].length; d++) {
                loss += (double) weights[i][d] * out[i][d];
            }
        }
        return loss;
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> builder(Operation.SUM).build().forward(new int[] {0, 95}))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("id 95 at place 1 is not one of 95");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuotientRemainder.builder(9, 5, 3).operation(Operation.CONCAT))
                .withMessageContaining("5");
        assertThatIllegalArgumentException().isThrownBy(() -> QuotientRemainder.builder(9, 5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> HashedIds.of(0, 1));
    }

    @Test
    void hashesSpreadKeysOverAllRows() {
        HashedIds hashed = HashedIds.of(1000, 7);
        int[] counts = new int[1001];
        for (long key = 0; key < 100_000; key++) {
            counts[hashed.id(key * 1024)]++;
        }
        assertThat(counts[0]).isZero();
        for (int id = 1; id <= 1000; id++) {
            assertThat(counts[id]).isBetween(50, 160);
        }
        assertThat(hashed.ids(5, 5, 6)[0]).isEqualTo(hashed.id(5)).isNotEqualTo(hashed.id(6));
        assertThat(hashed.id("чай")).isEqualTo(HashedIds.of(1000, 7).id("чай"));
        assertThat(HashedIds.of(1_000_000, 8).id("чай"))
                .isNotEqualTo(HashedIds.of(1_000_000, 9).id("чай"));
    }
}
