package dev.akin.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The obvious loops. Eight accumulators where a sum would wait for itself: one addition every three or four cycles
/// otherwise, where the machine could do two in every cycle.
final class ScalarKernels implements Kernels {
    static final ScalarKernels INSTANCE = new ScalarKernels();

    static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ScalarKernels() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i < length - 7; i += 8) {
            s0 += a[aFrom + i] * b[bFrom + i];
            s1 += a[aFrom + i + 1] * b[bFrom + i + 1];
            s2 += a[aFrom + i + 2] * b[bFrom + i + 2];
            s3 += a[aFrom + i + 3] * b[bFrom + i + 3];
            s4 += a[aFrom + i + 4] * b[bFrom + i + 4];
            s5 += a[aFrom + i + 5] * b[bFrom + i + 5];
            s6 += a[aFrom + i + 6] * b[bFrom + i + 6];
            s7 += a[aFrom + i + 7] * b[bFrom + i + 7];
        }
        for (; i < length; i++) {
            s0 += a[aFrom + i] * b[bFrom + i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    @Override
    public float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float s0 = 0;
        float s1 = 0;
        int i = 0;
        for (; i < length - 1; i += 2) {
            float d0 = a[aFrom + i] - b[bFrom + i];
            float d1 = a[aFrom + i + 1] - b[bFrom + i + 1];
            s0 += d0 * d0;
            s1 += d1 * d1;
        }
        if (i < length) {
            float d = a[aFrom + i] - b[bFrom + i];
            s0 += d * d;
        }
        return s0 + s1;
    }

    @Override
    public void axpy(float alpha, float[] x, int xFrom, float[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] += alpha * x[xFrom + i];
        }
    }

    @Override
    public void scale(float alpha, float[] x, int from, int length) {
        for (int i = from; i < from + length; i++) {
            x[i] *= alpha;
        }
    }

    /// A row is copied to an array first: from there the loops are compiled soon and check little, which is what counts
    /// in a process that asks one question and ends. Products are written over the copy, because the JIT makes vectors
    /// of a loop of products, but not of a sum of them.
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
        float[] row = new float[dimension];
        for (int r = 0; r < count; r++) {
            widen(type, rows, offset + r * stride, row, 0, dimension);
            multiplyInPlace(row, query);
            into[from + r] = sum(row);
        }
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

    private static void multiplyInPlace(float[] x, float[] by) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= by[i];
        }
    }

    private static float sum(float[] x) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i < x.length - 7; i += 8) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
            s4 += x[i + 4];
            s5 += x[i + 5];
            s6 += x[i + 6];
            s7 += x[i + 7];
        }
        for (; i < x.length; i++) {
            s0 += x[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /// Eight columns at a time, whose sums stay in registers.
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
        int wide = width - width % 8;
        for (int r = 0; r < rows; r++) {
            int row = aFrom + r * inner;
            int to = from + r * width;
            for (int j = 0; j < wide; j += 8) {
                eightColumns(a, row, inner, b, j, width, into, to + j);
            }
            for (int j = wide; j < width; j++) {
                float sum = 0;
                for (int i = 0; i < inner; i++) {
                    sum += a[row + i] * b[i * width + j];
                }
                into[to + j] = sum;
            }
        }
    }

    private static void eightColumns(
            float[] a, int row, int inner, float[] b, int from, int width, float[] into, int to) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int i = 0, column = from; i < inner; i++, column += width) {
            float value = a[row + i];
            s0 += value * b[column];
            s1 += value * b[column + 1];
            s2 += value * b[column + 2];
            s3 += value * b[column + 3];
            s4 += value * b[column + 4];
            s5 += value * b[column + 5];
            s6 += value * b[column + 6];
            s7 += value * b[column + 7];
        }
        into[to] = s0;
        into[to + 1] = s1;
        into[to + 2] = s2;
        into[to + 3] = s3;
        into[to + 4] = s4;
        into[to + 5] = s5;
        into[to + 6] = s6;
        into[to + 7] = s7;
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
        leastTwo(matrix, rows, width, offsets, least, row, second, 0);
    }

    /// As [#leastTwo(float\[\], int, int, float\[\], float\[\], int\[\], float\[\])], from a column on.
    static void leastTwo(
            float[] matrix,
            int rows,
            int width,
            float[] offsets,
            float[] least,
            int[] row,
            float[] second,
            int from) {
        Arrays.fill(least, from, width, Float.POSITIVE_INFINITY);
        Arrays.fill(second, from, width, Float.POSITIVE_INFINITY);
        Arrays.fill(row, from, width, 0);
        for (int r = 0; r < rows; r++) {
            for (int j = from; j < width; j++) {
                float value = offsets[r] - 2 * matrix[r * width + j];
                if (value < least[j]) {
                    second[j] = least[j];
                    least[j] = value;
                    row[j] = r;
                } else if (value < second[j]) {
                    second[j] = value;
                }
            }
        }
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
        for (int r = 0; r < count; r++) {
            into[r] = squaredDistance(rows, starts[r], query, queryFrom, dimension);
        }
    }

    @Override
    public void sumRows(float[] rows, int[] starts, int count, int dimension, float[] into) {
        int wide = dimension - dimension % 4;
        for (int j = 0; j < wide; j += 4) {
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            for (int r = 0; r < count; r++) {
                int at = starts[r] + j;
                s0 += rows[at];
                s1 += rows[at + 1];
                s2 += rows[at + 2];
                s3 += rows[at + 3];
            }
            into[j] = s0;
            into[j + 1] = s1;
            into[j + 2] = s2;
            into[j + 3] = s3;
        }
        for (int j = wide; j < dimension; j++) {
            float sum = 0;
            for (int r = 0; r < count; r++) {
                sum += rows[starts[r] + j];
            }
            into[j] = sum;
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
        switch (type) {
            case FLOAT32 -> MemorySegment.copy(source, FLOAT, offset, into, from, length);
            case FLOAT16 -> {
                short[] stored = stored(source, offset, length);
                for (int i = 0; i < length; i++) {
                    into[from + i] = Float.float16ToFloat(stored[i]);
                }
            }
            case BFLOAT16 -> {
                short[] stored = stored(source, offset, length);
                for (int i = 0; i < length; i++) {
                    into[from + i] = Float.intBitsToFloat(stored[i] << 16);
                }
            }
        }
    }

    @Override
    public void narrow(
            ElementType type,
            float[] source,
            int from,
            MemorySegment into,
            long offset,
            int length) {
        switch (type) {
            case FLOAT32 -> MemorySegment.copy(source, from, into, FLOAT, offset, length);
            case FLOAT16 -> {
                for (int i = 0; i < length; i++) {
                    into.set(SHORT, offset + 2L * i, Float.floatToFloat16(source[from + i]));
                }
            }
            case BFLOAT16 -> {
                for (int i = 0; i < length; i++) {
                    into.set(SHORT, offset + 2L * i, toBfloat16(source[from + i]));
                }
            }
        }
    }

    private static short[] stored(MemorySegment source, long offset, int length) {
        short[] stored = new short[length];
        MemorySegment.copy(source, SHORT, offset, stored, 0, length);
        return stored;
    }

    /// Round to nearest, ties to even; a NaN keeps its sign and becomes quiet.
    static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
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
        for (int d = 0; d < width; d++) {
            float sum = 0;
            for (int i = from; i < to; i++) {
                sum += rows[offsets[i] + d];
            }
            into[at + d] = sum * scale;
        }
    }

    @Override
    public void addToRows(
            float[] rows, int[] offsets, int from, int to, float[] change, int at, int width) {
        for (int i = from; i < to; i++) {
            for (int d = 0; d < width; d++) {
                rows[offsets[i] + d] += change[at + d];
            }
        }
    }
}
