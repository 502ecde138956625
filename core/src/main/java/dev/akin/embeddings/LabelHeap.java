package dev.akin.embeddings;

import java.util.Arrays;

/// The k best labels, in a binary heap whose least is on top. Among equal scores it keeps and orders what the heaps of the
/// C++ library would, so that fastText's answers come out of it where scores are tied. Not thread-safe.
final class LabelHeap {
    private final int k;
    private float[] scores = new float[8];
    private int[] labels = new int[8];
    private int size;

    LabelHeap(int k) {
        this.k = k;
    }

    int size() {
        return size;
    }

    int label(int place) {
        return labels[place];
    }

    float score(int place) {
        return scores[place];
    }

    /// Whether it keeps one label only.
    boolean onlyOne() {
        return k == 1;
    }

    /// Whether a score is too low to enter.
    boolean refuses(float score) {
        return size == k && score < scores[0];
    }

    /// Adds a label, and drops the least if there are more than k.
    void add(int label, float score) {
        if (size == scores.length) {
            scores = Arrays.copyOf(scores, 2 * size);
            labels = Arrays.copyOf(labels, 2 * size);
        }
        size++;
        rise(size - 1, label, score);
        if (size > k) {
            size--;
            removeTop(size);
        }
    }

    /// The best first; nothing may be added afterwards.
    void sort() {
        for (int end = size - 1; end > 0; end--) {
            int label = labels[0];
            float score = scores[0];
            removeTop(end);
            labels[end] = label;
            scores[end] = score;
        }
    }

    private void rise(int from, int label, float score) {
        int hole = from;
        while (hole > 0 && scores[(hole - 1) / 2] > score) {
            int parent = (hole - 1) / 2;
            put(hole, labels[parent], scores[parent]);
            hole = parent;
        }
        put(hole, label, score);
    }

    /// Fills the top with the entry at `end`, which is no longer part of the heap: the hole sinks to the bottom first.
    private void removeTop(int end) {
        int label = labels[end];
        float score = scores[end];
        int hole = 0;
        for (int child = 2; child <= end; child = 2 * hole + 2) {
            if (child == end || scores[child] > scores[child - 1]) {
                child--;
            }
            put(hole, labels[child], scores[child]);
            hole = child;
        }
        rise(hole, label, score);
    }

    private void put(int place, int label, float score) {
        labels[place] = label;
        scores[place] = score;
    }
}
