package dev.akin.kernel;

/// Where the rows of a table lie: in arrays, each of a power of two of rows.
///
/// @param blocks the arrays, not copied
/// @param shift log2 of the rows of a block
/// @param lead numbers before the first row of a block
/// @param stride numbers from one row's start to the next
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RowBlocks(float[][] blocks, int shift, int lead, int stride) {
    private static final float[] NONE = {};

    /// One row, number 0, in an array of its own.
    public static RowBlocks ofRow(float[] row) {
        return new RowBlocks(new float[][] {row}, 0, 0, row.length);
    }

    /// The array of all rows, if there is one only; else one of length 0.
    float[] only() {
        return blocks.length == 1 ? blocks[0] : NONE;
    }

    float[] block(int row) {
        return blocks[row >>> shift];
    }

    int at(int row) {
        return lead + (row & ((1 << shift) - 1)) * stride;
    }
}
