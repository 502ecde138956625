package dev.akin.counts;

import java.lang.foreign.MemorySegment;

/// The pairs of two blocks of words, copied to where they are learned from. One for each thread.
final class Tile {
    private int[] numbers = new int[0];
    private int ints = 2;
    private int size;

    void load(MemorySegment from, long offset, int count, int intsOfPair) {
        if (numbers.length < count) {
            numbers = new int[count];
        }
        ints = intsOfPair;
        size = count / intsOfPair;
        if (count > 0) {
            MemorySegment.copy(from, BlockCounter.INT, offset, numbers, 0, count);
        }
    }

    /// Pairs.
    int size() {
        return size;
    }

    /// The place of the first word in its block, sixteen bits further up than that of the second in its own.
    int pair(int i) {
        return numbers[i * ints];
    }

    static int first(int pair) {
        return pair >>> Short.SIZE;
    }

    static int second(int pair) {
        return pair & 0xffff;
    }

    /// What was counted of the first word with the second near it.
    float forward(int i) {
        return Float.intBitsToFloat(numbers[i * ints + 1]);
    }

    /// What was counted of the second word with the first near it; for a word beside itself this is 0 where sides differ.
    float backward(int i) {
        return Float.intBitsToFloat(numbers[i * ints + ints - 1]);
    }
}
