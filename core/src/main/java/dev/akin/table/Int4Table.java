package dev.akin.table;

import dev.akin.kernel.CodeWidth;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A table of four bits a number, two in a byte, the first one in its lower half: number i of row r is
/// `scale[i] × (row[r] × (code − 7.5) − zero[i])`, where codes are 0 … 15.
///
/// Scored without unpacking. Thread-safe.
public final class Int4Table extends CodedTable {
    private Int4Table(MemorySegment codes, int rows, Scales scales) {
        super(CodeWidth.HALF, codes, rows, scales);
    }

    /// A view of codes; the arrays are copied.
    ///
    /// @param codes U8 [rows, ⌈dimension / 2⌉]
    /// @param scale [dimension]
    /// @param zero [dimension]
    /// @param rowScale F32 [rows], little-endian: NaN for a row of zeros; null where it is 1 for every row
    /// @throws IllegalArgumentException if the sizes do not agree
    public static Int4Table of(
            MemorySegment codes, float[] scale, float[] zero, @Nullable MemorySegment rowScale) {
        Scales scales = Scales.of(scale, zero, rowScale);
        return new Int4Table(codes, scales.rows(CodeWidth.HALF, codes), scales);
    }

    /// What dimensions are worth: a copy.
    public float[] scale() {
        return scales().scale().clone();
    }

    /// What is taken off each number before it is scaled: a copy.
    public float[] zero() {
        return scales().zero().clone();
    }

    /// F32 [rows], little-endian, read only; null where it is 1 for every row.
    public @Nullable MemorySegment rowScale() {
        return scales().readOnlyRows();
    }
}
