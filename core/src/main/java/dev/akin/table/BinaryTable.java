package dev.akin.table;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A table of one bit a number: 1 for a number above 0, else −1. Bits lie from each byte's highest to its lowest, as in
/// sentence-transformers' `ubinary` precision.
///
/// The dot product of two rows is the dimension less twice the bits that differ.
public final class BinaryTable extends DecodedTable {
    private final MemorySegment bits;
    private final int stride;

    private BinaryTable(MemorySegment bits, int rows, int dimension) {
        super(rows, dimension);
        this.bits = bits;
        this.stride = stride(dimension);
    }

    private static int stride(int dimension) {
        return Math.ceilDiv(dimension, Byte.SIZE);
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
        return new BinaryTable(bits, rows, dimension);
    }

    /// A copy of `source`, off-heap: the signs of its numbers.
    public static BinaryTable copyOf(EmbeddingTable source) {
        int stride = stride(source.dimension());
        long bytes = (long) source.rows() * stride;
        MemorySegment bits = Arena.ofAuto().allocate(Math.max(1, bytes), 64).asSlice(0, bytes);
        float[] row = new float[source.dimension()];
        for (int r = 0; r < source.rows(); r++) {
            source.read(r, 1, row, 0);
            for (int b = 0; b < stride; b++) {
                bits.set(ValueLayout.JAVA_BYTE, (long) r * stride + b, signs(row, b * Byte.SIZE));
            }
        }
        return new BinaryTable(bits, source.rows(), source.dimension());
    }

    private static byte signs(float[] row, int from) {
        int signs = 0;
        for (int i = 0; i < Byte.SIZE && from + i < row.length; i++) {
            signs |= row[from + i] > 0 ? 0x80 >> i : 0;
        }
        return (byte) signs;
    }

    /// U8 [rows, ⌈dimension / 8⌉], read only.
    public MemorySegment bits() {
        return bits.asReadOnly();
    }

    @Override
    public long bytes() {
        return bits.byteSize();
    }

    @Override
    void decode(int row, float[] into, int from) {
        long at = (long) row * stride;
        for (int i = 0; i < dimension(); i++) {
            byte signs = bits.get(ValueLayout.JAVA_BYTE, at + i / Byte.SIZE);
            into[from + i] = (signs & 0x80 >> i % Byte.SIZE) != 0 ? 1 : -1;
        }
    }
}
