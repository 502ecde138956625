package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.QuantizedTable;
import java.lang.foreign.MemorySegment;

/// Reads the quantised matrices of a `.ftz` (`QuantMatrix::load`, `ProductQuantizer::load`).
final class FastTextCodes {
    private static final String WHAT = "a quantised matrix";

    private FastTextCodes() {}

    /// What follows the sizes of the matrix.
    static QuantizedTable read(Cursor cursor, int rows, int dimension, boolean norms)
            throws MalformedFileException {
        long begin = cursor.at();
        int bytes = cursor.readInt(WHAT);
        if (bytes < 0) {
            throw cursor.malformed(begin, "a quantised matrix says " + bytes + " bytes of codes");
        }
        MemorySegment codes = cursor.slice(bytes, "the codes of a quantised matrix");
        QuantizedTable.Codes vectors = codes(cursor, codes, rows, dimension);
        return new QuantizedTable(vectors, norms ? norms(cursor, rows) : null);
    }

    private static QuantizedTable.Codes norms(Cursor cursor, int rows)
            throws MalformedFileException {
        MemorySegment codes = cursor.slice(rows, "the norms of a quantised matrix");
        return codes(cursor, codes, rows, 1);
    }

    private static QuantizedTable.Codes codes(
            Cursor cursor, MemorySegment codes, int rows, int dimension)
            throws MalformedFileException {
        long begin = cursor.at();
        int numbers = cursor.readInt(WHAT);
        int parts = cursor.readInt(WHAT);
        int width = cursor.readInt(WHAT);
        int lastWidth = cursor.readInt(WHAT);
        boolean whole =
                numbers == dimension
                        && width >= 1
                        && parts == Math.ceilDiv(dimension, width)
                        && lastWidth == dimension - (parts - 1) * width
                        && codes.byteSize() == (long) rows * parts;
        if (!whole) {
            throw cursor.malformed(
                    begin,
                    "a quantiser of "
                            + numbers
                            + " numbers in "
                            + parts
                            + " parts of "
                            + width
                            + ", the last of "
                            + lastWidth
                            + ", does not fit "
                            + codes.byteSize()
                            + " codes of "
                            + rows
                            + " × "
                            + dimension);
        }
        long centroids = (long) QuantizedTable.CENTROIDS * dimension;
        if (centroids > cursor.remaining() / Float.BYTES) {
            throw cursor.malformed(
                    cursor.at(),
                    centroids
                            + " numbers of centroids do not fit into "
                            + cursor.remaining()
                            + " bytes");
        }
        return new QuantizedTable.Codes(
                codes, cursor.readFloats((int) centroids, "the centroids"), width);
    }
}
