package dev.akin.table;

import dev.akin.kernel.CodeKernel;
import dev.akin.kernel.CodeWidth;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A table of one bit a number: 1 for a number above 0, else −1. Bits lie from each byte's highest to its lowest, as in
/// sentence-transformers' `ubinary` precision.
///
/// The dot product of two rows is the dimension less twice the bits that differ.
public final class BinaryTable extends CodedTable {
    private static final CodeKernel KERNEL = CodeKernel.best();

    private BinaryTable(MemorySegment bits, int rows, Scales scales) {
        super(CodeWidth.BIT, bits, rows, scales);
    }

    private static int stride(int dimension) {
        return CodeWidth.BIT.stride(dimension);
    }

    /// A view of bits.
    ///
    /// @param bits U8 [rows, ⌈dimension / 8⌉]
    /// @throws IllegalArgumentException if there are not so many
    public static BinaryTable of(MemorySegment bits, int rows, int dimension) {
        if (rows < 0 || dimension < 1 || bits.byteSize() != (long) rows * stride(dimension)) {
            throw new IllegalArgumentException(
                    rows + " × " + dimension + " bits do not fill " + bits.byteSize() + " bytes");
        }
        return new BinaryTable(bits, rows, Scales.plain(dimension));
    }

    /// A view of bits that stand for other numbers than 1 and −1; the arrays are copied.
    ///
    /// @param bits U8 [rows, ⌈dimension / 8⌉]
    /// @param scale [dimension]: number i is `scale[i] × (±1 − zero[i])`
    /// @param zero [dimension]
    /// @throws IllegalArgumentException if the sizes do not agree
    public static BinaryTable of(MemorySegment bits, float[] scale, float[] zero) {
        Scales scales = Scales.of(scale, zero, null);
        return new BinaryTable(bits, scales.rows(CodeWidth.BIT, bits), scales);
    }

    /// A copy of `source`, off-heap: the signs of its numbers.
    public static BinaryTable copyOf(EmbeddingTable source) {
        int stride = stride(source.dimension());
        long bytes = (long) source.rows() * stride;
        MemorySegment bits = Arena.ofAuto().allocate(Math.max(1, bytes), 64).asSlice(0, bytes);
        float[] row = new float[source.dimension()];
        for (int r = 0; r < source.rows(); r++) {
            source.read(r, 1, row, 0);
            KERNEL.narrow(CodeWidth.BIT, row, 1, row.length, bits, (long) r * stride);
        }
        return of(bits, source.rows(), source.dimension());
    }

    /// U8 [rows, ⌈dimension / 8⌉], read only.
    public MemorySegment bits() {
        return codes();
    }

    /// What dimensions are worth: a copy.
    public float[] scale() {
        return scales().scale().clone();
    }

    /// What is taken off 1 or −1 before it is scaled: a copy.
    public float[] zero() {
        return scales().zero().clone();
    }

    /// Whether bits stand for 1 and −1.
    public boolean isPlain() {
        return scales().isPlain();
    }

    @Override
    public long bytes() {
        return isPlain() ? bits().byteSize() : super.bytes();
    }
}
