package dev.akin.kernel;

import org.jspecify.annotations.Nullable;

/// Bags of rows that are summed, one behind the other: bag `b` is `ids[offsets[b] … offsets[b + 1] − 1]`, the last one ends with
/// `ids`.
///
/// @param weights one for each id; null for none
/// @param skipped an id that counts for nothing; −1 for none
/// @param mean whether sums are divided by how many rows they are of
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RowBags(
        int[] ids, int[] offsets, float @Nullable [] weights, int skipped, boolean mean) {
    /// Where a bag ends.
    public int end(int bag) {
        return bag + 1 < offsets.length ? offsets[bag + 1] : ids.length;
    }

    /// How many rows a bag is of.
    public int count(int bag) {
        int count = end(bag) - offsets[bag];
        for (int i = offsets[bag]; skipped >= 0 && i < end(bag); i++) {
            count -= ids[i] == skipped ? 1 : 0;
        }
        return count;
    }

    /// What a bag's sum is multiplied by.
    public float scale(int bag) {
        return mean ? 1f / Math.max(1, count(bag)) : 1;
    }
}
