package dev.akin.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The definition, number by number.
enum ScalarOptimizerKernels implements OptimizerKernels {
    INSTANCE;

    static final int GOLDEN = 0x9e3779b9;
    static final int MIX_A = 0x7feb352d;
    static final int MIX_B = 0x846ca68b;

    /// All ones in what is not finite.
    static final int EXPONENT = 0x7f800000;

    /// What a NaN has.
    static final int QUIET = 0x00400000;

    @Override
    public void pool(RowBags bags, RowBlocks table, int from, int to, float[] into, int dimension) {
        for (int b = from; b < to; b++) {
            int at = b * dimension;
            Arrays.fill(into, at, at + dimension, 0);
            float scale = bags.scale(b);
            for (int i = bags.offsets()[b]; i < bags.end(b); i++) {
                int row = bags.ids()[i];
                if (row != bags.skipped()) {
                    add(
                            bags.weights() == null ? scale : bags.weights()[i],
                            table,
                            row,
                            into,
                            at,
                            dimension);
                }
            }
        }
    }

    private static void add(
            float weight, RowBlocks table, int row, float[] into, int at, int dimension) {
        float[] block = table.block(row);
        int rowAt = table.at(row);
        for (int d = 0; d < dimension; d++) {
            into[at + d] += weight * block[rowAt + d];
        }
    }

    @Override
    public void sum(RowMoves moves, int from, int to, int d) {
        Arrays.fill(moves.sum, d, moves.width(), 0);
        for (int i = from; i < to; i++) {
            for (int e = d; e < moves.width(); e++) {
                moves.sum[e] += moves.scales[i] * moves.gradients[moves.starts[i] + e];
            }
        }
    }

    private static float g(RowMoves moves, float[] gradient, int d, float decay, float w) {
        return gradient[moves.at + d] * moves.scale + decay * w;
    }

    @Override
    public void sgd(RowMoves moves, RowBlocks w, float rate, float decay) {
        for (int r = 0; r < moves.count; r++) {
            float[] gradient = moves.open(r, 0, this);
            float[] row = w.block(moves.rows[r]);
            int at = w.at(moves.rows[r]);
            for (int d = 0; d < moves.width(); d++) {
                row[at + d] -= rate * g(moves, gradient, d, decay, row[at + d]);
            }
        }
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
        for (int r = 0; r < moves.count; r++) {
            float[] gradient = moves.open(r, 0, this);
            float[] row = w.block(moves.rows[r]);
            int at = w.at(moves.rows[r]);
            float[] speed = m.block(moves.stateRows[r]);
            int mAt = m.at(moves.stateRows[r]);
            for (int d = 0; d < moves.width(); d++) {
                float g = g(moves, gradient, d, decay, row[at + d]);
                speed[mAt + d] = momentum * speed[mAt + d] + g;
                row[at + d] -= rate * (nesterov ? g + momentum * speed[mAt + d] : speed[mAt + d]);
            }
        }
    }

    @Override
    public void adagrad(
            RowMoves moves, RowBlocks w, RowBlocks s, float rate, float decay, float epsilon) {
        for (int r = 0; r < moves.count; r++) {
            float[] gradient = moves.open(r, 0, this);
            float[] row = w.block(moves.rows[r]);
            int at = w.at(moves.rows[r]);
            float[] squares = s.block(moves.stateRows[r]);
            int sAt = s.at(moves.stateRows[r]);
            for (int d = 0; d < moves.width(); d++) {
                float g = g(moves, gradient, d, decay, row[at + d]);
                squares[sAt + d] += g * g;
                row[at + d] -= rate * g / ((float) Math.sqrt(squares[sAt + d]) + epsilon);
            }
        }
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
            float[] gradient = moves.open(r, 0, this);
            float[] row = w.block(moves.rows[r]);
            int at = w.at(moves.rows[r]);
            float squares = 0;
            for (int d = 0; d < moves.width(); d++) {
                float g = g(moves, gradient, d, decay, row[at + d]);
                squares += g * g;
            }
            float[] state = s.block(moves.stateRows[r]);
            int sAt = s.at(moves.stateRows[r]);
            state[sAt] += squares / dimension;
            float step = rate / ((float) Math.sqrt(state[sAt]) + epsilon);
            for (int d = 0; d < moves.width(); d++) {
                row[at + d] -= step * g(moves, gradient, d, decay, row[at + d]);
            }
        }
    }

    @Override
    public void adam(RowMoves moves, RowBlocks w, RowBlocks m, RowBlocks v, AdamStep step) {
        for (int r = 0; r < moves.count; r++) {
            float[] gradient = moves.open(r, 0, this);
            float[] row = w.block(moves.rows[r]);
            int at = w.at(moves.rows[r]);
            float[] means = m.block(moves.stateRows[r]);
            float[] squares = v.block(moves.stateRows[r]);
            int stateAt = m.at(moves.stateRows[r]);
            for (int d = 0; d < moves.width(); d++) {
                float g = g(moves, gradient, d, step.decay(), row[at + d]);
                float mean = means[stateAt + d] + step.fresh() * (g - means[stateAt + d]);
                float square =
                        squares[stateAt + d] + step.freshSquare() * (g * g - squares[stateAt + d]);
                means[stateAt + d] = mean;
                squares[stateAt + d] = square;
                row[at + d] =
                        step.shrink() * row[at + d]
                                - step.rate()
                                        * mean
                                        / ((float) Math.sqrt(square) * step.spread()
                                                + step.epsilon());
            }
        }
    }

    @Override
    public void ftrl(RowMoves moves, RowBlocks w, RowBlocks z, RowBlocks n, FtrlStep step) {
        for (int r = 0; r < moves.count; r++) {
            float[] gradient = moves.open(r, 0, this);
            float[] row = w.block(moves.rows[r]);
            int at = w.at(moves.rows[r]);
            float[] pulls = z.block(moves.stateRows[r]);
            float[] squares = n.block(moves.stateRows[r]);
            int stateAt = z.at(moves.stateRows[r]);
            for (int d = 0; d < moves.width(); d++) {
                float g = g(moves, gradient, d, 0, 0);
                float before = squares[stateAt + d];
                float after = before + g * g;
                float root = (float) Math.sqrt(after);
                float sigma = (root - (float) Math.sqrt(before)) / step.rate();
                float pull = pulls[stateAt + d] + g - sigma * row[at + d];
                squares[stateAt + d] = after;
                pulls[stateAt + d] = pull;
                float beyond = Math.abs(pull) - step.l1();
                row[at + d] =
                        beyond <= 0
                                ? 0
                                : -Math.copySign(beyond, pull)
                                        / ((step.beta() + root) / step.rate() + step.l2());
            }
        }
    }

    @Override
    public void roundByChance(
            float[] row, int at, MemorySegment into, long offset, int length, int chance) {
        roundByChance(row, at, into, offset, 0, length, chance);
    }

    static void roundByChance(
            float[] row, int at, MemorySegment into, long offset, int from, int to, int chance) {
        for (int d = from; d < to; d++) {
            into.set(ScalarKernels.SHORT, offset + 2L * d, rounded(row[at + d], d, chance));
        }
    }

    private static short rounded(float number, int d, int chance) {
        int bits = Float.floatToRawIntBits(number);
        int moved = bits + (mixed(d * GOLDEN + chance) >>> 16);
        if ((moved & EXPONENT) != EXPONENT && (bits & EXPONENT) != EXPONENT) {
            return (short) (moved >>> 16);
        }
        return (short) (bits >>> 16 | (Float.isNaN(number) ? QUIET >>> 16 : 0));
    }

    /// All bits of a number in each bit: "lowbias32" of Wellons, Prospecting for Hash Functions (2018).
    private static int mixed(int x) {
        x = (x ^ x >>> 16) * MIX_A;
        x = (x ^ x >>> 15) * MIX_B;
        return x ^ x >>> 16;
    }
}
