package dev.akin.format;

import java.util.Arrays;

/// Picks the largest of many lengths without sorting them: two counts of their bits, sixteen at a time, find the least that is still
/// kept.
final class Longest {
    private static final int HALF = 16;
    private static final int LOW = (1 << HALF) - 1;

    private Longest() {}

    /// The places of the `count` largest, in rising order; of equal ones the first.
    ///
    /// @param lengths 0 or more, whose bits are then in their order; infinity too
    static int[] of(float[] lengths, int count) {
        int[] bits = new int[lengths.length];
        Arrays.setAll(bits, i -> Float.floatToIntBits(lengths[i]));
        int[] high = new int[1 << HALF];
        for (int value : bits) {
            high[value >>> HALF]++;
        }
        int[] left = {count};
        int upper = reach(high, left);
        int[] low = new int[1 << HALF];
        for (int value : bits) {
            if (value >>> HALF == upper) {
                low[value & LOW]++;
            }
        }
        int least = upper << HALF | reach(low, left);
        return atLeast(bits, least, left[0], count);
    }

    /// The highest place down to which the counts reach what is wanted.
    ///
    /// @param left how many are wanted; then how many of them at this place
    private static int reach(int[] counts, int[] left) {
        int place = counts.length - 1;
        while (counts[place] < left[0]) {
            left[0] -= counts[place];
            place--;
        }
        return place;
    }

    /// @param equal how many of those that are the least are kept
    private static int[] atLeast(int[] bits, int least, int equal, int count) {
        int[] kept = new int[count];
        int equals = 0;
        int at = 0;
        for (int i = 0; at < count; i++) {
            if (bits[i] > least || (bits[i] == least && equals < equal)) {
                equals += bits[i] == least ? 1 : 0;
                kept[at++] = i;
            }
        }
        return kept;
    }
}
