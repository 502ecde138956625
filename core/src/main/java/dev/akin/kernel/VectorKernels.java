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
/// their number. Tails are masked loads for rows in arrays and a scalar loop for rows in segments.
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
        return tail + s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
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
        return tail + s0.add(s1).reduceLanes(VectorOperators.ADD);
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
        float tail = 0;
        for (; i < length; i++) {
            tail += rows.get(ScalarKernels.FLOAT, at + 4L * i) * query[i];
        }
        return tail + s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    }

    private static float dot16(MemorySegment rows, long at, float[] query, int length) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            s0 = load16(rows, at + 2L * i).fma(load(query, i), s0);
            s1 = load16(rows, at + 2L * (i + LANES)).fma(load(query, i + LANES), s1);
        }
        for (; i <= length - LANES; i += LANES) {
            s0 = load16(rows, at + 2L * i).fma(load(query, i), s0);
        }
        float tail = 0;
        for (; i < length; i++) {
            tail += Float.float16ToFloat(rows.get(ScalarKernels.SHORT, at + 2L * i)) * query[i];
        }
        return tail + s0.add(s1).reduceLanes(VectorOperators.ADD);
    }

    private static float dotB16(MemorySegment rows, long at, float[] query, int length) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            s0 = loadB16(rows, at + 2L * i).fma(load(query, i), s0);
            s1 = loadB16(rows, at + 2L * (i + LANES)).fma(load(query, i + LANES), s1);
        }
        for (; i <= length - LANES; i += LANES) {
            s0 = loadB16(rows, at + 2L * i).fma(load(query, i), s0);
        }
        float tail = 0;
        for (; i < length; i++) {
            tail +=
                    Float.intBitsToFloat(rows.get(ScalarKernels.SHORT, at + 2L * i) << 16)
                            * query[i];
        }
        return tail + s0.add(s1).reduceLanes(VectorOperators.ADD);
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
            into[from + r] = dot(row, 0, row, 0, dimension);
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

    private static FloatVector loadB16(MemorySegment rows, long at) {
        return bits(rows, at).lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    }

    /// Shifts exponent and fraction into a single's place and multiplies by 2¹¹², which is exact, subnormals
    /// included; infinities and NaNs, which the multiplication leaves finite, get the highest exponent instead.
    private static FloatVector load16(MemorySegment rows, long at) {
        IntVector half = bits(rows, at);
        IntVector magnitude = half.and(0x7fff);
        IntVector scaled =
                magnitude
                        .lanewise(VectorOperators.LSHL, 13)
                        .reinterpretAsFloats()
                        .mul(HALF_BIAS)
                        .reinterpretAsInts();
        VectorMask<Integer> special = magnitude.compare(VectorOperators.GE, 0x7c00);
        IntVector value = scaled.lanewise(VectorOperators.OR, 0x7f80_0000, special);
        return value.or(half.and(0x8000).lanewise(VectorOperators.LSHL, 16)).reinterpretAsFloats();
    }

    private static IntVector bits(MemorySegment rows, long at) {
        Vector<Integer> wide =
                ShortVector.fromMemorySegment(S, rows, at, LE)
                        .convertShape(VectorOperators.ZERO_EXTEND_S2I, I, 0);
        return (IntVector) wide;
    }
}
