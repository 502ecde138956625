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
    private static final ValueLayout.OfShort TWO =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

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
        for (int r = 0; r < rows.count(); r++) {
            long at = rows.offset() + r * rows.stride();
            into[from + r] =
                    at > last
                            ? ScalarCodeKernel.dot(width, rows.codes(), at, query)
                            : constant + dot(width, rows.codes(), at, laid);
        }
    }

    private static float dot(CodeWidth width, MemorySegment codes, long at, float[] laid) {
        return switch (width) {
            case BYTE -> bytes(codes, at, laid);
            case HALF -> halves(codes, at, laid);
            case BIT -> bits(codes, at, laid);
        };
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
        int whole = width == CodeWidth.HALF ? 2 * LANES : Math.max(LANES, 16);
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

    private static float bytes(MemorySegment codes, long at, float[] laid) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= laid.length - 4 * LANES; i += 4 * LANES) {
            s0 = floats(codes, at + i).fma(load(laid, i), s0);
            s1 = floats(codes, at + i + LANES).fma(load(laid, i + LANES), s1);
            s2 = floats(codes, at + i + 2L * LANES).fma(load(laid, i + 2 * LANES), s2);
            s3 = floats(codes, at + i + 3L * LANES).fma(load(laid, i + 3 * LANES), s3);
        }
        for (; i < laid.length; i += LANES) {
            s0 = floats(codes, at + i).fma(load(laid, i), s0);
        }
        return LaneSums.sum(s0.add(s1).add(s2.add(s3)));
    }

    private static float halves(MemorySegment codes, long at, float[] laid) {
        FloatVector even = FloatVector.zero(F);
        FloatVector odd = even;
        long byteAt = at;
        for (int i = 0; i < laid.length; i += 2 * LANES, byteAt += LANES) {
            IntVector both = ints(codes, byteAt);
            even = low(both).fma(load(laid, i), even);
            odd = high(both).fma(load(laid, i + LANES), odd);
        }
        return LaneSums.sum(even.add(odd));
    }

    private static float bits(MemorySegment codes, long at, float[] laid) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        for (int i = 0; i < laid.length; i += 16) {
            long set = codes.get(TWO, at + i / 8) & 0xffffL;
            s0 = s0.add(load(laid, i), VectorMask.fromLong(F, set));
            if (LANES < 16) {
                s1 = s1.add(load(laid, i + LANES), VectorMask.fromLong(F, set >>> LANES));
            }
        }
        return LaneSums.sum(s0.add(s1));
    }

    @Override
    public void widen(
            CodeWidth width, MemorySegment codes, long at, float[] into, int from, int length) {
        int whole = width == CodeWidth.BYTE ? F.loopBound(length) : 0;
        for (int i = 0; i < whole; i += LANES) {
            floats(codes, at + i).intoArray(into, from + i);
        }
        if (width == CodeWidth.HALF) {
            whole = widenHalves(codes, at, into, from, length);
        }
        ScalarCodeKernel.widen(width, codes, at, into, from, whole, length);
    }

    /// A vector's first half of lanes holds as many bytes as its lanes hold numbers.
    private static int widenHalves(
            MemorySegment codes, long at, float[] into, int from, int length) {
        float[] high = new float[LANES];
        float[] low = new float[LANES];
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            IntVector both = ints(codes, at + i / 2);
            low(both).intoArray(low, 0);
            high(both).intoArray(high, 0);
            for (int lane = 0; lane < LANES; lane++) {
                into[from + i + 2 * lane] = low[lane] + CodeWidth.LEAST_HALF;
                into[from + i + 2 * lane + 1] = high[lane] + CodeWidth.LEAST_HALF;
            }
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
