package dev.akin.table;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A table of one byte a number: number i of a row is `scale[i] × (code − zero[i])`. Made from numbers, each dimension's
/// range is cut into 255 steps, as sentence-transformers' `quantize_embeddings` does for int8.
///
/// What is read differs from what was quantised by half a step at the most.
public final class Int8Table extends DecodedTable {
    private static final int STEPS = 255;

    private final MemorySegment codes;
    private final float[] scale;
    private final float[] zero;

    private Int8Table(MemorySegment codes, float[] scale, float[] zero, int rows) {
        super(rows, scale.length);
        this.codes = codes;
        this.scale = scale;
        this.zero = zero;
    }

    /// A view of codes; the arrays are copied.
    ///
    /// @param codes I8 [rows, dimension]
    /// @param scale [dimension]
    /// @param zero [dimension]: the code that stands for 0, which need not be whole
    /// @throws IllegalArgumentException if the sizes do not agree
    public static Int8Table of(MemorySegment codes, float[] scale, float[] zero) {
        if (scale.length == 0 || scale.length != zero.length) {
            throw new IllegalArgumentException(
                    "there are " + scale.length + " scales but " + zero.length + " zeros");
        }
        long rows = codes.byteSize() / scale.length;
        if (codes.byteSize() % scale.length != 0 || rows > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    codes.byteSize() + " codes are no rows of " + scale.length);
        }
        return new Int8Table(codes, scale.clone(), zero.clone(), (int) rows);
    }

    /// A copy of `source`, off-heap, each number rounded to the nearest step of its dimension's range.
    public static Int8Table copyOf(EmbeddingTable source) {
        int dimension = source.dimension();
        float[] least = new float[dimension];
        float[] most = new float[dimension];
        ranges(source, least, most);
        float[] scale = new float[dimension];
        float[] zero = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            float step = (most[i] - least[i]) / STEPS;
            scale[i] = step > 0 ? step : 1;
            zero[i] = Byte.MIN_VALUE - least[i] / scale[i];
        }
        long bytes = (long) source.rows() * dimension;
        MemorySegment codes = Arena.ofAuto().allocate(Math.max(1, bytes), 64).asSlice(0, bytes);
        Int8Table table = new Int8Table(codes, scale, zero, source.rows());
        table.fill(source);
        return table;
    }

    private static void ranges(EmbeddingTable source, float[] least, float[] most) {
        float[] row = new float[source.dimension()];
        if (source.rows() > 0) {
            source.read(0, 1, least, 0);
            System.arraycopy(least, 0, most, 0, most.length);
        }
        for (int r = 1; r < source.rows(); r++) {
            source.read(r, 1, row, 0);
            for (int i = 0; i < row.length; i++) {
                least[i] = Math.min(least[i], row[i]);
                most[i] = Math.max(most[i], row[i]);
            }
        }
    }

    private void fill(EmbeddingTable source) {
        float[] row = new float[dimension()];
        for (int r = 0; r < rows(); r++) {
            source.read(r, 1, row, 0);
            for (int i = 0; i < row.length; i++) {
                int code = Math.round(row[i] / scale[i] + zero[i]);
                codes.set(
                        ValueLayout.JAVA_BYTE,
                        (long) r * row.length + i,
                        (byte) Math.clamp(code, Byte.MIN_VALUE, Byte.MAX_VALUE));
            }
        }
    }

    /// I8 [rows, dimension], read only.
    public MemorySegment codes() {
        return codes.asReadOnly();
    }

    /// What a step of each dimension is worth: a copy.
    public float[] scale() {
        return scale.clone();
    }

    /// The code of each dimension that stands for 0: a copy.
    public float[] zero() {
        return zero.clone();
    }

    @Override
    public long bytes() {
        return codes.byteSize() + 2L * Float.BYTES * scale.length;
    }

    @Override
    void decode(int row, float[] into, int from) {
        long at = (long) row * scale.length;
        for (int i = 0; i < scale.length; i++) {
            into[from + i] = scale[i] * (codes.get(ValueLayout.JAVA_BYTE, at + i) - zero[i]);
        }
    }
}
