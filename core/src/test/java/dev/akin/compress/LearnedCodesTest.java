package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.table.CodesTable;
import dev.akin.table.EmbeddingTable;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedCodesTest {
    private static final int ROWS = 700;
    private static final int DIMENSION = 20;

    private static EmbeddingTable random(int rows) {
        Random random = new Random(3);
        float[] values = new float[rows * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (1 + i / DIMENSION % 5);
        }
        return EmbeddingTable.of(values, rows, DIMENSION);
    }

    private static double error(EmbeddingTable table, EmbeddingTable small) {
        double sum = 0;
        for (int row = 0; row < table.rows(); row++) {
            double lost = 0;
            double all = 0;
            for (int i = 0; i < DIMENSION; i++) {
                double difference = table.row(row)[i] - small.row(row)[i];
                lost += difference * difference;
                all += (double) table.row(row)[i] * table.row(row)[i];
            }
            sum += lost / all;
        }
        return sum / table.rows();
    }

    /// Rows that are sums of codes are found again for the most part: the best codes are hard to find.
    @Test
    void rowsMadeOfCodesAreFoundAgain() {
        Random random = new Random(5);
        float[] books = new float[2 * 16 * DIMENSION];
        for (int i = 0; i < books.length; i++) {
            books[i] = (float) random.nextGaussian();
        }
        byte[] codes = new byte[ROWS];
        random.nextBytes(codes);
        CodesTable made = CodesTable.of(MemorySegment.ofArray(codes), books, 2, DIMENSION);
        EmbeddingTable found =
                LearnedCodes.builder().codebooks(2).rounds(20).build().compress(made);
        assertThat(error(made, found)).isLessThan(0.2);
    }

    @Test
    void theErrorThatIsToldIsTheErrorThatIsThere() {
        List<Double> told = new ArrayList<>();
        EmbeddingTable table = random(ROWS);
        ProgressListener listener = (Progress progress) -> told.add(progress.loss());
        EmbeddingTable small =
                LearnedCodes.builder()
                        .codebooks(6)
                        .rounds(5)
                        .listener(listener)
                        .build()
                        .compress(table);
        assertThat(told).hasSize(5);
        assertThat(told.getLast()).isLessThan(told.getFirst());
        assertThat(error(table, small)).isCloseTo(told.getLast(), within(1e-4));
        assertThat(small.bytes()).isEqualTo(ROWS * 3L + 6 * 16 * DIMENSION * 4L);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 16, 17, 64})
    void scoresAreThoseOfItsRows(int entries) {
        EmbeddingTable small =
                LearnedCodes.builder()
                        .codebooks(3)
                        .entries(entries)
                        .rounds(2)
                        .build()
                        .compress(random(100));
        float[] query = random(1).row(0);
        float[] dots = new float[100];
        small.dots(query, 0, 100, dots, 0);
        for (int row = 0; row < 100; row++) {
            double dot = 0;
            for (int i = 0; i < DIMENSION; i++) {
                dot += (double) small.row(row)[i] * query[i];
            }
            assertThat((double) dots[row]).isCloseTo(dot, within(1e-3));
        }
    }

    @Test
    void theTableDoesNotDependOnThreads() {
        EmbeddingTable table = random(ROWS);
        LearnedCodes.Builder builder = LearnedCodes.builder().codebooks(4).rounds(3);
        EmbeddingTable one = builder.threads(1).build().compress(table);
        EmbeddingTable three = builder.threads(3).build().compress(table);
        for (int row = 0; row < ROWS; row++) {
            assertThat(three.row(row)).containsExactly(one.row(row));
        }
    }

    @Test
    void saysWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearnedCodes.builder().build().compress(random(9)))
                .withMessage("codebooks of 16 vectors need 16 rows or more, not 9");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> LearnedCodes.builder().codebooks(200).build().compress(random(20)))
                .withMessageContaining("at the most 128 codebooks");
        float[] values = random(20).row(0);
        float[] broken = new float[20 * DIMENSION];
        System.arraycopy(values, 0, broken, 0, DIMENSION);
        broken[30] = Float.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LearnedCodes.builder()
                                .build()
                                .compress(EmbeddingTable.of(broken, 20, DIMENSION)))
                .withMessageContaining("row 1 holds a number that is not finite");
    }

    @Test
    void rowsOfZerosHurtNobody() {
        EmbeddingTable zeros = EmbeddingTable.of(new float[40 * DIMENSION], 40, DIMENSION);
        EmbeddingTable small = LearnedCodes.builder().codebooks(2).build().compress(zeros);
        assertThat(small.row(7)).containsOnly(0f);
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
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(
                        () -> LearnedCodes.builder().listener(stop).build().compress(random(50)));
    }
}
