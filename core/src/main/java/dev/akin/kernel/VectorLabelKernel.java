package dev.akin.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Scores four rows at a time, whose sums do not wait for each other; moves all rows a few columns at a time, so that each row is
/// read and written once and the gradient stays in registers.
enum VectorLabelKernel implements LabelKernel {
    INSTANCE;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();

    /// Added to a small number it leaves the nearest whole number in the last bits.
    private static final float WHOLE = 0x1.8p23f;

    private static final int MANTISSA = 23;

    /// Below it exp is no longer a normal number.
    private static final float LEAST = -87;

    private static final float LOG2_E = 1.442695f;
    private static final float LN2_HIGH = 0.6933594f;
    private static final float LN2_LOW = -2.1219444e-4f;

    @Override
    public void scores(Layer layer, float[] vector, float[] scores) {
        int width = layer.width();
        int fours = layer.count() & -4;
        for (int r = 0; r < fours; r += 4) {
            four(layer.numbers(), layer.from() + r * width, width, vector, scores, r);
        }
        for (int r = fours; r < layer.count(); r++) {
            int at = layer.from() + r * width;
            scores[r] = VectorKernels.INSTANCE.dot(vector, 0, layer.numbers(), at, width);
        }
    }

    private static void four(
            float[] numbers, int at, int width, float[] vector, float[] scores, int r) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int d = 0; d < width; d += LANES) {
            FloatVector v = load(vector, d);
            s0 = v.fma(load(numbers, at + d), s0);
            s1 = v.fma(load(numbers, at + width + d), s1);
            s2 = v.fma(load(numbers, at + 2 * width + d), s2);
            s3 = v.fma(load(numbers, at + 3 * width + d), s3);
        }
        scores[r] = LaneSums.sum(s0);
        scores[r + 1] = LaneSums.sum(s1);
        scores[r + 2] = LaneSums.sum(s2);
        scores[r + 3] = LaneSums.sum(s3);
    }

    @Override
    public void softmax(float[] scores, int count) {
        int room = Math.ceilDiv(count, LANES) * LANES;
        Arrays.fill(scores, count, room, Float.NEGATIVE_INFINITY);
        FloatVector most = load(scores, 0);
        for (int r = LANES; r < room; r += LANES) {
            most = most.max(load(scores, r));
        }
        float largest = most.reduceLanes(VectorOperators.MAX);
        FloatVector sums = FloatVector.zero(F);
        for (int r = 0; r < room; r += LANES) {
            FloatVector e = exp(load(scores, r).sub(largest));
            sums = sums.add(e);
            e.intoArray(scores, r);
        }
        FloatVector share = FloatVector.broadcast(F, 1 / LaneSums.sum(sums));
        for (int r = 0; r < room; r += LANES) {
            load(scores, r).mul(share).intoArray(scores, r);
        }
    }

    /// 2ⁿ times a polynomial, for numbers of at most 0 (Moshier, Cephes 1984, `expf`). The same bits compiled or not, which the JDK's own is not.
    private static FloatVector exp(FloatVector power) {
        FloatVector x = power.max(LEAST);
        FloatVector shifted = x.fma(LOG2_E, WHOLE);
        FloatVector n = shifted.sub(WHOLE);
        FloatVector low = n.fma(FloatVector.broadcast(F, -LN2_HIGH), x);
        FloatVector r = n.fma(FloatVector.broadcast(F, -LN2_LOW), low);
        FloatVector p = r.fma(1.9875691e-4f, 0.0013981999f);
        p = p.fma(r, FloatVector.broadcast(F, 0.008333452f));
        p = p.fma(r, FloatVector.broadcast(F, 0.041665796f));
        p = p.fma(r, FloatVector.broadcast(F, 0.16666666f));
        p = p.fma(r, FloatVector.broadcast(F, 0.5f));
        p = p.fma(r.mul(r), r).add(1);
        return p.reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA))
                .reinterpretAsFloats();
    }

    @Override
    public void move(Layer layer, float[] steps, float[] vector, float[] gradient) {
        int d = 0;
        for (; d <= layer.width() - 2 * LANES; d += 2 * LANES) {
            moveTwo(layer, d, steps, vector, gradient);
        }
        if (d < layer.width()) {
            moveOne(layer, d, steps, vector, gradient);
        }
    }

    private static void moveTwo(
            Layer layer, int d, float[] steps, float[] vector, float[] gradient) {
        float[] numbers = layer.numbers();
        int width = layer.width();
        FloatVector v0 = load(vector, d);
        FloatVector v1 = load(vector, d + LANES);
        FloatVector g0 = load(gradient, d);
        FloatVector g1 = load(gradient, d + LANES);
        int at = layer.from() + d;
        for (int r = 0; r < layer.count(); r++) {
            FloatVector step = FloatVector.broadcast(F, steps[r]);
            FloatVector row0 = load(numbers, at);
            FloatVector row1 = load(numbers, at + LANES);
            g0 = row0.fma(step, g0);
            g1 = row1.fma(step, g1);
            v0.fma(step, row0).intoArray(numbers, at);
            v1.fma(step, row1).intoArray(numbers, at + LANES);
            at += width;
        }
        g0.intoArray(gradient, d);
        g1.intoArray(gradient, d + LANES);
    }

    private static void moveOne(
            Layer layer, int d, float[] steps, float[] vector, float[] gradient) {
        float[] numbers = layer.numbers();
        FloatVector v = load(vector, d);
        FloatVector g = load(gradient, d);
        int at = layer.from() + d;
        for (int r = 0; r < layer.count(); r++) {
            FloatVector step = FloatVector.broadcast(F, steps[r]);
            FloatVector row = load(numbers, at);
            g = row.fma(step, g);
            v.fma(step, row).intoArray(numbers, at);
            at += layer.width();
        }
        g.intoArray(gradient, d);
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }
}
