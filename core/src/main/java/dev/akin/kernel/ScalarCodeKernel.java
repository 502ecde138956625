package dev.akin.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The definition, number by number.
enum ScalarCodeKernel implements CodeKernel {
    INSTANCE;

    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final int MOST_HALF = 15;

    @Override
    public void dots(CodeWidth width, CodeRows rows, float[] query, float[] into, int from) {
        for (int r = 0; r < rows.count(); r++) {
            into[from + r] = dot(width, rows.codes(), rows.offset() + r * rows.stride(), query);
        }
    }

    static float dot(CodeWidth width, MemorySegment codes, long at, float[] query) {
        float sum = 0;
        for (int i = 0; i < query.length; i++) {
            sum += number(width, codes, at, i) * query[i];
        }
        return sum;
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
        widen(width, codes, at, into, from, 0, length);
        scale(into, from, length, factor);
    }

    static void scale(float[] values, int from, int length, float factor) {
        for (int i = from; i < from + length; i++) {
            values[i] *= factor;
        }
    }

    /// @param begin a multiple of 8
    static void widen(
            CodeWidth width,
            MemorySegment codes,
            long at,
            float[] into,
            int from,
            int begin,
            int end) {
        switch (width) {
            case BYTE -> {
                for (int i = begin; i < end; i++) {
                    into[from + i] = codes.get(BYTE, at + i);
                }
            }
            case HALF -> widenHalves(codes, at, into, from, begin, end);
            case BIT -> widenBits(codes, at, into, from, begin, end);
        }
    }

    private static void widenHalves(
            MemorySegment codes, long at, float[] into, int from, int begin, int end) {
        int i = begin;
        for (; i < end - 1; i += 2) {
            int both = codes.get(BYTE, at + i / 2);
            into[from + i] = (both & MOST_HALF) + CodeWidth.LEAST_HALF;
            into[from + i + 1] = (both >> 4 & MOST_HALF) + CodeWidth.LEAST_HALF;
        }
        if (i < end) {
            into[from + i] = number(CodeWidth.HALF, codes, at, i);
        }
    }

    private static void widenBits(
            MemorySegment codes, long at, float[] into, int from, int begin, int end) {
        int i = begin;
        for (; i <= end - Byte.SIZE; i += Byte.SIZE) {
            int eight = codes.get(BYTE, at + i / Byte.SIZE);
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                into[from + i + bit] = (eight >> (Byte.SIZE - 1 - bit) & 1) * 2 - 1;
            }
        }
        for (; i < end; i++) {
            into[from + i] = number(CodeWidth.BIT, codes, at, i);
        }
    }

    private static float number(CodeWidth width, MemorySegment codes, long at, int i) {
        return switch (width) {
            case BYTE -> codes.get(BYTE, at + i);
            case HALF ->
                    ((codes.get(BYTE, at + i / 2) >> (4 * (i % 2))) & MOST_HALF)
                            + CodeWidth.LEAST_HALF;
            case BIT -> (codes.get(BYTE, at + i / 8) & (0x80 >> (i % 8))) == 0 ? -1 : 1;
        };
    }

    @Override
    public float largest(float[] values, int length) {
        float largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }

    @Override
    public void narrow(
            CodeWidth width, float[] values, float scale, int length, MemorySegment into, long at) {
        narrow(width, values, scale, 0, length, into, at);
    }

    /// @param begin a multiple of 8
    static void narrow(
            CodeWidth width,
            float[] values,
            float scale,
            int begin,
            int end,
            MemorySegment into,
            long at) {
        switch (width) {
            case BYTE -> {
                for (int i = begin; i < end; i++) {
                    into.set(BYTE, at + i, (byte) code(values[i] * scale));
                }
            }
            case HALF -> {
                for (int i = begin; i < end; i += 2) {
                    int low = half(values[i] * scale);
                    int high = i + 1 < end ? half(values[i + 1] * scale) : 0;
                    into.set(BYTE, at + i / 2, (byte) (high << 4 | low));
                }
            }
            case BIT -> {
                for (int i = begin; i < end; i += Byte.SIZE) {
                    into.set(BYTE, at + i / Byte.SIZE, signs(values, i, end));
                }
            }
        }
    }

    private static int code(float value) {
        return Math.clamp((int) Math.rint(value), Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    private static int half(float value) {
        return Math.clamp((int) Math.rint(value - CodeWidth.LEAST_HALF), 0, MOST_HALF);
    }

    private static byte signs(float[] values, int from, int end) {
        int signs = 0;
        for (int i = 0; i < Byte.SIZE && from + i < end; i++) {
            signs |= values[from + i] > 0 ? 0x80 >> i : 0;
        }
        return (byte) signs;
    }
}
