package dev.akin.learn;

import dev.akin.vocabulary.Vocabulary;

/// Drops frequent words at random: a word of relative frequency f stays with probability √(t/f) + t/f, the rule of
/// word2vec.c, which differs a little from the paper's (Mikolov et al. 2013, §2.3).
final class Subsampler {
    /// Keep when a random 31-bit number is at most this.
    private final int[] threshold;

    /// @param rate t; 0 keeps every word
    Subsampler(Vocabulary vocabulary, double rate) {
        threshold = new int[vocabulary.size()];
        long[] counts = vocabulary.countArray();
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        for (int id = 0; id < threshold.length; id++) {
            double ratio = rate * total / counts[id];
            double keep = rate == 0 ? 1 : Math.sqrt(ratio) + ratio;
            threshold[id] = (int) Math.min(Integer.MAX_VALUE, keep * 0x1p31);
        }
    }

    /// 1 to keep the word, 0 to drop it: a number rather than a branch that would be mispredicted one time in four.
    int keep(int id, FastRandom random) {
        return (random.next32() >>> 1) <= threshold[id] ? 1 : 0;
    }
}
