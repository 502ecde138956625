package dev.akin.table;

import dev.akin.kernel.CodeKernel;
import dev.akin.kernel.CodeWidth;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A table of one byte a number: number i of row r is `scale[i] × (row[r] × code − zero[i])`.
///
/// Scored without unpacking. Thread-safe.
public final class Int8Table extends CodedTable {
    private static final int STEPS = 255;
    private static final CodeKernel KERNEL = CodeKernel.best();

    private Int8Table(MemorySegment codes, int rows, Scales scales) {
        super(CodeWidth.BYTE, codes, rows, scales);
    }

    /// A view of codes without a scale for each row; the arrays are copied.
    ///
    /// @param codes I8 [rows, dimension]
    /// @param scale [dimension]
    /// @param zero [dimension]: the code that stands for 0, which need not be whole
    /// @throws IllegalArgumentException if the sizes do not agree
    public static Int8Table of(MemorySegment codes, float[] scale, float[] zero) {
        return of(codes, scale, zero, null);
    }

    /// A view of codes; the arrays are copied.
    ///
    /// @param codes I8 [rows, dimension]
    /// @param scale [dimension]
    /// @param zero [dimension]
    /// @param rowScale F32 [rows], little-endian: NaN for a row of zeros; null where it is 1 for every row
    /// @throws IllegalArgumentException if the sizes do not agree
    public static Int8Table of(
            MemorySegment codes, float[] scale, float[] zero, @Nullable MemorySegment rowScale) {
        Scales scales = Scales.of(scale, zero, rowScale);
        return new Int8Table(codes, scales.rows(CodeWidth.BYTE, codes), scales);
    }

    /// A copy of `source`, off-heap: each dimension's range is cut into 255 steps, as sentence-transformers'
    /// `quantize_embeddings` does for int8, and each number is rounded to the nearest of them.
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
        fill(source, scale, zero, codes);
        return of(codes, scale, zero);
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

    private static void fill(
            EmbeddingTable source, float[] scale, float[] zero, MemorySegment codes) {
        float[] row = new float[scale.length];
        for (int r = 0; r < source.rows(); r++) {
            source.read(r, 1, row, 0);
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i] / scale[i] + zero[i];
            }
            KERNEL.narrow(CodeWidth.BYTE, row, 1, row.length, codes, (long) r * row.length);
        }
    }

    /// What dimensions are worth: a copy.
    public float[] scale() {
        return scales().scale().clone();
    }

    /// What is taken off each code before it is scaled: a copy.
    public float[] zero() {
        return scales().zero().clone();
    }

    /// F32 [rows], little-endian, read only; null where it is 1 for every row.
    public @Nullable MemorySegment rowScale() {
        return scales().readOnlyRows();
    }
}
