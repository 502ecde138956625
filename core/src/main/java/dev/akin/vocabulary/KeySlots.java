package dev.akin.vocabulary;

import java.util.Arrays;

/// 64-bit keys, each with a whole number of 0 or more: open addressing over slots of two longs, the key and the number + 1,
/// so that a look-up touches one cache line. A key may be there several times, for those whose keys are hashes. Not
/// thread-safe.
///
/// Linear probing, at most half full; what is removed leaves no mark, since those behind it move up (Knuth, The Art of
/// Computer Programming 3, §6.4, Algorithm R).
final class KeySlots {
    private static final int SMALLEST = 16;
    private static final int LARGEST = 1 << 29;

    private long[] slots;
    private int mask;
    private int size;

    KeySlots(int expected) {
        allocate(slotsFor(expected));
    }

    private static int slotsFor(long keys) {
        if (keys > LARGEST / 2) {
            throw new IllegalStateException(
                    keys + " keys are more than one table holds, which are " + LARGEST / 2);
        }
        return Math.max(
                SMALLEST, 2 << (Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, keys) - 1)));
    }

    private void allocate(int count) {
        slots = new long[2 * count];
        mask = count - 1;
    }

    int size() {
        return size;
    }

    /// Makes room for one more; slots that were searched before are not where they were.
    void reserve() {
        long needed = size + 1L;
        if (2 * needed > mask + 1) {
            grow(slotsFor(needed));
        }
    }

    private void grow(int count) {
        long[] before = slots;
        allocate(count);
        for (int i = 0; i < before.length; i += 2) {
            if (before[i + 1] != 0) {
                int slot = home(before[i]);
                while (slots[2 * slot + 1] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[2 * slot] = before[i];
                slots[2 * slot + 1] = before[i + 1];
            }
        }
    }

    /// Where a search for the key begins.
    int home(long key) {
        return (int) mixed(key) & mask;
    }

    /// All bits of a key in each bit (the finaliser of SplitMix64, variant 13 of Stafford 2011): keys in a row, multiples and
    /// hashes spread alike.
    static long mixed(long key) {
        long mixed = (key ^ key >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /// The first number of each key, −1 for those that are not there. No search waits for the one before it, so that the
    /// processor has the cache misses of several under way: to load the slots of a batch first gained nothing.
    void numbers(long[] keys, int[] numbers) {
        long[] all = slots;
        int last = mask;
        for (int i = 0; i < keys.length; i++) {
            long key = keys[i];
            int slot = (int) mixed(key) & last;
            long number = all[2 * slot + 1];
            while (number != 0 && all[2 * slot] != key) {
                slot = slot + 1 & last;
                number = all[2 * slot + 1];
            }
            numbers[i] = (int) number - 1;
        }
    }

    /// The first slot from `slot` on that holds the key, or ~ the empty one that ends the search.
    int search(long key, int slot) {
        while (true) {
            if (slots[2 * slot + 1] == 0) {
                return ~slot;
            }
            if (slots[2 * slot] == key) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
    }

    int next(int slot) {
        return slot + 1 & mask;
    }

    int number(int slot) {
        return (int) slots[2 * slot + 1] - 1;
    }

    void setNumber(int slot, int number) {
        slots[2 * slot + 1] = number + 1L;
    }

    /// Puts a key into an empty slot that a search ended at, after [#reserve()].
    void put(int slot, long key, int number) {
        slots[2 * slot] = key;
        setNumber(slot, number);
        size++;
    }

    /// Empties a slot.
    void remove(int slot) {
        int hole = slot;
        for (int i = next(slot); slots[2 * i + 1] != 0; i = next(i)) {
            int distance = i - home(slots[2 * i]) & mask;
            if (distance >= (i - hole & mask)) {
                slots[2 * hole] = slots[2 * i];
                slots[2 * hole + 1] = slots[2 * i + 1];
                hole = i;
            }
        }
        slots[2 * hole + 1] = 0;
        size--;
    }

    /// Copies all keys and their numbers, in no order that means anything.
    void copy(long[] keys, int[] numbers) {
        int next = 0;
        for (int slot = 0; slot <= mask; slot++) {
            if (slots[2 * slot + 1] != 0) {
                keys[next] = slots[2 * slot];
                numbers[next++] = number(slot);
            }
        }
    }

    void clear() {
        Arrays.fill(slots, 0);
        size = 0;
    }
}
