package dev.akin.evaluate;

import java.util.Arrays;

/// Distinct n-grams in rising order, with a count each.
@SuppressWarnings("ArrayRecordComponent") // never compared
record NgramCounts(long[] keys, int[] counts) {

    /// @param keys in any order; sorted here
    static NgramCounts of(long[] keys) {
        Arrays.sort(keys);
        long[] distinct = new long[keys.length];
        int[] counts = new int[keys.length];
        int size = 0;
        for (int i = 0; i < keys.length; i++) {
            if (i == 0 || keys[i] != keys[i - 1]) {
                distinct[size++] = keys[i];
            }
            counts[size - 1]++;
        }
        return new NgramCounts(Arrays.copyOf(distinct, size), Arrays.copyOf(counts, size));
    }

    /// How many different words stand before each n-gram that is one word shorter.
    ///
    /// @param mask the bits of a shorter n-gram
    long[] shorter(long mask) {
        return Arrays.stream(keys).map(key -> key & mask).toArray();
    }
}
