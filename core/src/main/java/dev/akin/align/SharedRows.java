package dev.akin.align;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import java.util.Arrays;

/// The rows of the keys that two tables have both, in the order of the one.
///
/// @param rows of the one table, those that can be compared
/// @param otherRows of the other, key by key
/// @param all how many keys both have, more than those that can be compared perhaps
@SuppressWarnings("ArrayRecordComponent") // never compared
record SharedRows(int[] rows, int[] otherRows, int all) {
    /// @param limit how many are compared, from the first on; rows that hold NaN or infinite numbers are passed over
    static SharedRows of(Embeddings one, Embeddings other, int limit) {
        int[] rows = new int[Math.min(limit, one.size())];
        int[] otherRows = new int[rows.length];
        int all = 0;
        int count = 0;
        for (int row = 0; row < one.size(); row++) {
            int there = other.vocabulary().id(one.vocabulary().key(row));
            if (there < 0) {
                continue;
            }
            all++;
            if (count < rows.length
                    && isFinite(one.table(), row)
                    && isFinite(other.table(), there)) {
                rows[count] = row;
                otherRows[count++] = there;
            }
        }
        return new SharedRows(Arrays.copyOf(rows, count), Arrays.copyOf(otherRows, count), all);
    }

    private static boolean isFinite(EmbeddingTable table, int row) {
        for (float number : table.row(row)) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    int count() {
        return rows.length;
    }
}
