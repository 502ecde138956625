package dev.akin.embeddings;

import dev.akin.format.SubwordTable;
import org.jspecify.annotations.Nullable;

/// Which row a bucket has, in constant time: a bit for each bucket, and how many are set before each run of 64.
/// Immutable.
final class BucketRows {
    private final long[] kept;
    private final int[] before;

    /// Null where every bucket has its row, or there are none.
    static @Nullable BucketRows of(@Nullable SubwordTable subwords) {
        return subwords == null || subwords.buckets() == null ? null : new BucketRows(subwords);
    }

    private BucketRows(SubwordTable subwords) {
        int buckets = subwords.rules().buckets();
        kept = new long[Math.ceilDiv(buckets, Long.SIZE)];
        before = new int[kept.length];
        int last = -1;
        for (int row = 0; row < subwords.rows().rows(); row++) {
            int bucket = subwords.bucket(row);
            if (bucket <= last || bucket >= buckets) {
                throw new IllegalArgumentException(
                        "the bucket "
                                + bucket
                                + " of n-grams comes after "
                                + last
                                + ", of "
                                + buckets
                                + ": the file is damaged");
            }
            kept[bucket >> 6] |= 1L << bucket;
            last = bucket;
        }
        for (int i = 1; i < before.length; i++) {
            before[i] = before[i - 1] + Long.bitCount(kept[i - 1]);
        }
    }

    /// The row, or -1.
    int row(int bucket) {
        long word = kept[bucket >> 6];
        long bit = 1L << bucket;
        return (word & bit) == 0 ? -1 : before[bucket >> 6] + Long.bitCount(word & (bit - 1));
    }
}
