package dev.akin.vocabulary;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The order of keys by their unsigned UTF-8 bytes, which is the order of their code points.
final class KeyOrder {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfLong BIG_ENDIAN =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private KeyOrder() {}

    static int compare(MemorySegment key, MemorySegment bytes, long from, long to) {
        return compare(key, 0, key.byteSize(), bytes, from, to);
    }

    private static int compare(
            MemorySegment a, long aFrom, long aTo, MemorySegment b, long bFrom, long bTo) {
        long mismatch = MemorySegment.mismatch(a, aFrom, aTo, b, bFrom, bTo);
        if (mismatch < 0) {
            return 0;
        }
        if (aFrom + mismatch == aTo || bFrom + mismatch == bTo) {
            return Long.compare(aTo - aFrom, bTo - bFrom);
        }
        return Byte.compareUnsigned(
                a.get(ValueLayout.JAVA_BYTE, aFrom + mismatch),
                b.get(ValueLayout.JAVA_BYTE, bFrom + mismatch));
    }

    /// The ids 0 … size − 1 in the order of their keys: a merge sort that looks at the first eight bytes of two keys, and
    /// at the keys themselves only where these agree.
    static int[] sort(MemorySegment bytes, MemorySegment offsets, int size) {
        long[] prefixes = new long[size];
        int[] ids = new int[size];
        for (int id = 0; id < size; id++) {
            prefixes[id] = prefix(bytes, at(offsets, id), at(offsets, id + 1));
            ids[id] = id;
        }
        int[] from = ids;
        int[] to = new int[size];
        for (int run = 1; run < size && run > 0; run *= 2) {
            for (long low = 0; low < size; low += 2L * run) {
                int middle = (int) Math.min(size, low + run);
                int high = (int) Math.min(size, low + 2L * run);
                merge(bytes, offsets, prefixes, from, to, (int) low, middle, high);
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(
            MemorySegment bytes,
            MemorySegment offsets,
            long[] prefixes,
            int[] from,
            int[] to,
            int low,
            int middle,
            int high) {
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            boolean takeLeft =
                    right == high
                            || (left < middle
                                    && precedes(bytes, offsets, prefixes, from[left], from[right]));
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }

    private static boolean precedes(
            MemorySegment bytes, MemorySegment offsets, long[] prefixes, int a, int b) {
        int comparison = Long.compareUnsigned(prefixes[a], prefixes[b]);
        return comparison != 0
                ? comparison < 0
                : compare(
                                bytes,
                                at(offsets, a),
                                at(offsets, a + 1),
                                bytes,
                                at(offsets, b),
                                at(offsets, b + 1))
                        <= 0;
    }

    /// The first eight bytes, the first of them highest; a shorter key is filled up with zeros.
    private static long prefix(MemorySegment bytes, long from, long to) {
        if (from + Long.BYTES <= bytes.byteSize()) {
            long eight = bytes.get(BIG_ENDIAN, from);
            long missing = Long.BYTES - (to - from);
            return missing <= 0
                    ? eight
                    : missing == Long.BYTES ? 0 : eight & (-1L << (8 * missing));
        }
        long eight = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            long next = from + i < to ? bytes.get(ValueLayout.JAVA_BYTE, from + i) & 0xff : 0;
            eight = (eight << 8) | next;
        }
        return eight;
    }

    private static long at(MemorySegment offsets, int id) {
        return offsets.get(LONG, (long) Long.BYTES * id);
    }
}
