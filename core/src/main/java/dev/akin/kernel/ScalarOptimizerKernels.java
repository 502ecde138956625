package dev.akin.kernel;

import java.lang.foreign.MemorySegment;

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

    private static float sum(RowSums gradient, int d) {
        float sum = 0;
        for (int i = gradient.from; i < gradient.to; i++) {
            sum += gradient.scales[i] * gradient.values[gradient.starts[i] + d];
        }
        return sum;
    }

    private static float sum(RowSums gradient, int d, float decay, float w) {
        return sum(gradient, d) + decay * w;
    }

    @Override
    public void sum(RowSums gradient, float[] into, int at, int width) {
        for (int d = 0; d < width; d++) {
            into[at + d] = sum(gradient, d);
        }
    }

    @Override
    public void sgd(RowSums gradient, float[] w, int at, int width, float rate, float decay) {
        for (int d = 0; d < width; d++) {
            w[at + d] -= rate * sum(gradient, d, decay, w[at + d]);
        }
    }

    @Override
    public void momentum(
            RowSums gradient,
            float[] w,
            int at,
            int width,
            float rate,
            float decay,
            float momentum,
            boolean nesterov,
            float[] m,
            int mAt) {
        for (int d = 0; d < width; d++) {
            float g = sum(gradient, d, decay, w[at + d]);
            m[mAt + d] = momentum * m[mAt + d] + g;
            w[at + d] -= rate * (nesterov ? g + momentum * m[mAt + d] : m[mAt + d]);
        }
    }

    @Override
    public void adagrad(
            RowSums gradient,
            float[] w,
            int at,
            int width,
            float rate,
            float decay,
            float epsilon,
            float[] s,
            int sAt) {
        for (int d = 0; d < width; d++) {
            float g = sum(gradient, d, decay, w[at + d]);
            s[sAt + d] += g * g;
            w[at + d] -= rate * g / ((float) Math.sqrt(s[sAt + d]) + epsilon);
        }
    }

    @Override
    public float rowWiseAdagrad(
            RowSums gradient,
            float[] w,
            int at,
            int width,
            int dimension,
            float rate,
            float decay,
            float epsilon,
            float s) {
        float squares = 0;
        for (int d = 0; d < width; d++) {
            float g = sum(gradient, d, decay, w[at + d]);
            squares += g * g;
        }
        float state = s + squares / dimension;
        float step = rate / ((float) Math.sqrt(state) + epsilon);
        for (int d = 0; d < width; d++) {
            w[at + d] -= step * sum(gradient, d, decay, w[at + d]);
        }
        return state;
    }

    @Override
    public void adam(
            RowSums gradient,
            float[] w,
            int at,
            int width,
            float rate,
            float decay,
            float shrink,
            float fresh,
            float freshSquare,
            float epsilon,
            float spread,
            float[] m,
            float[] v,
            int stateAt) {
        for (int d = 0; d < width; d++) {
            float g = sum(gradient, d, decay, w[at + d]);
            float mean = m[stateAt + d] + fresh * (g - m[stateAt + d]);
            float square = v[stateAt + d] + freshSquare * (g * g - v[stateAt + d]);
            m[stateAt + d] = mean;
            v[stateAt + d] = square;
            w[at + d] =
                    shrink * w[at + d]
                            - rate * mean / ((float) Math.sqrt(square) * spread + epsilon);
        }
    }

    @Override
    public void ftrl(
            RowSums gradient,
            float[] w,
            int at,
            int width,
            float rate,
            float l1,
            float l2,
            float beta,
            float[] z,
            float[] n,
            int stateAt) {
        for (int d = 0; d < width; d++) {
            float g = sum(gradient, d);
            float before = n[stateAt + d];
            float after = before + g * g;
            float root = (float) Math.sqrt(after);
            float sigma = (root - (float) Math.sqrt(before)) / rate;
            float pull = z[stateAt + d] + g - sigma * w[at + d];
            n[stateAt + d] = after;
            z[stateAt + d] = pull;
            float beyond = Math.abs(pull) - l1;
            w[at + d] =
                    beyond <= 0 ? 0 : -Math.copySign(beyond, pull) / ((beta + root) / rate + l2);
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
