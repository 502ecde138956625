package dev.akin.vocabulary;

import java.util.Arrays;

/// Words read and hashed but not yet looked up: a [WordTable] finds many at a time faster than one by one, since their
/// cache misses then overlap. Not thread-safe.
final class WordBatch {
    private static final int WORDS = 128;

    private final long[] prefixes = new long[WORDS];
    private final long[] hashes = new long[WORDS];
    private final int[] ends = new int[WORDS + 1];
    private final int[] places = new int[WORDS];
    private byte[] bytes = new byte[32 * WORDS];
    private int size;

    /// Keeps a copy of the word.
    ///
    /// @param place where its id goes
    void add(byte[] utf8, int from, int to, int place) {
        int length = to - from;
        long prefix = WordTable.prefix(utf8, from, length);
        prefixes[size] = prefix;
        hashes[size] = WordTable.hash(utf8, from, to, prefix);
        places[size] = place;
        int start = ends[size++];
        ends[size] = start + length;
        long needed = (long) start + length + Long.BYTES;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, 2 * needed));
        }
        if (length <= Long.BYTES) {
            WordTable.store(bytes, start, prefix);
        } else {
            System.arraycopy(utf8, from, bytes, start, length);
        }
    }

    boolean full() {
        return size == WORDS;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    long prefix(int i) {
        return prefixes[i];
    }

    long hash(int i) {
        return hashes[i];
    }

    int place(int i) {
        return places[i];
    }

    int start(int i) {
        return ends[i];
    }

    int end(int i) {
        return ends[i + 1];
    }

    /// The words, one after the other, and eight bytes more.
    byte[] bytes() {
        return bytes;
    }
}
