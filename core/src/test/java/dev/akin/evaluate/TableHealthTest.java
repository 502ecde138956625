package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableHealthTest {
    private static final int ROWS = 2000;
    private static final int DIMENSION = 10;

    private static float[] random() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[ROWS * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static TableHealth of(float[] values, int dimension) {
        return of(values, dimension, null);
    }

    private static TableHealth of(float[] values, int dimension, long @Nullable [] counts) {
        int rows = values.length / dimension;
        List<String> keys = IntStream.range(0, rows).mapToObj(i -> "к" + i).toList();
        return TableHealth.of(
                Embeddings.of(
                        Vocabulary.of(keys, counts), EmbeddingTable.of(values, rows, dimension)),
                ProgressListener.NONE);
    }

    private static void set(float[] values, int row, float number) {
        java.util.Arrays.fill(values, row * DIMENSION, (row + 1) * DIMENSION, number);
    }

    @Test
    void findsNothingWrongWithEvenRows() {
        TableHealth health = of(random(), DIMENSION);
        assertThat(health.findings()).isEmpty();
        assertThat(health.rows()).isEqualTo(ROWS);
        assertThat(health.dimension()).isEqualTo(DIMENSION);
        assertThat(health.directions().meanCosine()).isCloseTo(0, within(0.01));
        assertThat(health.directions().firstComponent()).isBetween(0.1, 0.13);
        assertThat(health.directions().effectiveDimensions()).isBetween(9.8, 10.0);
        // The length of ten normal numbers: √10, roughly.
        assertThat(health.norms().median()).isCloseTo(3.1, within(0.1));
        assertThat(health.normsByCount()).isNull();
    }

    @Test
    void namesRowsThatAreDeadOrHoldNoNumbers() {
        float[] values = random();
        set(values, 3, 0);
        set(values, 5, 1e-6f);
        values[7 * DIMENSION + 9] = Float.NaN;
        values[8 * DIMENSION] = Float.NEGATIVE_INFINITY;
        TableHealth health = of(values, DIMENSION);
        assertThat(health.dead()).isEqualTo(new TableHealth.Named(2, List.of("к3", "к5")));
        assertThat(health.notNumbers()).isEqualTo(new TableHealth.Named(2, List.of("к7", "к8")));
        assertThat(health.findings())
                .extracting(TableHealth.Finding::text)
                .containsExactly(
                        "2 rows hold NaN or infinite numbers: к7, к8",
                        "2 rows are zero, or nearly: к3, к5");
        assertThat(health.norms().most()).isFinite();
        assertThat(health.directions().effectiveDimensions()).isBetween(9.5, 10.0);
    }

    @Test
    void groupsRowsThatAreTheSame() {
        float[] values = random();
        for (int row : new int[] {20, 500, 1999}) {
            System.arraycopy(values, 2 * DIMENSION, values, row * DIMENSION, DIMENSION);
        }
        System.arraycopy(values, 30 * DIMENSION, values, 31 * DIMENSION, DIMENSION);
        values[30 * DIMENSION] = 0f;
        values[31 * DIMENSION] = -0f;
        // Many zero rows are dead, and no duplicates.
        set(values, 40, 0);
        set(values, 41, 0);
        TableHealth.Duplicates duplicates = of(values, DIMENSION).duplicates();
        assertThat(duplicates.rows()).isEqualTo(4);
        assertThat(duplicates.groups())
                .containsExactly(List.of("к2", "к20", "к500", "к1999"), List.of("к30", "к31"));
    }

    @Test
    void namesDimensionsThatSayNothing() {
        float[] values = random();
        for (int row = 0; row < ROWS; row++) {
            values[row * DIMENSION + 4] = 0.25f;
        }
        TableHealth health = of(values, DIMENSION);
        assertThat(health.deadDimensions()).containsExactly(4);
        assertThat(health.directions().effectiveDimensions()).isBetween(8.8, 9.0);
    }

    @Test
    void measuresTheMeanCosineOfAllPairs() {
        float[] values = {1, 0, 0, 2, 3, 3};
        double root = Math.sqrt(0.5);
        assertThat(of(values, 2).directions().meanCosine())
                .isCloseTo((0 + root + root) / 3, within(1e-7));
    }

    @Test
    void warnsOfRowsThatAllPointOneWay() {
        float[] values = random();
        for (int row = 0; row < ROWS; row++) {
            values[row * DIMENSION] += 20;
        }
        TableHealth health = of(values, DIMENSION);
        assertThat(health.directions().meanCosine()).isGreaterThan(0.9);
        assertThat(health.findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.warning()).isTrue();
                    assertThat(finding.what()).isEqualTo("anisotropy");
                });
    }

    @Test
    void holdsLengthsAgainstCounts() {
        float[] values = random();
        long[] counts = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            counts[row] = (long) ROWS - row;
            for (int d = 0; d < DIMENSION; d++) {
                values[row * DIMENSION + d] = d == 0 ? row + 1 : 0;
            }
        }
        TableHealth.NormsByCount found =
                Objects.requireNonNull(of(values, DIMENSION, counts).normsByCount());
        assertThat(found.correlation()).isCloseTo(-1, within(1e-12));
        assertThat(found.bins().getFirst()).isEqualTo(new TableHealth.Bin(1, 1, 1, 2000));
        assertThat(found.bins().get(1)).isEqualTo(new TableHealth.Bin(2, 3, 2, 1998.5));
        assertThat(found.bins().stream().mapToInt(TableHealth.Bin::rows).sum())
                .as("rows shorter than a thousandth of the median are dead")
                .isEqualTo(ROWS - 1);
    }

    @Test
    void examinesOneRowRowsThatAreAllTheSameAndNone() {
        assertThat(of(new float[] {1, 2}, 2).directions().meanCosine()).isNaN();
        TableHealth same = of(new float[] {1, 2, 1, 2, 1, 2}, 2);
        assertThat(same.duplicates().rows()).isEqualTo(2);
        assertThat(same.directions().firstComponent()).isNaN();
        assertThat(of(new float[] {Float.NaN, 1}, 2).norms().median()).isNaN();
        assertThat(of(new float[] {3e38f, 1, -3e38f, 2}, 2).directions().firstComponent())
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void stopsWhereItIsAsked() {
        ProgressListener listener =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {
                        assertThat(progress.total()).isEqualTo(ROWS);
                    }

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        Embeddings words =
                Embeddings.of(
                        Vocabulary.of(IntStream.range(0, ROWS).mapToObj(i -> "w" + i).toList()),
                        EmbeddingTable.of(random(), ROWS, DIMENSION));
        assertThatThrownBy(() -> TableHealth.of(words, listener))
                .isInstanceOf(CancellationException.class);
    }
}
