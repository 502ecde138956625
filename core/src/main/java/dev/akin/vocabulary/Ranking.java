package dev.akin.vocabulary;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/// Puts counted words in the order of a vocabulary: descending count, ties by first appearance.
final class Ranking {
    private static final int DIGITS = 1 << Byte.SIZE;

    private Ranking() {}

    /// The ids of the words that reach `minCount`, the most frequent first, at most `maxWords` of them.
    static int[] rank(WordTable words, long minCount, int maxWords) {
        int[] ids = new int[words.size()];
        int size = 0;
        for (int id = 0; id < words.size(); id++) {
            if (words.count(id) >= minCount) {
                ids[size++] = id;
            }
        }
        int[] kept = Arrays.copyOf(ids, size);
        sort(kept, id -> words.first((int) id));
        sort(kept, id -> ~words.count((int) id));
        return size > maxWords ? Arrays.copyOf(kept, maxWords) : kept;
    }

    /// Sorts by unsigned key and keeps the order of equals: by one byte after the other, from the lowest, those left
    /// out that are the same for all.
    private static void sort(int[] ids, LongUnaryOperator key) {
        long[] keys = new long[ids.length];
        long ones = 0;
        long zeros = 0;
        for (int i = 0; i < ids.length; i++) {
            keys[i] = key.applyAsLong(ids[i]);
            ones |= keys[i];
            zeros |= ~keys[i];
        }
        int[] sortedIds = new int[ids.length];
        long[] sortedKeys = new long[ids.length];
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            if (((ones & zeros) >>> shift & (DIGITS - 1)) != 0) {
                distribute(ids, keys, shift, sortedIds, sortedKeys);
                System.arraycopy(sortedIds, 0, ids, 0, ids.length);
                System.arraycopy(sortedKeys, 0, keys, 0, ids.length);
            }
        }
    }

    private static void distribute(
            int[] ids, long[] keys, int shift, int[] sortedIds, long[] sortedKeys) {
        int[] places = new int[DIGITS + 1];
        for (long key : keys) {
            places[(int) (key >>> shift & (DIGITS - 1)) + 1]++;
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            places[digit + 1] += places[digit];
        }
        for (int i = 0; i < ids.length; i++) {
            int place = places[(int) (keys[i] >>> shift & (DIGITS - 1))]++;
            sortedIds[place] = ids[i];
            sortedKeys[place] = keys[i];
        }
    }
}
