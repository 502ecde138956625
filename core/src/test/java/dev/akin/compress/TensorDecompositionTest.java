package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Divisors;
import dev.akin.table.CpTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int8Table;
import dev.akin.table.TuckerShape;
import dev.akin.table.TuckerTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// Rows folded into two sides: CP and Tucker.
class TensorDecompositionTest {
    private static CpDecomposition.Builder cp(int rank) {
        return CpDecomposition.builder().rank(rank).shape(4, 6);
    }

    private static TuckerDecomposition.Builder tucker(int rank, int first, int second) {
        return TuckerDecomposition.builder().rank(rank).sideRanks(first, second).shape(4, 6);
    }

    private static EmbeddingTable planted(int rank, int rows) {
        float[][] factors = {
            Planted.random(1, 4 * rank, 1).row(0), Planted.random(1, 6 * rank, 2).row(0)
        };
        return CpTable.of(Planted.random(rows, rank, 3), factors, Planted.random(1, 24, 4).row(0));
    }

    @Test
    void aSumOfProductsIsFoundAgain() {
        for (int rank : new int[] {1, 2, 3, 5}) {
            EmbeddingTable table = planted(rank, 600);
            EmbeddingTable small = cp(rank).build().compress(table);
            assertThat(Planted.error(table, small)).as("rank " + rank).isLessThan(1e-3);
            assertThat(small.bytes()).isEqualTo(4L * (600 * rank + 10 * rank + 24));
        }
    }

    @Test
    void aCoreAndItsFactorsAreFoundAgain() {
        TuckerShape shape = new TuckerShape(4, 6, 2, 3);
        float[][] factors = {
            Planted.random(1, 5 * 6, 1).row(0),
            Planted.random(1, 8, 2).row(0),
            Planted.random(1, 18, 3).row(0)
        };
        EmbeddingTable inner = Planted.random(600, 5, 4);
        EmbeddingTable table =
                TuckerTable.of(inner, shape, factors, Planted.random(1, 24, 5).row(0));
        EmbeddingTable small = tucker(5, 2, 3).build().compress(table);
        assertThat(Planted.error(table, small)).isLessThan(1e-3);
        assertThat(small.bytes()).isEqualTo(4L * (600 * 5 + 30 + 8 + 18 + 24));
        assertThat(Planted.error(table, tucker(5, 2, 3).turns(1).build().compress(table)))
                .isLessThan(1e-3);
        assertThat(Planted.error(table, tucker(4, 2, 2).build().compress(table)))
                .isGreaterThan(0.05);
    }

    @Test
    void withFullRanksNothingIsLost() {
        EmbeddingTable table = Planted.random(300, 24, 7);
        EmbeddingTable whole = tucker(24, 4, 6).build().compress(table);
        assertThat(Planted.error(table, whole)).isLessThan(1e-5);
        assertThat(Planted.error(table, cp(24).build().compress(table))).isLessThan(1e-4);
    }

    /// With both sides whole, no short rows are nearer than those of the singular value decomposition.
    @Test
    void tuckerWithWholeSidesIsLowRank() {
        EmbeddingTable table = Planted.ofRank(9, 500, 24, 0.4);
        double svd = Planted.error(table, LowRank.builder().rank(5).build().compress(table));
        double tucker = Planted.error(table, tucker(5, 4, 6).build().compress(table));
        assertThat(tucker).isCloseTo(svd, within(1e-5));
        assertThat(Planted.error(table, cp(5).build().compress(table))).isGreaterThan(svd);
        EmbeddingTable plain = cp(5).shape(1, 24).build().compress(table);
        assertThat(Planted.error(table, plain)).isCloseTo(svd, within(1e-3));
    }

    @Test
    void theErrorIsToldAndFalls() {
        EmbeddingTable table = Planted.ofRank(9, 500, 24, 0.4);
        double before = 1;
        for (int rank : new int[] {1, 2, 4, 6}) {
            for (TensorBuilder<?> builder : List.of(cp(rank), tucker(rank, 2, 3))) {
                List<Progress> heard = new ArrayList<>();
                builder.listener(heard::add);
                double error = Planted.error(table, built(builder).compress(table));
                assertThat(heard.getLast().loss()).isCloseTo(error, within(1e-4));
                for (int i = 1; i < heard.size(); i++) {
                    assertThat(heard.get(i).loss())
                            .isLessThanOrEqualTo(heard.get(i - 1).loss() + 1e-9);
                }
                if (builder instanceof CpDecomposition.Builder) {
                    assertThat(error).isLessThan(before);
                    before = error;
                }
            }
        }
    }

    private static Compressor built(TensorBuilder<?> builder) {
        return switch (builder) {
            case CpDecomposition.Builder cp -> cp.build();
            case TuckerDecomposition.Builder tucker -> tucker.build();
            default -> throw new IllegalArgumentException("neither: " + builder);
        };
    }

    @Test
    void theTableDoesNotDependOnTheThreads() {
        EmbeddingTable table = Planted.random(700, 60, 9);
        for (String method : new String[] {"cp", "tucker"}) {
            MethodRequest asked =
                    new MethodRequest(
                            MethodRequest.standard()
                                    .with(MethodOption.TURNS, 4)
                                    .with(MethodOption.SHAPE, "6x10")
                                    .with(MethodOption.RANK, method.equals("cp") ? "40" : "40x5x9")
                                    .values(),
                            5,
                            1,
                            ProgressListener.NONE,
                            null);
            MethodRequest three =
                    new MethodRequest(asked.values(), 5, 3, ProgressListener.NONE, null);
            EmbeddingTable one = Methods.of(method, asked).compress(table);
            EmbeddingTable other = Methods.of(method, three).compress(table);
            for (int row : new int[] {0, 321, 699}) {
                assertThat(other.row(row)).containsExactly(one.row(row));
            }
        }
        assertThat(cp(3).seed(1).build().compress(planted(5, 99)).row(7))
                .isNotEqualTo(cp(3).seed(2).build().compress(planted(5, 99)).row(7));
    }

    @Test
    void theShortRowsMayBeMadeSmallerInTurn() {
        EmbeddingTable table = planted(4, 400);
        MethodRequest asked =
                MethodRequest.standard().with(MethodOption.RANK, 4).with(MethodOption.SHAPE, "4×6");
        Compressor method = Methods.of("cp+int8", asked);
        CpTable cp = (CpTable) method.compress(table);
        assertThat(method.method()).isEqualTo("cp+int8");
        assertThat(cp.inner()).isInstanceOf(Int8Table.class);
        assertThat(Planted.error(table, cp)).isLessThan(0.05);
        TuckerTable tucker = (TuckerTable) Methods.of("tucker+int8", asked).compress(table);
        assertThat(tucker.inner()).isInstanceOf(Int8Table.class);
        assertThat(tucker.shape()).isEqualTo(new TuckerShape(4, 6, 4, 6));
        assertThat(Planted.error(table, tucker)).isLessThan(0.05);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Methods.of("tucker+pca", MethodRequest.standard()))
                .withMessageStartingWith("pca turns rows");
    }

    /// Fewer rows than the rank, and rows that are all the same.
    @Test
    void fewRowsComeBack() {
        for (int rows : new int[] {1, 2, 3}) {
            EmbeddingTable table = Planted.random(rows, 24, rows);
            for (Compressor method :
                    List.of(cp(12).build(), tucker(12, 4, 6).build(), cp(24).build())) {
                EmbeddingTable small = method.compress(table);
                assertThat(small.rows()).isEqualTo(rows);
                for (int row = 0; row < rows; row++) {
                    for (int d = 0; d < 24; d++) {
                        assertThat(small.row(row)[d]).isCloseTo(table.row(row)[d], within(1e-3f));
                    }
                }
            }
        }
        float[] same = {1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4};
        for (String name : new String[] {"cp", "tucker"}) {
            Compressor method = Methods.of(name, MethodRequest.standard());
            EmbeddingTable small = method.compress(EmbeddingTable.of(same, 3, 4));
            assertThat(small.row(2)).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void sidesAreChosenByTheRows() {
        assertThat(Divisors.two(300, 152)).containsExactly(2, 150);
        assertThat(Divisors.two(300, 103)).containsExactly(3, 100);
        assertThat(Divisors.two(300, 40)).containsExactly(10, 30);
        assertThat(Divisors.two(300, 2)).containsExactly(15, 20);
        CpTable many =
                (CpTable)
                        CpDecomposition.builder()
                                .rank(2)
                                .turns(1)
                                .build()
                                .compress(Planted.random(900, 24, 1));
        assertThat(many.factors()[0]).hasSize(2 * 2);
        CpTable few =
                (CpTable)
                        CpDecomposition.builder()
                                .rank(2)
                                .turns(1)
                                .build()
                                .compress(Planted.random(40, 24, 1));
        assertThat(few.factors()[0]).hasSize(4 * 2);
        TuckerTable tucker =
                (TuckerTable)
                        TuckerDecomposition.builder()
                                .rank(5)
                                .build()
                                .compress(Planted.random(12, 24, 1));
        assertThat(tucker.shape()).isEqualTo(new TuckerShape(4, 6, 3, 4));
    }

    @Test
    void saysWhatCannotBe() {
        EmbeddingTable rows = Planted.random(10, 24, 1);
        refused(cp(25), rows, "a rank of 25 is above the dimension of the rows; 1 to 24 will do");
        refused(cp(5).shape(5, 5), rows, "do not fold into 5 × 5; 4 × 6 would do");
        refused(tucker(5, 5, 6), rows, "the rank of the first side is 5, but 1 to 4 will do");
        refused(tucker(5, 2, 2), rows, "more than ranks of 2 × 2 tell apart; up to 4 will do");
        String primes = "rows of 97 numbers do not factor into two sides; those of 96 = 8 × 12, ";
        EmbeddingTable prime = Planted.random(10, 97, 1);
        for (TensorBuilder<?> builder :
                List.of(CpDecomposition.builder(), TuckerDecomposition.builder())) {
            refused(builder, prime, primes + "98 = 7 × 14 would");
            refused(builder, EmbeddingTable.of(new float[0], 0, 24), "there is no row");
            float[] values = new float[24];
            values[3] = Float.NaN;
            refused(builder, EmbeddingTable.of(values, 2, 12), "row 0 holds NaN");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.rank(0))
                    .withMessage("rank ≥ 1, not 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.turns(0))
                    .withMessage("turns ≥ 1, not 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.shape(0, 97))
                    .withMessage("sides ≥ 1, not 0 × 97");
            builder.shape(1, 97);
            assertThat(built(builder).compress(prime).dimension()).isEqualTo(97);
        }
        refusedByName("cp", MethodOption.SHAPE, "15", "shape has two sides, such as 15x20, not 1");
        refusedByName("cp", MethodOption.SHAPE, "ax2", "shape is like 15x20, not \"ax2\"");
        refusedByName("cp", MethodOption.RANK, "3x2x2", "rank is no whole number: \"3x2x2\"");
        refusedByName("tucker", MethodOption.RANK, "3x2", "or three, such as 64x12x16, not 2");
        refusedByName("tucker", MethodOption.RANK, "", "rank is like 64 or 64x12x16, not \"\"");
        refusedByName("svd", MethodOption.TURNS, "3", "turns is not for svd, but for tucker, cp");
    }

    private static void refused(TensorBuilder<?> builder, EmbeddingTable rows, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> built(builder).compress(rows))
                .withMessageContaining(message);
    }

    private static void refusedByName(
            String method, MethodOption option, String value, String message) {
        MethodRequest asked = MethodRequest.standard().with(option, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Methods.of(method, asked))
                .withMessageContaining(message);
    }

    @Test
    void stopsWhenAsked() {
        List<Progress> heard = new ArrayList<>();
        ProgressListener stop =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {
                        heard.add(progress);
                    }

                    @Override
                    public boolean stopRequested() {
                        return !heard.isEmpty();
                    }
                };
        EmbeddingTable rows = Planted.random(100, 24, 1);
        assertThatThrownBy(() -> cp(3).listener(stop).build().compress(rows))
                .isInstanceOf(CancellationException.class)
                .hasMessage("stopped while factors were found");
        assertThat(heard).hasSize(1);
        heard.clear();
        assertThatThrownBy(() -> tucker(3, 2, 2).listener(stop).build().compress(rows))
                .isInstanceOf(CancellationException.class);
    }
}
