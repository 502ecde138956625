package dev.akin.embeddings;

import dev.akin.format.SubwordTable;
import dev.akin.vocabulary.Subwords;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Which row a bucket has, in constant time and one look at memory: for each run of 32 buckets a bit for each, and above
/// them how many are set before the run. Immutable.
final class BucketRows {
    private static final int RUN = Integer.SIZE;
    private static final int MOST = 1 << 28;

    private final long[] runs;
    private final boolean pruned;

    /// @param count how many buckets have rows
    /// @param bucketOf the bucket of each row, ascending
    private BucketRows(Subwords rules, int count, IntUnaryOperator bucketOf) {
        int buckets = rules.buckets();
        if (buckets > MOST) {
            throw new IllegalArgumentException(
                    "there are "
                            + buckets
                            + " buckets of n-grams, but at most "
                            + MOST
                            + " are read");
        }
        runs = new long[Math.ceilDiv(buckets, RUN)];
        pruned = rules.pruned();
        int last = -1;
        for (int row = 0; row < count; row++) {
            int bucket = bucketOf.applyAsInt(row);
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
            runs[bucket / RUN] |= 1L << bucket % RUN;
            last = bucket;
        }
        long before = 0;
        for (int i = 0; i < runs.length; i++) {
            int here = Long.bitCount(runs[i]);
            runs[i] |= before << RUN;
            before += here;
        }
    }

    /// Null where every bucket has its row, or there are none.
    static @Nullable BucketRows of(@Nullable SubwordTable subwords) {
        return subwords == null || subwords.buckets() == null
                ? null
                : new BucketRows(subwords.rules(), subwords.rows().rows(), subwords::bucket);
    }

    /// @param buckets the bucket of each row, ascending
    static BucketRows of(Subwords rules, int[] buckets) {
        return new BucketRows(rules, buckets.length, row -> buckets[row]);
    }

    /// Writes the rows of the first `count` buckets, `base` added, from index `at`: of a pruned model only those there are,
    /// else -1 for one without a row. Without a branch for each, which could not be foreseen.
    ///
    /// @return the index after the last
    int rows(int[] buckets, int count, int base, int[] into, int at) {
        int end = at;
        for (int i = 0; i < count; i++) {
            int bucket = buckets[i];
            long run = runs[bucket / RUN];
            int bits = (int) run;
            int bit = 1 << bucket % RUN;
            int kept = (bits >>> bucket % RUN) & 1;
            int row = (int) (run >>> RUN) + Integer.bitCount(bits & (bit - 1));
            into[end] = kept == 0 ? -1 : base + row;
            end += pruned ? kept : 1;
        }
        return end;
    }
}
