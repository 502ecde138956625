package dev.akin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.kernel.ElementType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every table promises, at dimensions around the edges of vectors. A new kind of table adds a subclass.
abstract class TableContract {
    private static final int ROWS = 23;

    record Shape(ElementType type, int dimension) {}

    /// A table that holds `values`, row-major, each of which `type` can store exactly.
    abstract EmbeddingTable table(float[] values, ElementType type, int rows, int dimension)
            throws IOException;

    /// The types that this kind of table can store.
    abstract Stream<ElementType> types();

    Stream<Shape> shapes() {
        return types().flatMap(type ->
                Stream.of(1, 7, 15, 16, 17, 33, 100).map(dimension -> new Shape(type, dimension)));
    }

    /// Multiples of 1/64 up to two, which every type stores exactly.
    static float[] values(int count) {
        Random random = new Random(11);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(-128, 129) / 64f;
        }
        return values;
    }

    private EmbeddingTable table(Shape shape) throws IOException {
        float[] values = values(ROWS * shape.dimension);
        return table(values, shape.type, ROWS, shape.dimension);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void rowsReadAsTheyWereStored(Shape shape) throws IOException {
        EmbeddingTable table = table(shape);
        int d = shape.dimension;
        float[] values = values(ROWS * d);
        float[] into = new float[2 + 5 * d];

        table.read(3, 5, into, 2);

        assertThat(table.rows()).isEqualTo(ROWS);
        assertThat(table.dimension()).isEqualTo(d);
        assertThat(table.elementType()).isEqualTo(shape.type);
        assertThat(table.bytes()).isGreaterThanOrEqualTo((long) ROWS * d * shape.type.bytes());
        assertThat(into).startsWith(0, 0);
        assertThat(Arrays.copyOfRange(into, 2, into.length))
                .containsExactly(Arrays.copyOfRange(values, 3 * d, 8 * d));
        assertThat(table.row(ROWS - 1))
                .containsExactly(Arrays.copyOfRange(values, (ROWS - 1) * d, ROWS * d));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gatheredRowsComeInTheOrderAskedFor(Shape shape) throws IOException {
        EmbeddingTable table = table(shape);
        int d = shape.dimension;
        int[] ids = {ROWS - 1, 0, 7, 7, 4};
        float[] into = new float[1 + 4 * d];

        table.gather(ids, 4, into, 1);

        for (int i = 0; i < 4; i++) {
            assertThat(Arrays.copyOfRange(into, 1 + i * d, 1 + (i + 1) * d))
                    .containsExactly(table.row(ids[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void dotsAndNormsAreThoseOfTheRows(Shape shape) throws IOException {
        EmbeddingTable table = table(shape);
        float[] query = values(shape.dimension + 1);
        query = Arrays.copyOfRange(query, 1, query.length);
        float[] dots = new float[3 + ROWS];
        float[] norms = new float[3 + ROWS];

        table.dots(query, 2, ROWS - 4, dots, 3);
        table.norms(2, ROWS - 4, norms, 3);

        for (int r = 2; r < ROWS - 2; r++) {
            float[] row = table.row(r);
            double dot = 0;
            double norm = 0;
            for (int i = 0; i < row.length; i++) {
                dot += row[i] * query[i];
                norm += row[i] * row[i];
            }
            assertThat((double) dots[3 + r - 2]).isCloseTo(dot, within(1e-3));
            assertThat((double) norms[3 + r - 2]).isCloseTo(Math.sqrt(norm), within(1e-4));
        }
        assertThat(dots).startsWith(0, 0, 0).endsWith(0, 0, 0, 0);
        assertThat(norms).startsWith(0, 0, 0).endsWith(0, 0, 0, 0);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aScorerGivesTheDotsOfAnyRange(Shape shape) throws IOException {
        EmbeddingTable table = table(shape);
        float[] query = values(shape.dimension);
        RowScorer scorer = table.scorer(query);
        Arrays.fill(query, Float.NaN);

        for (int first = 0; first < ROWS; first += 5) {
            int count = Math.min(5, ROWS - first);
            float[] scored = new float[1 + count];
            float[] dots = new float[1 + count];
            scorer.dots(first, count, scored, 1);
            table.dots(values(shape.dimension), first, count, dots, 1);
            for (int i = 0; i <= count; i++) {
                assertThat(scored[i]).isCloseTo(dots[i], within(1e-3f));
            }
        }
        assertOutside(() -> scorer.dots(ROWS - 1, 2, new float[2], 0));
        assertOutside(() -> scorer.dots(0, 2, new float[2], 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.scorer(new float[shape.dimension + 1]));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatIsOutsideIsRefused(Shape shape) throws IOException {
        EmbeddingTable table = table(shape);
        int d = shape.dimension;
        float[] one = new float[d];

        assertOutside(() -> table.read(ROWS, 1, one, 0));
        assertOutside(() -> table.read(-1, 1, one, 0));
        assertOutside(() -> table.read(0, 2, one, 0));
        assertOutside(() -> table.read(0, 1, one, 1));
        assertOutside(() -> table.gather(new int[] {ROWS}, 1, one, 0));
        assertOutside(() -> table.gather(new int[] {-1}, 1, one, 0));
        assertOutside(() -> table.gather(new int[] {0}, 2, new float[2 * d], 0));
        assertOutside(() -> table.dots(one, ROWS - 1, 2, new float[2], 0));
        assertOutside(() -> table.dots(one, 0, 2, new float[2], 1));
        assertOutside(() -> table.norms(0, 2, new float[1], 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.dots(new float[d + 1], 0, 1, new float[1], 0))
                .withMessage("the query has " + (d + 1) + " dimensions, the table " + d);
    }

    private static void assertOutside(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
