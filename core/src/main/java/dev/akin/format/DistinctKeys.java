package dev.akin.format;

import dev.akin.vocabulary.KeyBytes;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/// Gathers the keys of a file in its order, and leaves out those that were there before. Not thread-safe.
final class DistinctKeys {
    private byte[] bytes = new byte[1 << 12];
    private long[] offsets;
    private int[] table;
    private int size;
    private int seen;
    private int[] duplicates = new int[0];
    private int duplicateCount;

    /// @param expected how many keys to make room for; more may come
    DistinctKeys(int expected) {
        offsets = new long[Math.max(16, expected + 1)];
        table = new int[Integer.highestOneBit(Math.max(8, expected)) << 2];
    }

    /// Adds a key, unless it is there.
    void add(byte[] utf8, int from, int to) {
        int mask = table.length - 1;
        int slot = KeyBytes.hash(utf8, from, to) & mask;
        for (; table[slot] != 0; slot = (slot + 1) & mask) {
            int id = table[slot] - 1;
            if (Arrays.equals(bytes, (int) offsets[id], (int) offsets[id + 1], utf8, from, to)) {
                addDuplicate();
                return;
            }
        }
        table[slot] = size + 1;
        append(utf8, from, to);
        seen++;
        if (4L * size > 3L * table.length) {
            rehash();
        }
    }

    /// How many different keys there are.
    int size() {
        return size;
    }

    Vocabulary vocabulary() {
        return Vocabulary.view(
                MemorySegment.ofArray(Arrays.copyOf(bytes, (int) offsets[size])),
                MemorySegment.ofArray(Arrays.copyOf(offsets, size + 1)),
                null,
                null);
    }

    /// Moves rows so that those of duplicates are gone; the first [#size()] rows are what is left.
    MemorySegment compact(MemorySegment rows, long stride) {
        for (int d = 0; d < duplicateCount; d++) {
            int from = duplicates[d] + 1;
            int to = d + 1 < duplicateCount ? duplicates[d + 1] : seen;
            MemorySegment.copy(
                    rows, from * stride, rows, (from - d - 1) * stride, (to - from) * stride);
        }
        return rows;
    }

    /// The numbers of the keys that are kept, counted over all that were added.
    int[] kept() {
        int[] kept = new int[size];
        int d = 0;
        for (int i = 0, k = 0; i < seen; i++) {
            if (d < duplicateCount && duplicates[d] == i) {
                d++;
            } else {
                kept[k++] = i;
            }
        }
        return kept;
    }

    /// One line about duplicates, or nothing.
    List<String> notes() {
        return switch (duplicateCount) {
            case 0 -> List.of();
            case 1 -> List.of("1 duplicate key: first kept");
            default -> List.of(duplicateCount + " duplicate keys: first kept");
        };
    }

    private void addDuplicate() {
        if (duplicateCount == duplicates.length) {
            duplicates = Arrays.copyOf(duplicates, 2 * duplicateCount + 16);
        }
        duplicates[duplicateCount++] = seen++;
    }

    private void append(byte[] utf8, int from, int to) {
        int start = (int) offsets[size];
        long end = (long) start + to - from;
        if (end > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the keys take more than 2 GiB of UTF-8");
        }
        if (end > bytes.length) {
            bytes =
                    Arrays.copyOf(
                            bytes, (int) Math.clamp(2L * bytes.length, end, Integer.MAX_VALUE - 8));
        }
        if (size + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        System.arraycopy(utf8, from, bytes, start, to - from);
        offsets[++size] = end;
    }

    private void rehash() {
        table = new int[2 * table.length];
        int mask = table.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = KeyBytes.hash(bytes, (int) offsets[id], (int) offsets[id + 1]) & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = id + 1;
        }
    }
}
