package dev.akin.compress;

import dev.akin.table.CodesTable;
import dev.akin.table.EmbeddingTable;
import java.lang.foreign.MemorySegment;

/// Rows, their codes as they are now, and how much each row counts.
final class CodedRows {
    private final float[] values;
    private final int count;
    private final int dimension;
    private final int books;
    private final int entries;
    private final float[] norms;
    private final int[] codes;

    private CodedRows(EmbeddingTable table, int books, int entries) {
        count = table.rows();
        dimension = table.dimension();
        this.books = books;
        this.entries = entries;
        values = new float[Math.multiplyExact(count, dimension)];
        table.read(0, count, values, 0);
        norms = new float[count];
        table.norms(0, count, norms, 0);
        codes = new int[Math.multiplyExact(count, books)];
    }

    /// @throws IllegalArgumentException if a row holds a number that is not finite, or the rows are too many for an array
    static CodedRows of(EmbeddingTable table, int books, int entries) {
        if ((long) table.rows() * Math.max(table.dimension(), books) > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    table.rows()
                            + " rows of "
                            + table.dimension()
                            + " numbers are more than fit in one array");
        }
        CodedRows rows = new CodedRows(table, books, entries);
        for (int row = 0; row < rows.count; row++) {
            if (!Float.isFinite(rows.norms[row])) {
                throw new IllegalArgumentException(
                        "row "
                                + row
                                + " holds a number that is not finite, or too large; remove it");
            }
        }
        return rows;
    }

    int count() {
        return count;
    }

    int dimension() {
        return dimension;
    }

    int books() {
        return books;
    }

    int entries() {
        return entries;
    }

    /// Vectors in all codebooks.
    int vectors() {
        return books * entries;
    }

    /// All rows, one after the other: not a copy.
    float[] values() {
        return values;
    }

    /// The codes of all rows: not a copy.
    int[] codes() {
        return codes;
    }

    double squaredNorm(int row) {
        return (double) norms[row] * norms[row];
    }

    /// How much an error of this row counts: rows of zeros not at all.
    double weight(int row) {
        return norms[row] > 0 ? 1 / squaredNorm(row) : 0;
    }

    /// The codes as a table keeps them.
    MemorySegment packed() {
        int stride = CodesTable.stride(books, entries);
        byte[] packed = new byte[Math.multiplyExact(count, stride)];
        for (int row = 0; row < count; row++) {
            for (int book = 0; book < books; book++) {
                int code = codes[row * books + book];
                if (entries > CodesTable.NIBBLE) {
                    packed[row * stride + book] = (byte) code;
                } else {
                    packed[row * stride + book / 2] |= (byte) (code << (book % 2 * 4));
                }
            }
        }
        return MemorySegment.ofArray(packed);
    }
}
