package dev.akin.format;

import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Subwords;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The vectors of parts of words: how words are cut, and a row for each bucket that has one. Views, not copies: as
/// thread-safe as its parts.
///
/// @param rules how a word is cut
/// @param rows `kept × dimension`
/// @param buckets I32 [kept], little-endian, ascending: which bucket each row is for; null where every bucket has its row
public record SubwordTable(Subwords rules, EmbeddingTable rows, @Nullable MemorySegment buckets) {
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// @throws IllegalArgumentException if there are not as many rows as buckets
    public SubwordTable {
        long kept = buckets == null ? rules.buckets() : buckets.byteSize() / Integer.BYTES;
        if (rows.rows() != kept) {
            throw new IllegalArgumentException(
                    "there are "
                            + kept
                            + (buckets == null ? " buckets" : " kept buckets")
                            + " of n-grams, but "
                            + rows.rows()
                            + " rows");
        }
    }

    /// The row of a bucket, or -1 if it has none.
    public int row(int bucket) {
        return buckets == null ? bucket : search(buckets, bucket);
    }

    /// The bucket that a row is for.
    ///
    /// @throws IndexOutOfBoundsException if the row is not 0 … rows − 1
    public int bucket(int row) {
        Objects.checkIndex(row, rows.rows());
        return buckets == null ? row : buckets.get(INT, (long) Integer.BYTES * row);
    }

    /// The rows of the n-grams of the word whose UTF-8 is `utf8[from … to − 1]`, -1 for one that counts as zeros.
    public int[] rows(byte[] utf8, int from, int to) {
        int[] found = rules.buckets(utf8, from, to);
        int kept = 0;
        for (int bucket : found) {
            int row = row(bucket);
            if (row >= 0 || !rules.pruned()) {
                found[kept++] = row;
            }
        }
        return kept == found.length ? found : Arrays.copyOf(found, kept);
    }

    private static int search(MemorySegment sorted, int bucket) {
        int low = 0;
        int high = (int) (sorted.byteSize() / Integer.BYTES) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = sorted.get(INT, (long) Integer.BYTES * middle);
            if (found == bucket) {
                return middle;
            }
            if (found < bucket) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
