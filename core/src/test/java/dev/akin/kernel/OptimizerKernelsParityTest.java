package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.kernel.OptimizerKernels.AdamStep;
import dev.akin.kernel.OptimizerKernels.FtrlStep;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both kinds of the loops of sparse tables against each other, where there are two.
class OptimizerKernelsParityTest {
    /// More than four vectors of any width, and some.
    private static final int WIDTH = 80;

    private static final int ROWS = 11;
    private static final int LEAD = 12;

    static List<OptimizerKernels> kernels() {
        return List.of(OptimizerKernels.scalar(), OptimizerKernels.best());
    }

    /// Some way of moving rows.
    private interface Move {
        void move(OptimizerKernels kernels, RowMoves moves, RowBlocks w, RowBlocks a, RowBlocks b);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void rowsMoveAlike(OptimizerKernels kernels) {
        agree(kernels, (k, moves, w, _, _) -> k.sgd(moves, w, 0.1f, 0.2f));
        agree(kernels, (k, moves, w, a, _) -> k.momentum(moves, w, a, 0.1f, 0.2f, 0.9f, true));
        agree(kernels, (k, moves, w, a, _) -> k.momentum(moves, w, a, 0.1f, 0, 0.5f, false));
        agree(kernels, (k, moves, w, a, _) -> k.adagrad(moves, w, a, 0.1f, 0.2f, 1e-4f));
        agree(
                kernels,
                (k, moves, w, a, _) -> k.rowWiseAdagrad(moves, w, a, WIDTH - 3, 0.1f, 0.2f, 1e-4f));
        agree(kernels, (k, moves, w, a, _) -> k.rowWiseAdagrad(moves, w, a, WIDTH, 0.1f, 0, 1e-4f));
        AdamStep adam = new AdamStep(0.1f, 0.2f, 0.99f, 0.1f, 0.01f, 1e-4f, 1.5f);
        agree(kernels, (k, moves, w, a, b) -> k.adam(moves, w, a, b, adam));
        FtrlStep ftrl = new FtrlStep(0.1f, 0.2f, 0.1f, 1);
        agree(kernels, (k, moves, w, a, b) -> k.ftrl(moves, w, a, b, ftrl));
    }

    /// Three steps, of rows in one array and in several; rows that are not moved stay as they are.
    private static void agree(OptimizerKernels kernels, Move move) {
        for (int shift : new int[] {1, 4}) {
            RowBlocks[] expected = {blocks(1, shift), blocks(2, shift), blocks(3, shift)};
            RowBlocks[] found = {blocks(1, shift), blocks(2, shift), blocks(3, shift)};
            for (int step = 0; step < 3; step++) {
                RowMoves moves = moves(step);
                move.move(OptimizerKernels.scalar(), moves, expected[0], expected[1], expected[2]);
                move.move(kernels, moves, found[0], found[1], found[2]);
            }
            for (int t = 0; t < 3; t++) {
                for (int b = 0; b < expected[t].blocks().length; b++) {
                    assertThat(found[t].blocks()[b])
                            .containsExactly(expected[t].blocks()[b], within(1e-5f));
                }
            }
            float[] before = blocks(1, shift).block(10);
            int at = found[0].at(10);
            assertThat(Arrays.copyOfRange(found[0].block(10), at, at + WIDTH))
                    .isEqualTo(Arrays.copyOfRange(before, at, at + WIDTH));
        }
    }

    /// Rows 7, 2 and 0, of one, three and two parts of a gradient.
    private static RowMoves moves(int seed) {
        RowMoves moves = new RowMoves(WIDTH);
        moves.count = 3;
        moves.rows = new int[] {7, 2, 0};
        moves.stateRows = moves.rows;
        moves.begins = new int[] {0, 1, 4, 6};
        moves.gradients = floats(new Random(seed), 4 * WIDTH);
        moves.starts = new int[] {WIDTH, 0, WIDTH, 3 * WIDTH, 2 * WIDTH, 2 * WIDTH};
        moves.scales = new float[] {1, -0.5f, 2, 1, 0.25f, 1};
        return moves;
    }

    private static RowBlocks blocks(int seed, int shift) {
        Random random = new Random(seed);
        float[][] blocks = new float[Math.ceilDiv(ROWS, 1 << shift)][];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = floats(random, LEAD + (1 << shift) * WIDTH);
            for (int i = 0; i < blocks[b].length; i++) {
                blocks[b][i] = seed == 1 ? blocks[b][i] : Math.abs(blocks[b][i]);
            }
        }
        return new RowBlocks(blocks, shift, LEAD, WIDTH);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void gradientsAreShortened(OptimizerKernels kernels) {
        RowMoves moves = moves(1);
        moves.clip(0.5f);
        RowBlocks w = RowBlocks.ofRow(new float[WIDTH]);
        for (int r = 0; r < 3; r++) {
            moves.rows[r] = 0;
        }
        moves.count = 2;
        kernels.sgd(moves, w, 1, 0);
        double squares = 0;
        for (float number : w.blocks()[0]) {
            squares += number * number;
        }
        assertThat(Math.sqrt(squares)).isPositive().isLessThan(1.0001);
        RowMoves longer = moves(1);
        longer.clip(1000);
        assertThat(longer.scales).isEqualTo(moves(1).scales);
    }

    /// Sums of bags against numbers added one by one: rows in one array and in several, rows with and without padding.
    @ParameterizedTest
    @MethodSource("kernels")
    void bagsAreSums(OptimizerKernels kernels) {
        int[] ids = {1, 1, 10, 3, 4, 5, 0, 9, 3};
        int[] offsets = {0, 4, 4, 5};
        float[] weights = floats(new Random(4), ids.length);
        for (int shift : new int[] {1, 4}) {
            for (int dimension : new int[] {WIDTH, WIDTH - 5}) {
                RowBlocks table = blocks(1, shift);
                check(kernels, new RowBags(ids, offsets, null, -1, false), table, dimension);
                check(kernels, new RowBags(ids, offsets, null, 3, true), table, dimension);
                check(kernels, new RowBags(ids, offsets, weights, 3, false), table, dimension);
            }
        }
    }

    private static void check(
            OptimizerKernels kernels, RowBags bags, RowBlocks table, int dimension) {
        int count = bags.offsets().length;
        float[] found = new float[count * dimension + 1];
        Arrays.fill(found, 9);
        kernels.pool(bags, table, 1, count, found, dimension);
        kernels.pool(bags, table, 0, 1, found, dimension);
        for (int b = 0; b < count; b++) {
            for (int d = 0; d < dimension; d++) {
                assertThat((double) found[b * dimension + d])
                        .isCloseTo(sum(bags, table, b, d), within(1e-5));
            }
        }
        assertThat(found[count * dimension]).isEqualTo(9);
    }

    private static double sum(RowBags bags, RowBlocks table, int bag, int d) {
        float @Nullable [] weights = bags.weights();
        double sum = 0;
        int count = 0;
        for (int i = bags.offsets()[bag]; i < bags.end(bag); i++) {
            int id = bags.ids()[i];
            if (id != bags.skipped()) {
                double weight = weights == null ? 1 : weights[i];
                sum += weight * table.block(id)[table.at(id) + d];
                count++;
            }
        }
        return bags.mean() ? sum / Math.max(1, count) : sum;
    }

    /// Without l2 and beta, a number that no gradient has ever moved is divided by nothing.
    @ParameterizedTest
    @MethodSource("kernels")
    void ftrlGivesZeroWhereThereWasNoGradient(OptimizerKernels kernels) {
        RowMoves moves = new RowMoves(WIDTH);
        moves.count = 1;
        moves.rows = new int[1];
        moves.stateRows = moves.rows;
        moves.begins = new int[] {0, 1};
        moves.gradients = new float[WIDTH];
        moves.gradients[3] = 1;
        moves.starts = new int[1];
        moves.scales = new float[] {1};
        float[] w = new float[WIDTH];
        Arrays.fill(w, 0.5f);
        RowBlocks z = RowBlocks.ofRow(new float[WIDTH]);
        RowBlocks n = RowBlocks.ofRow(new float[WIDTH]);
        kernels.ftrl(moves, RowBlocks.ofRow(w), z, n, new FtrlStep(0.1f, 0, 0, 0));
        for (int d = 0; d < WIDTH; d++) {
            assertThat(w[d]).isCloseTo(d == 3 ? 0.4f : 0, within(1e-6f));
        }
    }

    /// To the bit, around the edges of vectors, of any numbers there are.
    @ParameterizedTest
    @MethodSource("kernels")
    void kernelsRoundAlike(OptimizerKernels kernels) {
        Random random = new Random(6);
        for (int length : new int[] {0, 1, 7, 8, 9, 15, 16, 17, 31, 33, 64, 1000}) {
            float[] row = new float[length + 3];
            for (int d = 0; d < row.length; d++) {
                row[d] = Float.intBitsToFloat(random.nextInt());
            }
            short[] expected = rounded(OptimizerKernels.scalar(), row, length, length);
            assertThat(rounded(kernels, row, length, length)).isEqualTo(expected);
            for (int d = 0; d < length; d++) {
                float back = Float.intBitsToFloat(expected[d] << 16);
                float number = row[d + 3];
                assertThat(Float.isNaN(back)).isEqualTo(Float.isNaN(number));
                assertThat(Float.isInfinite(back)).isEqualTo(Float.isInfinite(number));
            }
        }
    }

    private static short[] rounded(OptimizerKernels kernels, float[] row, int length, int chance) {
        short[] rounded = new short[length + 1];
        kernels.roundByChance(row, 3, MemorySegment.ofArray(rounded), 2, length, chance);
        assertThat(rounded[0]).isZero();
        return Arrays.copyOfRange(rounded, 1, length + 1);
    }

    /// Each number becomes one of its two neighbours, and the mean of many roundings is the number.
    @ParameterizedTest
    @MethodSource("kernels")
    void roundingByChanceIsRightOnAverage(OptimizerKernels kernels) {
        float[] row = {0, 0, 0, 1, -1, 1.001f, -1.001f, 1e-3f, 0.3f, 7.7f, -123.4f, 1e30f, 1e-40f};
        int length = row.length - 3;
        double[] sums = new double[length];
        int times = 20_000;
        for (int i = 0; i < times; i++) {
            short[] rounded = rounded(kernels, row, length, i * 31);
            for (int d = 0; d < length; d++) {
                float back = Float.intBitsToFloat(rounded[d] << 16);
                assertThat(Math.abs(back - row[d + 3])).isLessThanOrEqualTo(step(row[d + 3]));
                sums[d] += back;
            }
        }
        for (int d = 0; d < length; d++) {
            assertThat(sums[d] / times)
                    .isCloseTo(row[d + 3], within(0.02 * step(row[d + 3]) + Float.MIN_VALUE));
        }
        assertThat(sums[0]).isEqualTo(times);
    }

    /// From one number of bfloat16 to the next.
    private static float step(float number) {
        int bits = Float.floatToRawIntBits(Math.abs(number)) & 0xffff0000;
        return Float.intBitsToFloat(bits + 0x10000) - Float.intBitsToFloat(bits);
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
