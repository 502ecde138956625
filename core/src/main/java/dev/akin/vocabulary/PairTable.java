package dev.akin.vocabulary;

/// Pairs of ids, each with a number. Not thread-safe.
///
/// Open addressing over slots of two longs, the pair and its number, so that a look-up touches one cache line.
final class PairTable {
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private long[] slots = new long[2 << 10];
    private int shift = Long.SIZE - 10;
    private int size;

    @FunctionalInterface
    interface Action {
        void accept(long pair, long number);
    }

    static long pair(int first, int second) {
        return (long) first << Integer.SIZE | second;
    }

    static int first(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    static int second(long pair) {
        return (int) pair;
    }

    /// Well mixed in its upper bits.
    static long hash(long pair) {
        long hash = pair * MULTIPLIER;
        hash ^= hash >>> 32;
        return hash * MULTIPLIER;
    }

    int size() {
        return size;
    }

    /// The number of the pair, or 0.
    long get(long pair) {
        return slots[slot(pair) + 1];
    }

    /// Adds to the number of the pair, which was 0 if it is new.
    void add(long pair, long number) {
        reserve(1);
        count(pair, number);
    }

    /// Adds one to each pair's number.
    void addAll(long[] pairs, int count) {
        reserve(count);
        if (loaded(pairs, count) < 0) {
            throw new IllegalStateException("a slot holds a negative pair");
        }
        for (int i = 0; i < count; i++) {
            count(pairs[i], 1);
        }
    }

    /// Loads the slots of all pairs, none of which waits for another, so that the processor fetches them side by side.
    /// Gives the bits of all, or the loads would be optimised away.
    private long loaded(long[] pairs, int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= slots[(int) (hash(pairs[i]) >>> shift) << 1];
        }
        return bits;
    }

    private void count(long pair, long number) {
        int slot = slot(pair);
        if (slots[slot] == 0) {
            slots[slot] = pair + 1;
            size++;
        }
        slots[slot + 1] += number;
    }

    /// Where the pair is, or would be. Slots hold pairs + 1: 0 is empty.
    private int slot(long pair) {
        int mask = slots.length - 1;
        int slot = (int) (hash(pair) >>> shift) << 1;
        while (slots[slot] != 0 && slots[slot] != pair + 1) {
            slot = (slot + 2) & mask;
        }
        return slot;
    }

    void forEach(Action action) {
        for (int slot = 0; slot < slots.length; slot += 2) {
            if (slots[slot] != 0) {
                action.accept(slots[slot] - 1, slots[slot + 1]);
            }
        }
    }

    /// Makes room for more pairs, so that at most two thirds of the slots are taken.
    private void reserve(int more) {
        while (3L * (size + (long) more) > slots.length) {
            grow();
        }
    }

    private void grow() {
        long[] old = slots;
        slots = new long[Math.multiplyExact(old.length, 2)];
        shift--;
        for (int slot = 0; slot < old.length; slot += 2) {
            if (old[slot] != 0) {
                int place = slot(old[slot] - 1);
                slots[place] = old[slot];
                slots[place + 1] = old[slot + 1];
            }
        }
    }
}
