package dev.akin.vocabulary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Counts words given as bytes, and numbers them from 0 in the order of their first appearance. Not thread-safe.
///
/// Open addressing over slots of two longs: the word's first eight bytes (with zeros behind a shorter one), and a tag of
/// 24 bits of hash, 8 bits of length and 32 bits of id. A word of up to eight bytes, as most are, is told from all others
/// by its slot alone, so that a look-up touches one cache line; only longer ones are compared with the bytes kept aside.
/// Ids rise with the first appearance, so the counts of frequent words lie close together.
final class WordTable {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final int LONGEST_EXACT = 255;

    /// The sign of the id in a slot.
    private static final long NEGATIVE_ID = 1L << (Integer.SIZE - 1);

    private long[] slots = new long[2 << 12];
    private int shift = Long.SIZE - 12;
    private int size;
    private long[] counts = new long[1 << 11];
    private long[] firsts = new long[1 << 11];
    private int[] ends = new int[1 << 11];
    private byte[] bytes = new byte[1 << 14];

    int size() {
        return size;
    }

    long count(int id) {
        return counts[id];
    }

    /// Adds to the word's count, or takes from it.
    void changeCount(int id, long by) {
        counts[id] += by;
    }

    /// Where the word was first seen, as [#setFirst] was told.
    long first(int id) {
        return firsts[id];
    }

    void setFirst(int id, long place) {
        firsts[id] = place;
    }

    int start(int id) {
        return id == 0 ? 0 : ends[id - 1];
    }

    int end(int id) {
        return ends[id];
    }

    /// All words, one after the other, [#start(int)] to [#end(int)] each; eight bytes more may be read.
    byte[] bytes() {
        return bytes;
    }

    /// The id of the word, which is [#size()] as it was if the word is new.
    ///
    /// @param utf8 has eight bytes behind `to`, of any value
    int add(byte[] utf8, int from, int to, long count) {
        int id = find(utf8, from, to);
        counts[id] += count;
        return id;
    }

    /// Finds the words of a batch, adds those that are new, and puts the ids where the batch says. Counts nothing.
    ///
    /// @param chunk number of the chunk that the words are from
    void findAll(WordBatch batch, int[] ids, long chunk) {
        if ((loaded(batch) & NEGATIVE_ID) != 0) {
            throw new IllegalStateException("a slot holds a negative id");
        }
        for (int i = 0; i < batch.size(); i++) {
            int known = size;
            int start = batch.start(i);
            int id = find(batch.prefix(i), batch.hash(i), batch.bytes(), start, batch.end(i));
            int place = batch.place(i);
            if (id == known) {
                firsts[id] = chunk << Integer.SIZE | place;
            }
            ids[place] = id;
        }
    }

    /// Loads the slots of a whole batch, none of which waits for another, so that the processor fetches them side by
    /// side before the first is compared. Gives the bits of all, or the loads would be optimised away.
    private long loaded(WordBatch batch) {
        long bits = 0;
        for (int i = 0; i < batch.size(); i++) {
            bits |= slots[((int) (batch.hash(i) >>> shift) << 1) + 1];
        }
        return bits;
    }

    /// Counts words that are in the table; negative ids are passed over.
    void count(int[] ids, int length) {
        for (int i = 0; i < length; i++) {
            int id = ids[i];
            if (id >= 0) {
                counts[id]++;
            }
        }
    }

    private int find(byte[] utf8, int from, int to) {
        long prefix = prefix(utf8, from, to - from);
        return find(prefix, hash(utf8, from, to, prefix), utf8, from, to);
    }

    private int find(long prefix, long hash, byte[] utf8, int from, int to) {
        int length = to - from;
        int tag = tag(hash, length);
        int mask = slots.length - 1;
        int slot = (int) (hash >>> shift) << 1;
        while (true) {
            long word = slots[slot + 1];
            if ((int) (word >>> Integer.SIZE) == tag
                    && slots[slot] == prefix
                    && (length <= Long.BYTES || same((int) word, utf8, from, length))) {
                return (int) word;
            }
            if (word == 0) {
                return insert(slot, prefix, tag, utf8, from, to);
            }
            slot = (slot + 2) & mask;
        }
    }

    static void store(byte[] bytes, int at, long eight) {
        LONG.set(bytes, at, eight);
    }

    static long prefix(byte[] utf8, int from, int length) {
        long eight = (long) LONG.get(utf8, from);
        return length < Long.BYTES ? eight & -1L >>> (Long.SIZE - Byte.SIZE * length) : eight;
    }

    private static int tag(long hash, int length) {
        return (int) hash << 8 | Math.min(length, LONGEST_EXACT);
    }

    static long hash(byte[] utf8, int from, int to, long prefix) {
        int length = to - from;
        long hash = length <= Long.BYTES ? prefix ^ length : hashLong(utf8, from, to, prefix);
        hash *= MULTIPLIER;
        hash ^= hash >>> 32;
        return hash * MULTIPLIER;
    }

    private static long hashLong(byte[] utf8, int from, int to, long prefix) {
        long hash = prefix * MULTIPLIER;
        int last = to - Long.BYTES;
        for (int i = from + Long.BYTES; i < last; i += Long.BYTES) {
            hash = (Long.rotateLeft(hash, 29) ^ (long) LONG.get(utf8, i)) * MULTIPLIER;
        }
        return Long.rotateLeft(hash, 29) ^ (long) LONG.get(utf8, last) ^ (to - from);
    }

    private boolean same(int id, byte[] utf8, int from, int length) {
        int start = start(id);
        if (ends[id] - start != length) {
            return false;
        }
        for (int i = Long.BYTES; i < length - Long.BYTES; i += Long.BYTES) {
            if ((long) LONG.get(utf8, from + i) != (long) LONG.get(bytes, start + i)) {
                return false;
            }
        }
        int last = length - Long.BYTES;
        return (long) LONG.get(utf8, from + last) == (long) LONG.get(bytes, start + last);
    }

    private int insert(int slot, long prefix, int tag, byte[] utf8, int from, int to) {
        int id = size++;
        if (id == counts.length) {
            int grown = Math.addExact(id, Math.max(16, id >> 1));
            counts = Arrays.copyOf(counts, grown);
            firsts = Arrays.copyOf(firsts, grown);
            ends = Arrays.copyOf(ends, grown);
        }
        keep(utf8, from, to, id);
        slots[slot] = prefix;
        slots[slot + 1] = (long) tag << Integer.SIZE | id;
        if (2L * size > slots.length >> 1) {
            grow();
        }
        return id;
    }

    private void keep(byte[] utf8, int from, int to, int id) {
        int start = start(id);
        int needed = Math.addExact(Math.addExact(start, to - from), Long.BYTES);
        if (needed > bytes.length) {
            long grown = Math.min(Integer.MAX_VALUE - 8L, needed + (long) (needed >> 1));
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, grown));
        }
        System.arraycopy(utf8, from, bytes, start, to - from);
        ends[id] = start + to - from;
    }

    private void grow() {
        slots = new long[Math.multiplyExact(slots.length, 2)];
        shift--;
        int mask = slots.length - 1;
        for (int id = 0; id < size; id++) {
            place(id, mask);
        }
    }

    private void place(int id, int mask) {
        int start = start(id);
        int length = ends[id] - start;
        long prefix = prefix(bytes, start, length);
        long hash = hash(bytes, start, ends[id], prefix);
        int slot = (int) (hash >>> shift) << 1;
        while (slots[slot + 1] != 0) {
            slot = (slot + 2) & mask;
        }
        slots[slot] = prefix;
        slots[slot + 1] = (long) tag(hash, length) << Integer.SIZE | id;
    }
}
