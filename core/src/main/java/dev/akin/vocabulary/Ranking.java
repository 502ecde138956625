package dev.akin.vocabulary;

import java.util.Arrays;

/// Puts counted words in the order of a vocabulary: descending count, ties by first appearance.
final class Ranking {
    private Ranking() {}

    /// The ids of the words that reach `minCount`, the most frequent first, at most `maxWords` of them.
    static int[] rank(WordTable words, long minCount, int maxWords) {
        int[] kept = new int[words.size()];
        int size = 0;
        for (int id = 0; id < words.size(); id++) {
            if (words.count(id) >= minCount) {
                kept[size++] = id;
            }
        }
        int[] byFirst = byFirst(words, Arrays.copyOf(kept, size));
        int[] ranked = byCount(words, byFirst);
        return ranked.length > maxWords ? Arrays.copyOf(ranked, maxWords) : ranked;
    }

    /// No two words are first seen at the same place.
    private static int[] byFirst(WordTable words, int[] ids) {
        long[] firsts = new long[ids.length];
        Arrays.setAll(firsts, i -> words.first(ids[i]));
        Arrays.parallelSort(firsts);
        int[] sorted = new int[ids.length];
        for (int id : ids) {
            sorted[Arrays.binarySearch(firsts, words.first(id))] = id;
        }
        return sorted;
    }

    /// Sorts by count and keeps the order of equals: one sort of longs that hold a count's rank and a place.
    private static int[] byCount(WordTable words, int[] ids) {
        long[] counts = new long[ids.length];
        Arrays.setAll(counts, i -> words.count(ids[i]));
        Arrays.parallelSort(counts);
        long[] distinct = Arrays.stream(counts).distinct().toArray();
        long[] keys = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            long below = Arrays.binarySearch(distinct, words.count(ids[i]));
            keys[i] = (distinct.length - below) << Integer.SIZE | i;
        }
        Arrays.parallelSort(keys);
        int[] sorted = new int[ids.length];
        Arrays.setAll(sorted, i -> ids[(int) keys[i]]);
        return sorted;
    }
}
