package dev.akin.networks;

import java.util.Arrays;

/// Sequences of ids side by side, each from the left, filled up behind its end with an id that has a row of zeros.
final class SequenceBatch {
    private static final int[] NONE = {};

    private final int size;
    private final int length;
    private final int[] ids;
    private final int[] lengths;
    private final int[][] parts;

    private SequenceBatch(int size, int length, int[] ids, int[] lengths) {
        this.size = size;
        this.length = length;
        this.ids = ids;
        this.lengths = lengths;
        this.parts = new int[ids.length][];
        Arrays.fill(parts, NONE);
    }

    /// @param sequences without padding
    /// @param chosen which of them
    /// @param padding the id that fills up
    static SequenceBatch of(int[][] sequences, int[] chosen, int padding) {
        int length = 1;
        for (int example : chosen) {
            length = Math.max(length, sequences[example].length);
        }
        int[] ids = new int[Math.multiplyExact(chosen.length, length)];
        int[] lengths = new int[chosen.length];
        Arrays.fill(ids, padding);
        for (int i = 0; i < chosen.length; i++) {
            int[] sequence = sequences[chosen[i]];
            lengths[i] = sequence.length;
            System.arraycopy(sequence, 0, ids, i * length, sequence.length);
        }
        return new SequenceBatch(chosen.length, length, ids, lengths);
    }

    /// As [#of(int\[\]\[\], int\[\], int)], with what the thing at each place is made of.
    ///
    /// @param partsOf sequence by sequence and place by place, ids of parts; not copied
    static SequenceBatch of(int[][] sequences, int[][][] partsOf, int[] chosen, int padding) {
        SequenceBatch batch = of(sequences, chosen, padding);
        for (int i = 0; i < chosen.length; i++) {
            int[][] some = partsOf[chosen[i]];
            System.arraycopy(some, 0, batch.parts, i * batch.length, some.length);
        }
        return batch;
    }

    /// How many sequences.
    int size() {
        return size;
    }

    /// The longest one's length; 1 if all are empty.
    int length() {
        return length;
    }

    /// size × length. Not copied.
    int[] ids() {
        return ids;
    }

    /// Of each sequence; 0 if it is empty. Not copied.
    int[] lengths() {
        return lengths;
    }

    /// What the thing at each place is made of: size × length lists of ids, empty where nothing was said. Not copied.
    int[][] parts() {
        return parts;
    }

    /// 1 where a sequence holds something, 0 behind its end: size × length.
    float[] mask() {
        float[] mask = new float[ids.length];
        for (int i = 0; i < size; i++) {
            Arrays.fill(mask, i * length, i * length + lengths[i], 1);
        }
        return mask;
    }

    /// Where each place goes when every sequence is turned round within its length: size × length, of 0 … length − 1.
    long[] reversal() {
        long[] places = new long[ids.length];
        for (int i = 0; i < size; i++) {
            for (int t = 0; t < length; t++) {
                places[i * length + t] = t < lengths[i] ? lengths[i] - 1 - t : t;
            }
        }
        return places;
    }

    /// The last place of each sequence; 0 if it is empty.
    long[] last() {
        long[] last = new long[size];
        for (int i = 0; i < size; i++) {
            last[i] = Math.max(0, lengths[i] - 1);
        }
        return last;
    }
}
