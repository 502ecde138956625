package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int8Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A byte, four bits or a bit a number.
class ScalarTest {
    private static final int ROWS = 700;

    /// Dimensions that are not centred, nor equally wide; row 5 is zeros.
    private static EmbeddingTable rows(int dimension) {
        float[] values = new float[ROWS * dimension];
        Random random = new Random(dimension);
        for (int i = 0; i < values.length; i++) {
            int d = i % dimension;
            values[i] = (float) (d % 3 + (1 + d % 5) * random.nextGaussian());
        }
        Arrays.fill(values, 5 * dimension, 6 * dimension, 0);
        return EmbeddingTable.of(values, ROWS, dimension);
    }

    private static double error(EmbeddingTable rows, EmbeddingTable small) {
        double error = 0;
        double size = 0;
        for (int r = 0; r < rows.rows(); r++) {
            float[] wanted = rows.row(r);
            float[] found = small.row(r);
            for (int i = 0; i < wanted.length; i++) {
                error += Math.pow(wanted[i] - found[i], 2);
                size += Math.pow(wanted[i], 2);
            }
        }
        return Math.sqrt(error / size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 33, 100})
    void littleIsLost(int dimension) {
        EmbeddingTable rows = rows(dimension);
        for (CodeScale scale : CodeScale.values()) {
            EmbeddingTable bytes = Int8.builder().scale(scale).build().compress(rows);
            assertThat(error(rows, bytes)).isLessThan(0.012);
            scoresAreThoseOfItsRows(bytes);
            EmbeddingTable halves = Int4.builder().scale(scale).build().compress(rows);
            assertThat(error(rows, halves)).isLessThan(0.15);
            scoresAreThoseOfItsRows(halves);
        }
        scoresAreThoseOfItsRows(Binary.builder().build().compress(rows));
    }

    private static void scoresAreThoseOfItsRows(EmbeddingTable table) {
        int dimension = table.dimension();
        float[] query = rows(dimension).row(3);
        float[] dots = new float[ROWS];
        float[] norms = new float[ROWS];
        table.dots(query, 0, ROWS, dots, 0);
        table.norms(0, ROWS, norms, 0);
        float[] all = new float[ROWS * dimension];
        table.read(0, ROWS, all, 0);
        EmbeddingTable numbers = EmbeddingTable.of(all, ROWS, dimension);
        float[] wanted = new float[ROWS];
        numbers.dots(query, 0, ROWS, wanted, 0);
        for (int r = 0; r < ROWS; r++) {
            assertThat(dots[r]).isCloseTo(wanted[r], within(1e-4f * (1 + dimension * 10)));
        }
        numbers.norms(0, ROWS, wanted, 0);
        assertThat(norms).containsExactly(wanted);
    }

    @Test
    void aByteTakesAQuarterAndHalfAByteAnEighth() {
        EmbeddingTable rows = rows(100);
        assertThat(Int8.builder().build().compress(rows).bytes())
                .isEqualTo(ROWS * 104L + 2 * 4 * 100);
        assertThat(Int8.builder().scale(CodeScale.DIMENSION).build().compress(rows).bytes())
                .isEqualTo(ROWS * 100L + 2 * 4 * 100);
        assertThat(Int4.builder().build().compress(rows).bytes())
                .isEqualTo(ROWS * 54L + 2 * 4 * 100);
        assertThat(Binary.builder().build().compress(rows).bytes())
                .isEqualTo(ROWS * 13L + 2 * 4 * 100);
    }

    /// Zeros have no direction; a mean that was taken off and put back would give them one.
    @Test
    void zerosStayZeros() {
        EmbeddingTable rows = rows(20);
        for (EmbeddingTable small :
                List.of(
                        Int8.builder().build().compress(rows),
                        Int4.builder().build().compress(rows))) {
            assertThat(small.row(5)).containsOnly(0);
            float[] score = new float[1];
            small.dots(rows.row(1), 5, 1, score, 0);
            assertThat(score).containsExactly(0);
            small.norms(5, 1, score, 0);
            assertThat(score).containsExactly(0);
        }
    }

    @Test
    void calibrationGoesByWhatItIsCalled() {
        float[] values = new float[4000];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        values[77] = 1000;
        EmbeddingTable rows = EmbeddingTable.of(values, 4000, 1);
        Map<Calibration, Float> steps = new EnumMap<>(Calibration.class);
        for (Calibration calibration : Calibration.values()) {
            Int8Table table =
                    (Int8Table)
                            Int8.builder()
                                    .scale(CodeScale.DIMENSION)
                                    .calibration(calibration)
                                    .build()
                                    .compress(rows);
            steps.put(calibration, table.scale()[0]);
            if (calibration != Calibration.QUANTILES) {
                assertThat(table.row(77)[0]).isGreaterThan(600);
            }
        }
        assertThat(steps.get(Calibration.RANGE)).isCloseTo(1003.5f / 254, within(0.02f));
        assertThat(steps.get(Calibration.QUANTILES)).isLessThan(0.03f);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Int4.builder().calibration(Calibration.QUANTILES).build())
                .withMessageContaining("too few numbers");
    }

    @Test
    void whatNoCodeStandsForIsNamed() {
        float[] values = new float[60];
        values[44] = Float.NaN;
        EmbeddingTable rows = EmbeddingTable.of(values, 6, 10);
        for (Compressor method :
                List.of(
                        Int8.builder().build(),
                        Int4.builder().scale(CodeScale.DIMENSION).build(),
                        Binary.builder().build())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> method.compress(rows))
                    .withMessageStartingWith("row 4 holds a number that is NaN or infinite");
        }
    }

    @Test
    void theSameWithAnyNumberOfThreads() {
        EmbeddingTable rows = rows(33);
        assertThat(error(table(1, rows), table(3, rows))).isZero();
    }

    private static EmbeddingTable table(int threads, EmbeddingTable rows) {
        return Int4.builder().threads(threads).build().compress(rows);
    }

    @Test
    void saysHowFarItIsAndStops() {
        List<Progress> heard = new ArrayList<>();
        Int8.builder().listener(heard::add).build().compress(rows(3));
        assertThat(heard.getLast()).isEqualTo(new Progress("compressing", ROWS, ROWS, "rows"));
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> Int8.builder().listener(stopping).build().compress(rows(3)));
    }

    @Test
    void noRowsAreNoMistake() {
        EmbeddingTable none = EmbeddingTable.of(new float[0], 0, 3);
        assertThat(Int8.builder().build().compress(none).rows()).isZero();
        assertThat(Int4.builder().build().compress(none).rows()).isZero();
        assertThat(Binary.builder().build().compress(none).rows()).isZero();
    }
}
