package dev.akin.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The optimisers on the Vector API. Each loop is over all rows of a call: memory is asked for the next rows while one waits.
enum VectorOptimizerKernels implements OptimizerKernels {
    INSTANCE;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();
    private static final int FOUR = 4 * LANES;
    private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, F.vectorShape());
    private static final VectorSpecies<Short> S =
            VectorSpecies.of(short.class, VectorShape.forBitSize(F.vectorBitSize() / 2));
    private static final int[] PLACES = new int[LANES];

    static {
        Arrays.setAll(PLACES, lane -> lane * ScalarOptimizerKernels.GOLDEN);
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }

    @Override
    public void pool(RowBags bags, RowBlocks table, int from, int to, float[] into, int dimension) {
        int stride = table.stride();
        boolean direct = dimension == stride;
        float[] row = direct ? into : new float[stride];
        boolean fast = bags.weights() == null && table.blocks().length == 1;
        for (int b = from; b < to; b++) {
            int at = direct ? b * dimension : 0;
            int d = 0;
            for (; fast && d <= stride - 4 * LANES; d += 4 * LANES) {
                poolFour(bags, table, b, d, row, at + d);
            }
            for (; d < stride; d += LANES) {
                poolOne(bags, table, b, d, row, at + d);
            }
            if (!direct) {
                System.arraycopy(row, 0, into, b * dimension, dimension);
            }
        }
    }

    /// Four columns in registers, of rows in one array: the cache lines of a row, which lie side by side, are asked for together.
    private static void poolFour(
            RowBags bags, RowBlocks table, int bag, int d, float[] into, int at) {
        float[] block = table.blocks()[0];
        int first = table.lead() + d;
        int stride = table.stride();
        int[] ids = bags.ids();
        int skipped = bags.skipped();
        int end = bags.end(bag);
        FloatVector a = FloatVector.zero(F);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector e = a;
        for (int i = bags.offsets()[bag]; i < end; i++) {
            if (ids[i] != skipped) {
                int row = first + ids[i] * stride;
                a = a.add(load(block, row));
                b = b.add(load(block, row + LANES));
                c = c.add(load(block, row + 2 * LANES));
                e = e.add(load(block, row + 3 * LANES));
            }
        }
        float scale = bags.scale(bag);
        a.mul(scale).intoArray(into, at);
        b.mul(scale).intoArray(into, at + LANES);
        c.mul(scale).intoArray(into, at + 2 * LANES);
        e.mul(scale).intoArray(into, at + 3 * LANES);
    }

    private static void poolOne(
            RowBags bags, RowBlocks table, int bag, int d, float[] into, int at) {
        int[] ids = bags.ids();
        float @Nullable [] weights = bags.weights();
        FloatVector sum = FloatVector.zero(F);
        for (int i = bags.offsets()[bag]; i < bags.end(bag); i++) {
            if (ids[i] != bags.skipped()) {
                FloatVector row = load(table.block(ids[i]), table.at(ids[i]) + d);
                sum = weights == null ? sum.add(row) : row.mul(weights[i]).add(sum);
            }
        }
        sum.mul(bags.scale(bag)).intoArray(into, at);
    }

    @Override
    public void sum(RowMoves moves, int from, int to, int d) {
        int end = Math.min(moves.width(), d + FOUR);
        if (end - d == FOUR) {
            sumFour(moves, from, to, d);
            return;
        }
        for (int e = d; e < end; e += LANES) {
            FloatVector sum = FloatVector.zero(F);
            for (int i = from; i < to; i++) {
                sum =
                        load(moves.gradients, moves.starts[i] + e)
                                .fma(FloatVector.broadcast(F, moves.scales[i]), sum);
            }
            sum.intoArray(moves.sum, e);
        }
    }

    private static void sumFour(RowMoves moves, int from, int to, int d) {
        float[] values = moves.gradients;
        int[] starts = moves.starts;
        float[] scales = moves.scales;
        FloatVector a = FloatVector.zero(F);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector e = a;
        for (int i = from; i < to; i++) {
            int row = starts[i] + d;
            FloatVector scale = FloatVector.broadcast(F, scales[i]);
            a = load(values, row).fma(scale, a);
            b = load(values, row + LANES).fma(scale, b);
            c = load(values, row + 2 * LANES).fma(scale, c);
            e = load(values, row + 3 * LANES).fma(scale, e);
        }
        a.intoArray(moves.sum, d);
        b.intoArray(moves.sum, d + LANES);
        c.intoArray(moves.sum, d + 2 * LANES);
        e.intoArray(moves.sum, d + 3 * LANES);
    }

    /// Whether the columns from `d` on are four vectors at least, which are then moved together.
    private static boolean isFour(RowMoves moves, int d) {
        return d <= moves.width() - FOUR;
    }

    /// The columns behind those at `d`.
    private static int next(RowMoves moves, int d) {
        return d + (isFour(moves, d) ? FOUR : LANES);
    }

    @Override
    public void sgd(RowMoves moves, RowBlocks w, float rate, float decay) {
        float kept = 1 - rate * decay;
        float[] only = w.only();
        for (int d = 0; d < moves.width(); d = next(moves, d)) {
            boolean four = isFour(moves, d);
            for (int r = 0; r < moves.count; r++) {
                float[] gradient = moves.open(r, d, this);
                float[] row = only.length > 0 ? only : w.block(moves.rows[r]);
                sgd(
                        gradient,
                        moves.at,
                        -rate * moves.scale,
                        row,
                        w.at(moves.rows[r]) + d,
                        kept,
                        four);
            }
        }
    }

    private static void sgd(
            float[] g, int gAt, float down, float[] w, int at, float kept, boolean four) {
        sgd(g, gAt, down, w, at, kept);
        if (four) {
            sgd(g, gAt + LANES, down, w, at + LANES, kept);
            sgd(g, gAt + 2 * LANES, down, w, at + 2 * LANES, kept);
            sgd(g, gAt + 3 * LANES, down, w, at + 3 * LANES, kept);
        }
    }

    private static void sgd(float[] g, int gAt, float down, float[] w, int at, float kept) {
        load(g, gAt).fma(FloatVector.broadcast(F, down), load(w, at).mul(kept)).intoArray(w, at);
    }

    @Override
    public void momentum(
            RowMoves moves,
            RowBlocks w,
            RowBlocks m,
            float rate,
            float decay,
            float momentum,
            boolean nesterov) {
        FloatVector down = FloatVector.broadcast(F, -rate);
        FloatVector keep = FloatVector.broadcast(F, momentum);
        for (int d = 0; d < moves.width(); d += LANES) {
            for (int r = 0; r < moves.count; r++) {
                float[] gradient = moves.open(r, d, this);
                float[] row = w.block(moves.rows[r]);
                int at = w.at(moves.rows[r]) + d;
                float[] speeds = m.block(moves.stateRows[r]);
                int mAt = m.at(moves.stateRows[r]) + d;
                FloatVector before = load(row, at);
                FloatVector g = decayed(load(gradient, moves.at).mul(moves.scale), decay, before);
                FloatVector speed = load(speeds, mAt).fma(keep, g);
                speed.intoArray(speeds, mAt);
                FloatVector step = nesterov ? speed.fma(keep, g) : speed;
                step.fma(down, before).intoArray(row, at);
            }
        }
    }

    private static FloatVector decayed(FloatVector g, float decay, FloatVector w) {
        return w.fma(FloatVector.broadcast(F, decay), g);
    }

    @Override
    public void adagrad(
            RowMoves moves, RowBlocks w, RowBlocks s, float rate, float decay, float epsilon) {
        for (int d = 0; d < moves.width(); d = next(moves, d)) {
            boolean four = isFour(moves, d);
            for (int r = 0; r < moves.count; r++) {
                float[] g = moves.open(r, d, this);
                int gAt = moves.at;
                float scale = moves.scale;
                float[] row = w.block(moves.rows[r]);
                int at = w.at(moves.rows[r]) + d;
                float[] state = s.block(moves.stateRows[r]);
                int sAt = s.at(moves.stateRows[r]) + d;
                adagrad(g, gAt, scale, row, at, state, sAt, rate, decay, epsilon);
                if (four) {
                    for (int c = LANES; c < FOUR; c += LANES) {
                        adagrad(
                                g, gAt + c, scale, row, at + c, state, sAt + c, rate, decay,
                                epsilon);
                    }
                }
            }
        }
    }

    private static void adagrad(
            float[] gradient,
            int gAt,
            float scale,
            float[] w,
            int at,
            float[] s,
            int sAt,
            float rate,
            float decay,
            float epsilon) {
        FloatVector before = load(w, at);
        FloatVector g = decayed(load(gradient, gAt).mul(scale), decay, before);
        FloatVector square = g.fma(g, load(s, sAt));
        square.intoArray(s, sAt);
        before.sub(g.mul(rate).div(square.sqrt().add(epsilon))).intoArray(w, at);
    }

    @Override
    public void rowWiseAdagrad(
            RowMoves moves,
            RowBlocks w,
            RowBlocks s,
            int dimension,
            float rate,
            float decay,
            float epsilon) {
        for (int r = 0; r < moves.count; r++) {
            float squares = squares(moves, r, w, decay) / dimension;
            float[] state = s.block(moves.stateRows[r]);
            int sAt = s.at(moves.stateRows[r]);
            state[sAt] += squares;
            float step = rate / ((float) Math.sqrt(state[sAt]) + epsilon);
            float[] row = w.block(moves.rows[r]);
            int at = w.at(moves.rows[r]);
            for (int d = 0; d < moves.width(); d = next(moves, d)) {
                float[] g = moves.open(r, d, this);
                sgd(
                        g,
                        moves.at,
                        -step * moves.scale,
                        row,
                        at + d,
                        1 - step * decay,
                        isFour(moves, d));
            }
        }
    }

    /// Of the gradient of a move.
    private float squares(RowMoves moves, int r, RowBlocks w, float decay) {
        FloatVector squares = FloatVector.zero(F);
        for (int d = 0; d < moves.width(); d = next(moves, d)) {
            int end = d + (isFour(moves, d) ? FOUR : LANES);
            float[] gradient = moves.open(r, d, this);
            for (int c = d; c < end; c += LANES) {
                FloatVector g = load(gradient, moves.at + c - d).mul(moves.scale);
                if (decay != 0) {
                    g = decayed(g, decay, load(w.block(moves.rows[r]), w.at(moves.rows[r]) + c));
                }
                squares = g.fma(g, squares);
            }
        }
        return squares.reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void adam(RowMoves moves, RowBlocks w, RowBlocks m, RowBlocks v, AdamStep step) {
        for (int d = 0; d < moves.width(); d = next(moves, d)) {
            boolean four = isFour(moves, d);
            for (int r = 0; r < moves.count; r++) {
                float[] g = moves.open(r, d, this);
                int gAt = moves.at;
                float scale = moves.scale;
                float[] row = w.block(moves.rows[r]);
                int at = w.at(moves.rows[r]) + d;
                float[] means = m.block(moves.stateRows[r]);
                float[] squares = v.block(moves.stateRows[r]);
                int stateAt = m.at(moves.stateRows[r]) + d;
                adam(g, gAt, scale, row, at, means, squares, stateAt, step);
                if (four) {
                    for (int c = LANES; c < FOUR; c += LANES) {
                        adam(g, gAt + c, scale, row, at + c, means, squares, stateAt + c, step);
                    }
                }
            }
        }
    }

    private static void adam(
            float[] gradient,
            int gAt,
            float scale,
            float[] w,
            int at,
            float[] m,
            float[] v,
            int stateAt,
            AdamStep step) {
        FloatVector before = load(w, at);
        FloatVector g = decayed(load(gradient, gAt).mul(scale), step.decay(), before);
        FloatVector mean = load(m, stateAt);
        mean = g.sub(mean).fma(FloatVector.broadcast(F, step.fresh()), mean);
        FloatVector square = load(v, stateAt);
        square = g.mul(g).sub(square).fma(FloatVector.broadcast(F, step.freshSquare()), square);
        mean.intoArray(m, stateAt);
        square.intoArray(v, stateAt);
        FloatVector root = square.sqrt().mul(step.spread()).add(step.epsilon());
        before.mul(step.shrink()).sub(mean.mul(step.rate()).div(root)).intoArray(w, at);
    }

    @Override
    public void ftrl(RowMoves moves, RowBlocks w, RowBlocks z, RowBlocks n, FtrlStep step) {
        for (int d = 0; d < moves.width(); d += LANES) {
            for (int r = 0; r < moves.count; r++) {
                float[] gradient = moves.open(r, d, this);
                FloatVector g = load(gradient, moves.at).mul(moves.scale);
                float[] pulls = z.block(moves.stateRows[r]);
                float[] squares = n.block(moves.stateRows[r]);
                int stateAt = z.at(moves.stateRows[r]) + d;
                float[] row = w.block(moves.rows[r]);
                int at = w.at(moves.rows[r]) + d;
                ftrl(g, row, at, pulls, squares, stateAt, step);
            }
        }
    }

    private static void ftrl(
            FloatVector g, float[] w, int at, float[] z, float[] n, int stateAt, FtrlStep step) {
        FloatVector zero = FloatVector.zero(F);
        FloatVector before = load(n, stateAt);
        FloatVector after = g.fma(g, before);
        FloatVector root = after.sqrt();
        FloatVector sigma = root.sub(before.sqrt()).div(step.rate());
        FloatVector pull = load(z, stateAt).add(g).sub(sigma.mul(load(w, at)));
        after.intoArray(n, stateAt);
        pull.intoArray(z, stateAt);
        FloatVector beyond = pull.abs().sub(step.l1()).max(0);
        // Where no gradient ever was, 0 / 0 would be no number.
        FloatVector weight =
                beyond.div(root.add(step.beta()).div(step.rate()).add(step.l2()))
                        .blend(zero, beyond.compare(VectorOperators.EQ, zero));
        // Against the sign of z; zero stays zero.
        weight.blend(weight.neg(), pull.compare(VectorOperators.GT, zero)).intoArray(w, at);
    }

    @Override
    public void roundByChance(
            float[] row, int at, MemorySegment into, long offset, int length, int chance) {
        IntVector places = IntVector.fromArray(I, PLACES, 0);
        int d = 0;
        for (; d <= length - LANES; d += LANES) {
            IntVector bits = load(row, at + d).reinterpretAsInts();
            IntVector noise =
                    mixed(places.add(d * ScalarOptimizerKernels.GOLDEN + chance))
                            .lanewise(VectorOperators.LSHR, 16);
            IntVector rounded = rounded(bits, bits.add(noise));
            ((ShortVector) rounded.convertShape(VectorOperators.I2S, S, 0))
                    .intoMemorySegment(into, offset + 2L * d, ByteOrder.LITTLE_ENDIAN);
        }
        ScalarOptimizerKernels.roundByChance(row, at, into, offset, d, length, chance);
    }

    private static IntVector mixed(IntVector x) {
        IntVector a =
                x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16))
                        .mul(ScalarOptimizerKernels.MIX_A);
        IntVector b =
                a.lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.LSHR, 15))
                        .mul(ScalarOptimizerKernels.MIX_B);
        return b.lanewise(VectorOperators.XOR, b.lanewise(VectorOperators.LSHR, 16));
    }

    /// The upper halves of what was moved, but where that is not finite, those of what was there, a NaN quiet.
    private static IntVector rounded(IntVector bits, IntVector moved) {
        int exponent = ScalarOptimizerKernels.EXPONENT;
        VectorMask<Integer> other =
                moved.and(exponent)
                        .compare(VectorOperators.EQ, exponent)
                        .or(bits.and(exponent).compare(VectorOperators.EQ, exponent));
        VectorMask<Integer> nan = bits.and(Integer.MAX_VALUE).compare(VectorOperators.GT, exponent);
        return moved.blend(bits, other)
                .lanewise(VectorOperators.OR, ScalarOptimizerKernels.QUIET, nan)
                .lanewise(VectorOperators.LSHR, 16);
    }
}
