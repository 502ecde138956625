package dev.akin.learn;

import java.util.Arrays;

/// Which rows of the input table stand behind each word: its own, and those of its n-grams. Rows of words come first,
/// then one for each bucket.
final class Bundles {
    private final int[] buckets;
    private final int[] starts;
    private int[] rows;

    /// @param buckets the buckets that have rows, ascending
    Bundles(int words, int[] buckets) {
        this.buckets = buckets;
        starts = new int[words + 1];
        rows = new int[16 * words];
    }

    /// Says which buckets the n-grams of a word fall into. Words are set in the order of their ids.
    void set(int word, int[] grams) {
        int at = starts[word];
        if (at + 1 + grams.length > rows.length) {
            rows = Arrays.copyOf(rows, 2 * (at + 1 + grams.length));
        }
        rows[at++] = word;
        for (int bucket : grams) {
            rows[at++] = words() + Arrays.binarySearch(buckets, bucket);
        }
        starts[word + 1] = at;
    }

    int words() {
        return starts.length - 1;
    }

    /// The buckets that have rows, ascending, not a copy.
    int[] buckets() {
        return buckets;
    }

    int size(int word) {
        return starts[word + 1] - starts[word];
    }

    /// Where a word's rows begin among [#row(int)].
    int start(int word) {
        return starts[word];
    }

    int row(int at) {
        return rows[at];
    }
}
