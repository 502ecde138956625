package dev.akin.learn;

import dev.akin.vocabulary.Vocabulary;

/// Draws words in proportion to a power of their counts (¾ in Mikolov et al. 2013, §2.2), exactly, in constant time: Walker's alias method
/// as Vose (1991) builds it. Eight bytes a word, against four hundred megabytes for word2vec.c's table of draws.
final class NegativeSampler {
    private final int size;

    /// Upper half: keep the slot's own word when a random 31-bit number is below this; lower half: the word to take
    /// else. Together, so that a draw misses the cache once.
    private final long[] slots;

    /// @throws IllegalStateException if the vocabulary has no counts
    NegativeSampler(Vocabulary vocabulary, double exponent) {
        size = vocabulary.size();
        slots = new long[size];
        double[] share = shares(vocabulary, exponent);
        fill(share);
    }

    /// Probability × size of each word: 1 is an even share.
    private static double[] shares(Vocabulary vocabulary, double exponent) {
        long[] counts = vocabulary.countArray();
        double[] share = new double[counts.length];
        double sum = 0;
        for (int id = 0; id < share.length; id++) {
            share[id] = counts[id] == 0 ? 0 : Math.pow((double) counts[id], exponent);
            sum += share[id];
        }
        for (int id = 0; id < share.length; id++) {
            share[id] *= share.length / sum;
        }
        return share;
    }

    /// Words with less than an even share are topped up by words with more, one at a time.
    private void fill(double[] share) {
        int[] stack = new int[size];
        int small = 0;
        int large = size;
        for (int id = 0; id < size; id++) {
            if (share[id] < 1) {
                stack[small++] = id;
            } else {
                stack[--large] = id;
            }
        }
        while (small > 0 && large < size) {
            int low = stack[--small];
            int high = stack[large];
            set(low, share[low], high);
            share[high] -= 1 - share[low];
            if (share[high] < 1) {
                large++;
                stack[small++] = high;
            }
        }
        while (large < size) {
            int id = stack[large++];
            set(id, 1, id);
        }
        while (small > 0) {
            int id = stack[--small];
            set(id, 1, id);
        }
    }

    private void set(int slot, double keep, int other) {
        long threshold = Math.min(Integer.MAX_VALUE, (long) (keep * 0x1p31));
        slots[slot] = threshold << 32 | other;
    }

    /// Draws `into.length` words. Many at a time, because each draw misses the cache once, and draws that do not wait
    /// for each other miss it together.
    void draw(int[] into, FastRandom random) {
        for (int i = 0; i < into.length; i++) {
            int id = random.below(size);
            long slot = slots[id];
            // All ones where the random number is below the threshold: no branch, since no one
            // could predict it.
            int own = (int) (((random.next32() >>> 1) - (slot >>> 32)) >> 63);
            into[i] = (int) slot ^ (((int) slot ^ id) & own);
        }
    }
}
