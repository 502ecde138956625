package dev.akin.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The loops on the Vector API, at the widest vector of the machine.
///
/// Four accumulators hide the four cycles that a fused multiply-add takes; a row is read once from memory whatever
/// their number. Tails are a scalar loop for rows in arrays and a masked load for rows in segments.
final class VectorKernels implements Kernels {
    static final VectorKernels INSTANCE = new VectorKernels();

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> S =
            VectorSpecies.of(short.class, VectorShape.forBitSize(F.vectorBitSize() / 2));
    private static final int LANES = F.length();
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    /// Two to the 112th: moves a half's exponent, shifted into a single's place, to the right bias.
    private static final float HALF_BIAS = Float.intBitsToFloat((127 + 112) << 23);

    private VectorKernels() {}

    @Override
    public String name() {
        return "vector" + F.vectorBitSize();
    }

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= length - 4 * LANES; i += 4 * LANES) {
            s0 = load(a, aFrom + i).fma(load(b, bFrom + i), s0);
            s1 = load(a, aFrom + i + LANES).fma(load(b, bFrom + i + LANES), s1);
            s2 = load(a, aFrom + i + 2 * LANES).fma(load(b, bFrom + i + 2 * LANES), s2);
            s3 = load(a, aFrom + i + 3 * LANES).fma(load(b, bFrom + i + 3 * LANES), s3);
        }
        for (; i <= length - LANES; i += LANES) {
            s0 = load(a, aFrom + i).fma(load(b, bFrom + i), s0);
        }
        float tail = 0;
        for (; i < length; i++) {
            tail += a[aFrom + i] * b[bFrom + i];
        }
        return tail + LaneSums.sum(s0.add(s1).add(s2.add(s3)));
    }

    @Override
    public float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            FloatVector d0 = load(a, aFrom + i).sub(load(b, bFrom + i));
            FloatVector d1 = load(a, aFrom + i + LANES).sub(load(b, bFrom + i + LANES));
            s0 = d0.fma(d0, s0);
            s1 = d1.fma(d1, s1);
        }
        for (; i <= length - LANES; i += LANES) {
            FloatVector d = load(a, aFrom + i).sub(load(b, bFrom + i));
            s0 = d.fma(d, s0);
        }
        float tail = 0;
        for (; i < length; i++) {
            float d = a[aFrom + i] - b[bFrom + i];
            tail += d * d;
        }
        return tail + LaneSums.sum(s0.add(s1));
    }

    @Override
    public void axpy(float alpha, float[] x, int xFrom, float[] y, int yFrom, int length) {
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            load(x, xFrom + i)
                    .fma(FloatVector.broadcast(F, alpha), load(y, yFrom + i))
                    .intoArray(y, yFrom + i);
        }
        for (; i < length; i++) {
            y[yFrom + i] += alpha * x[xFrom + i];
        }
    }

    @Override
    public void scale(float alpha, float[] x, int from, int length) {
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            load(x, from + i).mul(alpha).intoArray(x, from + i);
        }
        for (; i < length; i++) {
            x[from + i] *= alpha;
        }
    }

    /// One row after the other: memory then streams in one direction, which its prefetchers follow best. Tiles of two or
    /// four rows, which load the query less often, were faster only on rows that lie in cache.
    @Override
    public void dots(
            ElementType type,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            float[] query,
            int dimension,
            float[] into,
            int from) {
        for (int r = 0; r < count; r++) {
            long row = offset + r * stride;
            into[from + r] =
                    switch (type) {
                        case FLOAT32 -> dot32(rows, row, query, dimension);
                        case FLOAT16 -> dot16(rows, row, query, dimension);
                        case BFLOAT16 -> dotB16(rows, row, query, dimension);
                    };
        }
    }

    private static float dot32(MemorySegment rows, long at, float[] query, int length) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= length - 4 * LANES; i += 4 * LANES) {
            s0 = load32(rows, at + 4L * i).fma(load(query, i), s0);
            s1 = load32(rows, at + 4L * (i + LANES)).fma(load(query, i + LANES), s1);
            s2 = load32(rows, at + 4L * (i + 2 * LANES)).fma(load(query, i + 2 * LANES), s2);
            s3 = load32(rows, at + 4L * (i + 3 * LANES)).fma(load(query, i + 3 * LANES), s3);
        }
        for (; i <= length - LANES; i += LANES) {
            s0 = load32(rows, at + 4L * i).fma(load(query, i), s0);
        }
        if (i < length) {
            VectorMask<Float> tail = F.indexInRange(i, length);
            s1 =
                    FloatVector.fromMemorySegment(F, rows, at + 4L * i, LE, tail)
                            .fma(FloatVector.fromArray(F, query, i, tail), s1);
        }
        return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    }

    /// Two accumulators: turning halves into singles keeps the machine busy meanwhile, and with four this method
    /// outgrew what the JIT inlines.
    private static float dot16(MemorySegment rows, long at, float[] query, int length) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            s0 = load16(rows, at + 2L * i).fma(load(query, i), s0);
            s1 = load16(rows, at + 2L * (i + LANES)).fma(load(query, i + LANES), s1);
        }
        if (i <= length - LANES) {
            s0 = load16(rows, at + 2L * i).fma(load(query, i), s0);
            i += LANES;
        }
        if (i < length) {
            VectorMask<Short> tail = S.indexInRange(i, length);
            ShortVector last = ShortVector.fromMemorySegment(S, rows, at + 2L * i, LE, tail);
            s1 = half(last).fma(FloatVector.fromArray(F, query, i, F.indexInRange(i, length)), s1);
        }
        return s0.add(s1).reduceLanes(VectorOperators.ADD);
    }

    private static float dotB16(MemorySegment rows, long at, float[] query, int length) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= length - 4 * LANES; i += 4 * LANES) {
            s0 = loadB16(rows, at + 2L * i).fma(load(query, i), s0);
            s1 = loadB16(rows, at + 2L * (i + LANES)).fma(load(query, i + LANES), s1);
            s2 = loadB16(rows, at + 2L * (i + 2 * LANES)).fma(load(query, i + 2 * LANES), s2);
            s3 = loadB16(rows, at + 2L * (i + 3 * LANES)).fma(load(query, i + 3 * LANES), s3);
        }
        for (; i <= length - LANES; i += LANES) {
            s0 = loadB16(rows, at + 2L * i).fma(load(query, i), s0);
        }
        if (i < length) {
            VectorMask<Short> tail = S.indexInRange(i, length);
            ShortVector last = ShortVector.fromMemorySegment(S, rows, at + 2L * i, LE, tail);
            s1 = brain(last).fma(FloatVector.fromArray(F, query, i, F.indexInRange(i, length)), s1);
        }
        return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void squaredNorms(
            ElementType type,
            MemorySegment rows,
            long offset,
            long stride,
            int count,
            int dimension,
            float[] into,
            int from) {
        float[] row = new float[dimension];
        for (int r = 0; r < count; r++) {
            widen(type, rows, offset + r * stride, row, 0, dimension);
            into[from + r] = Kernels.squaredNorm(row, dimension);
        }
    }

    @Override
    public void multiply(
            float[] a,
            int aFrom,
            int rows,
            int inner,
            float[] b,
            int width,
            float[] into,
            int from) {
        VectorProduct.multiply(a, aFrom, rows, inner, b, width, into, from);
    }

    @Override
    public void leastTwo(
            float[] matrix,
            int rows,
            int width,
            float[] offsets,
            float[] least,
            int[] row,
            float[] second) {
        VectorLeast.leastTwo(matrix, rows, width, offsets, least, row, second);
    }

    @Override
    public void squaredDistances(
            float[] rows,
            int[] starts,
            int count,
            float[] query,
            int queryFrom,
            int dimension,
            float[] into) {
        VectorDistances.squared(rows, starts, count, query, queryFrom, dimension, into);
    }

    @Override
    public void sumRows(float[] rows, int[] starts, int count, int dimension, float[] into) {
        int wide = dimension - dimension % LANES;
        for (int j = 0; j < wide; j += LANES) {
            FloatVector sum = FloatVector.zero(F);
            for (int r = 0; r < count; r++) {
                sum = sum.add(load(rows, starts[r] + j));
            }
            sum.intoArray(into, j);
        }
        if (wide < dimension) {
            VectorMask<Float> mask = F.indexInRange(wide, dimension);
            FloatVector sum = FloatVector.zero(F);
            for (int r = 0; r < count; r++) {
                sum = sum.add(FloatVector.fromArray(F, rows, starts[r] + wide, mask));
            }
            sum.intoArray(into, wide, mask);
        }
    }

    @Override
    public void widen(
            ElementType type,
            MemorySegment source,
            long offset,
            float[] into,
            int from,
            int length) {
        if (type == ElementType.FLOAT32) {
            MemorySegment.copy(source, ScalarKernels.FLOAT, offset, into, from, length);
            return;
        }
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            long at = offset + 2L * i;
            (type == ElementType.FLOAT16 ? load16(source, at) : loadB16(source, at))
                    .intoArray(into, from + i);
        }
        ScalarKernels.INSTANCE.widen(
                type, source, offset + 2L * whole, into, from + whole, length - whole);
    }

    /// Narrowing happens once a file, so the scalar loop, which the JIT compiles to the conversion instructions, does.
    @Override
    public void narrow(
            ElementType type,
            float[] source,
            int from,
            MemorySegment into,
            long offset,
            int length) {
        ScalarKernels.INSTANCE.narrow(type, source, from, into, offset, length);
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }

    private static FloatVector load32(MemorySegment rows, long at) {
        return FloatVector.fromMemorySegment(F, rows, at, LE);
    }

    private static FloatVector load16(MemorySegment rows, long at) {
        return half(ShortVector.fromMemorySegment(S, rows, at, LE));
    }

    private static FloatVector loadB16(MemorySegment rows, long at) {
        return brain(ShortVector.fromMemorySegment(S, rows, at, LE));
    }

    private static FloatVector brain(ShortVector stored) {
        return bits(stored).lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    }

    /// Shifts sign, exponent and fraction into a single's places and multiplies by 2¹¹², which is exact, subnormals
    /// included. Infinities and NaNs, which the multiplication would leave finite, get the highest exponent.
    private static FloatVector half(ShortVector stored) {
        IntVector shifted = bits(stored).lanewise(VectorOperators.LSHL, 13).and(0x8fff_e000);
        VectorMask<Integer> special =
                shifted.and(0x0fff_e000).compare(VectorOperators.GE, 0x0f80_0000);
        return shifted.reinterpretAsFloats()
                .mul(HALF_BIAS)
                .reinterpretAsInts()
                .lanewise(VectorOperators.OR, 0x7f80_0000, special)
                .reinterpretAsFloats();
    }

    private static IntVector bits(ShortVector stored) {
        Vector<Integer> wide = stored.convertShape(VectorOperators.S2I, I, 0);
        return (IntVector) wide;
    }

    @Override
    public void sumRows(
            float[] rows,
            int[] offsets,
            int from,
            int to,
            float scale,
            float[] into,
            int at,
            int width) {
        for (int d = 0; d < width; d += F.length()) {
            FloatVector sum = FloatVector.zero(F);
            for (int i = from; i < to; i++) {
                sum = sum.add(FloatVector.fromArray(F, rows, offsets[i] + d));
            }
            sum.mul(scale).intoArray(into, at + d);
        }
    }

    @Override
    public void addToRows(
            float[] rows, int[] offsets, int from, int to, float[] change, int at, int width) {
        for (int d = 0; d < width; d += F.length()) {
            FloatVector added = FloatVector.fromArray(F, change, at + d);
            for (int i = from; i < to; i++) {
                int place = offsets[i] + d;
                FloatVector.fromArray(F, rows, place).add(added).intoArray(rows, place);
            }
        }
    }
}
