package dev.akin.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Codes become floats in registers and are multiplied there: reading a quarter of the bytes or less is what makes
/// scans fast, and no precision of the query is given up for it.
///
/// The query is laid out as the codes come out of their bytes, and padded with zeros to whole vectors: a row is read past its
/// end, into the next one. Rows at the very end of their memory are scored number by number.
enum VectorCodeKernel implements CodeKernel {
    INSTANCE;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();
    private static final VectorSpecies<Byte> B =
            VectorSpecies.of(
                    byte.class, VectorShape.forBitSize(Math.max(Long.SIZE, F.vectorBitSize() / 4)));
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final ValueLayout.OfInt FOUR =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = Integer.SIZE;
    private static final VectorShuffle<Float> FIRST_TEETH = VectorShuffle.makeZip(F, 0);
    private static final VectorShuffle<Float> LAST_TEETH = VectorShuffle.makeZip(F, 1);

    /// 1.5 · 2²³: adding it leaves a number rounded to a whole one in the lowest bits, ties to even.
    private static final float WHOLE = 0x1.8p23f;

    static boolean fits() {
        return B.length() == LANES;
    }

    @Override
    public void dots(CodeWidth width, CodeRows rows, float[] query, float[] into, int from) {
        float[] laid = laid(width, query);
        int touched = width.stride(laid.length);
        long last = rows.codes().byteSize() - touched;
        float constant = constant(width, query);
        int r = 0;
        for (; r <= rows.count() - 2 && rows.offset() + (r + 1) * rows.stride() <= last; r += 2) {
            long at = rows.offset() + r * rows.stride();
            two(width, rows.codes(), at, at + rows.stride(), laid, into, from + r);
            into[from + r] += constant;
            into[from + r + 1] += constant;
        }
        for (; r < rows.count(); r++) {
            long at = rows.offset() + r * rows.stride();
            into[from + r] = ScalarCodeKernel.dot(width, rows.codes(), at, query);
        }
    }

    /// Two rows at once load the query half as often.
    private static void two(
            CodeWidth width,
            MemorySegment codes,
            long first,
            long second,
            float[] laid,
            float[] into,
            int at) {
        switch (width) {
            case BYTE -> bytes(codes, first, second, laid, into, at);
            case HALF -> halves(codes, first, second, laid, into, at);
            case BIT -> bits(codes, first, second, laid, into, at);
        }
    }

    /// What every row's sum has in common: halves are scored as 0 … 15, bits as 0 and 2.
    private static float constant(CodeWidth width, float[] query) {
        double sum = 0;
        for (float number : query) {
            sum += number;
        }
        return switch (width) {
            case BYTE -> 0;
            case HALF -> (float) (CodeWidth.LEAST_HALF * sum);
            case BIT -> (float) -sum;
        };
    }

    private static float[] laid(CodeWidth width, float[] query) {
        int whole =
                switch (width) {
                    case BYTE -> LANES;
                    case HALF -> 2 * LANES;
                    case BIT -> BITS;
                };
        float[] laid = new float[Math.ceilDiv(query.length, whole) * whole];
        for (int i = 0; i < query.length; i++) {
            switch (width) {
                case BYTE -> laid[i] = query[i];
                case HALF -> laid[i - i % whole + i % 2 * LANES + i % whole / 2] = query[i];
                case BIT -> laid[i - i % 8 + 7 - i % 8] = 2 * query[i];
            }
        }
        return laid;
    }

    private static void bytes(
            MemorySegment codes, long first, long second, float[] laid, float[] into, int at) {
        FloatVector a0 = FloatVector.zero(F);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        int i = 0;
        for (; i <= laid.length - 2 * LANES; i += 2 * LANES) {
            FloatVector q0 = load(laid, i);
            FloatVector q1 = load(laid, i + LANES);
            a0 = floats(codes, first + i).fma(q0, a0);
            a1 = floats(codes, first + i + LANES).fma(q1, a1);
            b0 = floats(codes, second + i).fma(q0, b0);
            b1 = floats(codes, second + i + LANES).fma(q1, b1);
        }
        if (i < laid.length) {
            FloatVector q0 = load(laid, i);
            a0 = floats(codes, first + i).fma(q0, a0);
            b0 = floats(codes, second + i).fma(q0, b0);
        }
        into[at] = a0.add(a1).reduceLanes(VectorOperators.ADD);
        into[at + 1] = b0.add(b1).reduceLanes(VectorOperators.ADD);
    }

    private static void halves(
            MemorySegment codes, long first, long second, float[] laid, float[] into, int at) {
        FloatVector a0 = FloatVector.zero(F);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        for (int i = 0; i < laid.length; i += 2 * LANES) {
            FloatVector even = load(laid, i);
            FloatVector odd = load(laid, i + LANES);
            IntVector both = ints(codes, first + i / 2);
            a0 = low(both).fma(even, a0);
            a1 = high(both).fma(odd, a1);
            both = ints(codes, second + i / 2);
            b0 = low(both).fma(even, b0);
            b1 = high(both).fma(odd, b1);
        }
        into[at] = a0.add(a1).reduceLanes(VectorOperators.ADD);
        into[at + 1] = b0.add(b1).reduceLanes(VectorOperators.ADD);
    }

    private static void bits(
            MemorySegment codes, long first, long second, float[] laid, float[] into, int at) {
        FloatVector a0 = FloatVector.zero(F);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        for (int i = 0; i < laid.length; i += BITS) {
            int a = codes.get(FOUR, first + i / Byte.SIZE);
            int b = codes.get(FOUR, second + i / Byte.SIZE);
            for (int j = 0; j < BITS; j += 2 * LANES) {
                FloatVector q0 = load(laid, i + j);
                FloatVector q1 = load(laid, i + j + LANES);
                a0 = a0.add(q0, lanes(a >>> j));
                a1 = a1.add(q1, lanes(a >>> (j + LANES)));
                b0 = b0.add(q0, lanes(b >>> j));
                b1 = b1.add(q1, lanes(b >>> (j + LANES)));
            }
        }
        into[at] = a0.add(a1).reduceLanes(VectorOperators.ADD);
        into[at + 1] = b0.add(b1).reduceLanes(VectorOperators.ADD);
    }

    private static VectorMask<Float> lanes(int bits) {
        return VectorMask.fromLong(F, bits);
    }

    @Override
    public void widen(
            CodeWidth width,
            MemorySegment codes,
            long at,
            float factor,
            float[] into,
            int from,
            int length) {
        int whole =
                switch (width) {
                    case BYTE -> widenBytes(codes, at, factor, into, from, length);
                    case HALF -> widenHalves(codes, at, factor, into, from, length);
                    case BIT -> 0;
                };
        ScalarCodeKernel.widen(width, codes, at, into, from, whole, length);
        ScalarCodeKernel.scale(into, from + whole, length - whole, factor);
    }

    private static int widenBytes(
            MemorySegment codes, long at, float factor, float[] into, int from, int length) {
        int whole = F.loopBound(length);
        for (int i = 0; i < whole; i += LANES) {
            floats(codes, at + i).mul(factor).intoArray(into, from + i);
        }
        return whole;
    }

    /// Even numbers are the lower halves of bytes, odd ones the upper halves: they are put together like the teeth of a zip.
    /// A vector's bytes are as many as its lanes, so they are twice as many numbers, and the last row is not read past its end.
    private static int widenHalves(
            MemorySegment codes, long at, float factor, float[] into, int from, int length) {
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            IntVector both = ints(codes, at + i / 2);
            FloatVector even = low(both).add(CodeWidth.LEAST_HALF).mul(factor);
            FloatVector odd = high(both).add(CodeWidth.LEAST_HALF).mul(factor);
            even.rearrange(FIRST_TEETH, odd).intoArray(into, from + i);
            even.rearrange(LAST_TEETH, odd).intoArray(into, from + i + LANES);
        }
        return i;
    }

    @Override
    public float largest(float[] values, int length) {
        int whole = F.loopBound(length);
        FloatVector largest = FloatVector.zero(F);
        for (int i = 0; i < whole; i += LANES) {
            largest = largest.max(load(values, i).abs());
        }
        float most = largest.reduceLanes(VectorOperators.MAX);
        for (int i = whole; i < length; i++) {
            most = Math.max(most, Math.abs(values[i]));
        }
        return most;
    }

    @Override
    public void narrow(
            CodeWidth width, float[] values, float scale, int length, MemorySegment into, long at) {
        int whole = width == CodeWidth.BYTE ? F.loopBound(length) : 0;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector scaled =
                    load(values, i).mul(scale).max(Byte.MIN_VALUE).min(Byte.MAX_VALUE).add(WHOLE);
            ByteVector codes =
                    (ByteVector) scaled.reinterpretAsInts().convertShape(VectorOperators.I2B, B, 0);
            codes.intoMemorySegment(into, at + i, LE);
        }
        ScalarCodeKernel.narrow(width, values, scale, whole, length, into, at);
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }

    private static FloatVector floats(MemorySegment codes, long at) {
        return (FloatVector)
                ByteVector.fromMemorySegment(B, codes, at, LE)
                        .convertShape(VectorOperators.B2F, F, 0);
    }

    private static IntVector ints(MemorySegment codes, long at) {
        return (IntVector)
                ByteVector.fromMemorySegment(B, codes, at, LE)
                        .convertShape(VectorOperators.B2I, I, 0);
    }

    private static FloatVector low(IntVector both) {
        return (FloatVector) both.and(15).convert(VectorOperators.I2F, 0);
    }

    private static FloatVector high(IntVector both) {
        return (FloatVector)
                both.lanewise(VectorOperators.LSHR, 4).and(15).convert(VectorOperators.I2F, 0);
    }
}
