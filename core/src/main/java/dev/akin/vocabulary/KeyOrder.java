package dev.akin.vocabulary;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;

/// The order of keys by their unsigned UTF-8 bytes, which is the order of their code points.
final class KeyOrder {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

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

    static int[] sort(MemorySegment bytes, MemorySegment offsets, int size) {
        Integer[] ids = new Integer[size];
        Arrays.setAll(ids, i -> i);
        Comparator<Integer> byBytes =
                (a, b) ->
                        compare(
                                bytes,
                                at(offsets, a),
                                at(offsets, a + 1),
                                bytes,
                                at(offsets, b),
                                at(offsets, b + 1));
        Arrays.parallelSort(ids, byBytes);
        return Arrays.stream(ids).mapToInt(Integer::intValue).toArray();
    }

    private static long at(MemorySegment offsets, int id) {
        return offsets.get(LONG, (long) Long.BYTES * id);
    }
}
