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
    private static final int FOUR = 4;
    private static final ValueLayout.OfInt WORD =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = Integer.SIZE;
    private static final VectorMask<Float> UPPER_HALF = upper(LANES / 2);
    private static final VectorMask<Float> UPPER_QUARTERS = upper(LANES / 4);
    private static final VectorShuffle<Float> HALVES = swap(LANES / 2);
    private static final VectorShuffle<Float> QUARTERS = swap(LANES / 4);
    private static final VectorShuffle<Float> PAIRS = swap(2);
    private static final VectorShuffle<Float> NEIGHBOURS = swap(1);
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
        long last = rows.codes().byteSize() - width.stride(laid.length);
        float constant = constant(width, query);
        float[] four = new float[FOUR];
        int whole = whole(rows, last);
        for (int r = 0; r < whole; r += FOUR) {
            int left = Math.min(FOUR, whole - r);
            four(width, rows, r, whole - 1, laid, four);
            for (int i = 0; i < left; i++) {
                into[from + r + i] = four[i] + constant;
            }
        }
        for (int r = whole; r < rows.count(); r++) {
            long at = rows.offset() + r * rows.stride();
            into[from + r] = ScalarCodeKernel.dot(width, rows.codes(), at, query);
        }
    }

    /// How many rows may be read past their end.
    private static int whole(CodeRows rows, long last) {
        long room = last - rows.offset();
        return room < 0 ? 0 : (int) Math.min(rows.count(), room / rows.stride() + 1);
    }

    /// Four rows at once load the query a quarter as often, and share the sums over their lanes. Where there are fewer, the last one
    /// is taken for those that are not there.
    private static void four(
            CodeWidth width, CodeRows rows, int first, int last, float[] laid, float[] into) {
        long a = rows.offset() + first * rows.stride();
        long b = rows.offset() + Math.min(last, first + 1) * rows.stride();
        long c = rows.offset() + Math.min(last, first + 2) * rows.stride();
        long d = rows.offset() + Math.min(last, first + 3) * rows.stride();
        switch (width) {
            case BYTE -> bytes(rows.codes(), a, b, c, d, laid, into);
            case HALF -> halves(rows.codes(), a, b, c, d, laid, into);
            case BIT -> bits(rows.codes(), a, b, c, d, laid, into);
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
            MemorySegment codes, long a, long b, long c, long d, float[] laid, float[] into) {
        FloatVector sa = FloatVector.zero(F);
        FloatVector sb = sa;
        FloatVector sc = sa;
        FloatVector sd = sa;
        for (int i = 0; i < laid.length; i += LANES) {
            FloatVector q = load(laid, i);
            sa = floats(codes, a + i).fma(q, sa);
            sb = floats(codes, b + i).fma(q, sb);
            sc = floats(codes, c + i).fma(q, sc);
            sd = floats(codes, d + i).fma(q, sd);
        }
        sums(sa, sb, sc, sd, into);
    }

    private static void halves(
            MemorySegment codes, long a, long b, long c, long d, float[] laid, float[] into) {
        FloatVector sa = FloatVector.zero(F);
        FloatVector sb = sa;
        FloatVector sc = sa;
        FloatVector sd = sa;
        for (int i = 0; i < laid.length; i += 2 * LANES) {
            FloatVector even = load(laid, i);
            FloatVector odd = load(laid, i + LANES);
            IntVector both = ints(codes, a + i / 2);
            sa = high(both).fma(odd, low(both).fma(even, sa));
            both = ints(codes, b + i / 2);
            sb = high(both).fma(odd, low(both).fma(even, sb));
            both = ints(codes, c + i / 2);
            sc = high(both).fma(odd, low(both).fma(even, sc));
            both = ints(codes, d + i / 2);
            sd = high(both).fma(odd, low(both).fma(even, sd));
        }
        sums(sa, sb, sc, sd, into);
    }

    private static void bits(
            MemorySegment codes, long a, long b, long c, long d, float[] laid, float[] into) {
        FloatVector sa = FloatVector.zero(F);
        FloatVector sb = sa;
        FloatVector sc = sa;
        FloatVector sd = sa;
        for (int i = 0; i < laid.length; i += BITS) {
            int ofA = codes.get(WORD, a + i / Byte.SIZE);
            int ofB = codes.get(WORD, b + i / Byte.SIZE);
            int ofC = codes.get(WORD, c + i / Byte.SIZE);
            int ofD = codes.get(WORD, d + i / Byte.SIZE);
            for (int j = 0; j < BITS; j += LANES) {
                FloatVector q = load(laid, i + j);
                sa = sa.add(q, lanes(ofA >>> j));
                sb = sb.add(q, lanes(ofB >>> j));
                sc = sc.add(q, lanes(ofC >>> j));
                sd = sd.add(q, lanes(ofD >>> j));
            }
        }
        sums(sa, sb, sc, sd, into);
    }

    /// The sums over the lanes of four vectors: halves of two are put side by side and added, which takes half the steps of adding up
    /// each alone.
    private static void sums(
            FloatVector a, FloatVector b, FloatVector c, FloatVector d, float[] into) {
        FloatVector ab = folded(a, b, UPPER_HALF, HALVES);
        FloatVector cd = folded(c, d, UPPER_HALF, HALVES);
        FloatVector sums = folded(ab, cd, UPPER_QUARTERS, QUARTERS);
        if (LANES > 8) {
            sums = sums.add(sums.rearrange(PAIRS));
        }
        sums = sums.add(sums.rearrange(NEIGHBOURS));
        into[0] = sums.lane(0);
        into[1] = sums.lane(LANES / 2);
        into[2] = sums.lane(LANES / 4);
        into[3] = sums.lane(LANES / 2 + LANES / 4);
    }

    private static FloatVector folded(
            FloatVector a, FloatVector b, VectorMask<Float> upper, VectorShuffle<Float> swap) {
        return a.blend(b, upper).add(b.blend(a, upper).rearrange(swap));
    }

    private static VectorShuffle<Float> swap(int lanes) {
        return VectorShuffle.fromOp(F, lane -> lane ^ lanes);
    }

    private static VectorMask<Float> upper(int lanes) {
        long mask = 0;
        for (int lane = 0; lane < LANES; lane++) {
            mask |= (lane & lanes) != 0 ? 1L << lane : 0;
        }
        return VectorMask.fromLong(F, mask);
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
