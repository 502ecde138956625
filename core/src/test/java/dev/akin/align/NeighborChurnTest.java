package dev.akin.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighborChurnTest {
    private static final int ROWS = 200;
    private static final int DIMENSION = 8;

    private static NeighborChurn.Options near(int k) {
        return new NeighborChurn.Options(k, 1000, 2, ProgressListener.NONE);
    }

    private static float[] random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[ROWS * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static List<String> keys() {
        return IntStream.range(0, ROWS).mapToObj(i -> "w" + i).toList();
    }

    private static Embeddings words(List<String> keys, float[] values) {
        return Embeddings.of(
                Vocabulary.of(keys),
                EmbeddingTable.of(values, keys.size(), values.length / keys.size()));
    }

    @Test
    void seesNoChangeWhereATableIsTurnedScaledAndInAnotherOrder() {
        float[] values = random(1);
        List<Integer> order = new ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
        Collections.reverse(order);
        float[] other = new float[values.length];
        for (int i = 0; i < ROWS; i++) {
            for (int d = 0; d < DIMENSION; d++) {
                other[i * DIMENSION + (d + 3) % DIMENSION] =
                        2 * values[order.get(i) * DIMENSION + d];
            }
        }
        List<String> keys = order.stream().map(i -> "w" + i).toList();
        NeighborChurn churn =
                NeighborChurn.between(words(keys(), values), words(keys, other), near(5));
        assertThat(churn.overlap()).isEqualTo(1);
        assertThat(churn.histogram()).containsExactly(0, 0, 0, 0, 0, ROWS);
        assertThat(churn.steady(1))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.key()).isEqualTo("w0");
                    assertThat(change.otherRow()).isEqualTo(ROWS - 1);
                    assertThat(change.kept()).hasSize(5);
                    assertThat(change.left()).isEmpty();
                    assertThat(change.came()).isEmpty();
                });
    }

    @Test
    void namesTheKeyThatMoved() {
        float[] values = random(1);
        float[] other = values.clone();
        for (int d = 0; d < DIMENSION; d++) {
            other[17 * DIMENSION + d] = -values[17 * DIMENSION + d];
        }
        NeighborChurn churn =
                NeighborChurn.between(words(keys(), values), words(keys(), other), near(5));
        NeighborChurn.Change change = churn.changed(3).getFirst();
        assertThat(change.key()).isEqualTo("w17");
        assertThat(change.overlap()).isZero();
        assertThat(change.left())
                .isEqualTo(
                        words(keys(), values).neighbors("w17", 5).stream()
                                .map(n -> n.key())
                                .toList());
        assertThat(change.came())
                .isEqualTo(
                        words(keys(), other).neighbors("w17", 5).stream()
                                .map(n -> n.key())
                                .toList());
        assertThat(churn.overlap()).isBetween(0.9, 0.999);
        assertThat(churn.overlaps()[17]).isZero();
    }

    @Test
    void findsWhatChanceGivesBetweenTablesThatHaveNothingInCommon() {
        NeighborChurn churn =
                NeighborChurn.between(words(keys(), random(1)), words(keys(), random(2)), near(10));
        assertThat(churn.overlap()).isCloseTo(10.0 / (ROWS - 1), within(0.02));
    }

    @Test
    void comparesOnlyWhatBothHaveAndWhatHoldsNumbers() {
        float[] values = random(1);
        values[4 * DIMENSION] = Float.NaN;
        List<String> keys = new ArrayList<>(keys());
        keys.set(9, "другое");
        NeighborChurn churn =
                NeighborChurn.between(
                        words(keys(), values),
                        words(keys, random(1)),
                        new NeighborChurn.Options(3, 100, 1, ProgressListener.NONE));
        assertThat(churn.shared()).isEqualTo(ROWS - 1);
        assertThat(churn.only()).isEqualTo(1);
        assertThat(churn.onlyThere()).isEqualTo(1);
        assertThat(churn.compared()).isEqualTo(100);
        assertThat(churn.overlap()).isEqualTo(1);
        float[] overlaps = churn.overlaps();
        for (int row = 0; row < ROWS; row++) {
            assertThat(Float.isNaN(overlaps[row]))
                    .as("row " + row)
                    .isEqualTo(row == 4 || row == 9 || row > 101);
        }
    }

    @Test
    void saysThatThereIsTooLittleInCommon() {
        Embeddings one = words(List.of("a", "b", "c"), new float[] {1, 0, 0, 1, 1, 1});
        Embeddings other = words(List.of("c", "d", "b"), new float[] {1, 0, 0, 1, 1, 1});
        assertThatThrownBy(() -> NeighborChurn.between(one, other, near(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 keys in common");
        assertThat(NeighborChurn.between(one, other, near(1)).overlap()).isEqualTo(1);
    }
}
