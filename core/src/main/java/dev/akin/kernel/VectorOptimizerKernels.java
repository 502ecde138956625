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

/// The optimisers on the Vector API: a column of the gradient's sum stays in a register until the row has moved by it.
enum VectorOptimizerKernels implements OptimizerKernels {
    INSTANCE;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();
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

    private static FloatVector sum(RowSums gradient, int d) {
        float[] values = gradient.values;
        int[] starts = gradient.starts;
        float[] scales = gradient.scales;
        FloatVector sum = FloatVector.zero(F);
        for (int i = gradient.from; i < gradient.to; i++) {
            sum = load(values, starts[i] + d).fma(FloatVector.broadcast(F, scales[i]), sum);
        }
        return sum;
    }

    private static FloatVector sum(RowSums gradient, int d, float decay, FloatVector w) {
        FloatVector sum = sum(gradient, d);
        return decay == 0 ? sum : w.fma(FloatVector.broadcast(F, decay), sum);
    }

    @Override
    public void sum(RowSums gradient, float[] into, int at, int width) {
        int d = 0;
        for (; d <= width - 4 * LANES; d += 4 * LANES) {
            sumFour(gradient, d, into, at + d);
        }
        for (; d < width; d += LANES) {
            sum(gradient, d).intoArray(into, at + d);
        }
    }

    /// Four columns in registers: the cache lines of a row, which lie side by side, are asked for together.
    private static void sumFour(RowSums gradient, int d, float[] into, int at) {
        float[] values = gradient.values;
        int[] starts = gradient.starts;
        float[] scales = gradient.scales;
        FloatVector a = FloatVector.zero(F);
        FloatVector b = FloatVector.zero(F);
        FloatVector c = FloatVector.zero(F);
        FloatVector e = FloatVector.zero(F);
        for (int i = gradient.from; i < gradient.to; i++) {
            int row = starts[i] + d;
            FloatVector scale = FloatVector.broadcast(F, scales[i]);
            a = load(values, row).fma(scale, a);
            b = load(values, row + LANES).fma(scale, b);
            c = load(values, row + 2 * LANES).fma(scale, c);
            e = load(values, row + 3 * LANES).fma(scale, e);
        }
        a.intoArray(into, at);
        b.intoArray(into, at + LANES);
        c.intoArray(into, at + 2 * LANES);
        e.intoArray(into, at + 3 * LANES);
    }

    @Override
    public void sgd(RowSums gradient, float[] w, int at, int width, float rate, float decay) {
        FloatVector down = FloatVector.broadcast(F, -rate);
        for (int d = 0; d < width; d += LANES) {
            FloatVector row = load(w, at + d);
            sum(gradient, d, decay, row).fma(down, row).intoArray(w, at + d);
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
        FloatVector down = FloatVector.broadcast(F, -rate);
        FloatVector keep = FloatVector.broadcast(F, momentum);
        for (int d = 0; d < width; d += LANES) {
            FloatVector row = load(w, at + d);
            FloatVector g = sum(gradient, d, decay, row);
            FloatVector speed = load(m, mAt + d).fma(keep, g);
            speed.intoArray(m, mAt + d);
            FloatVector step = nesterov ? speed.fma(keep, g) : speed;
            step.fma(down, row).intoArray(w, at + d);
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
        for (int d = 0; d < width; d += LANES) {
            FloatVector row = load(w, at + d);
            FloatVector g = sum(gradient, d, decay, row);
            FloatVector squares = g.fma(g, load(s, sAt + d));
            squares.intoArray(s, sAt + d);
            row.sub(g.mul(rate).div(squares.sqrt().add(epsilon))).intoArray(w, at + d);
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
        FloatVector squares = FloatVector.zero(F);
        for (int d = 0; d < width; d += LANES) {
            FloatVector g = sum(gradient, d, decay, load(w, at + d));
            squares = g.fma(g, squares);
        }
        float state = s + squares.reduceLanes(VectorOperators.ADD) / dimension;
        FloatVector down = FloatVector.broadcast(F, -rate / ((float) Math.sqrt(state) + epsilon));
        for (int d = 0; d < width; d += LANES) {
            FloatVector row = load(w, at + d);
            sum(gradient, d, decay, row).fma(down, row).intoArray(w, at + d);
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
        FloatVector freshLanes = FloatVector.broadcast(F, fresh);
        FloatVector freshSquareLanes = FloatVector.broadcast(F, freshSquare);
        for (int d = 0; d < width; d += LANES) {
            FloatVector row = load(w, at + d);
            FloatVector g = sum(gradient, d, decay, row);
            FloatVector mean = load(m, stateAt + d);
            mean = g.sub(mean).fma(freshLanes, mean);
            FloatVector square = load(v, stateAt + d);
            square = g.mul(g).sub(square).fma(freshSquareLanes, square);
            mean.intoArray(m, stateAt + d);
            square.intoArray(v, stateAt + d);
            row.mul(shrink)
                    .sub(mean.mul(rate).div(square.sqrt().mul(spread).add(epsilon)))
                    .intoArray(w, at + d);
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
        FloatVector zero = FloatVector.zero(F);
        for (int d = 0; d < width; d += LANES) {
            FloatVector g = sum(gradient, d);
            FloatVector before = load(n, stateAt + d);
            FloatVector after = g.fma(g, before);
            FloatVector root = after.sqrt();
            FloatVector sigma = root.sub(before.sqrt()).div(rate);
            FloatVector pull = load(z, stateAt + d).add(g).sub(sigma.mul(load(w, at + d)));
            after.intoArray(n, stateAt + d);
            pull.intoArray(z, stateAt + d);
            FloatVector beyond = pull.abs().sub(l1).max(0);
            // Where no gradient ever was, 0 / 0 would be no number.
            FloatVector weight =
                    beyond.div(root.add(beta).div(rate).add(l2))
                            .blend(zero, beyond.compare(VectorOperators.EQ, zero));
            // Against the sign of z; zero stays zero.
            weight.blend(weight.neg(), pull.compare(VectorOperators.GT, zero)).intoArray(w, at + d);
        }
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
