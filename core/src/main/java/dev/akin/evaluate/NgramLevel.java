package dev.akin.evaluate;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/// The probabilities of one length of n-gram: for those that were seen, interpolated with the next shorter ones; for the others, how
/// much of the shorter ones' probability is left after a context.
///
/// An n-gram is a number: [#BITS] bits a word, the last word lowest. Immutable.
final class NgramLevel {
    static final int BITS = 21;
    static final long WORD = (1L << BITS) - 1;

    private final long[] keys;
    private final double[] probabilities;
    private final long[] contexts;
    private final double[] left;

    /// @param keys distinct n-grams in rising order, so that those of a context stand together
    /// @param counts how often each was seen, at least once
    /// @param shorter the probability of an n-gram without its first word
    NgramLevel(long[] keys, int[] counts, LongToDoubleFunction shorter) {
        this.keys = keys;
        this.probabilities = new double[keys.length];
        Discounts discounts = Discounts.of(counts);
        long[] starts = new long[keys.length];
        double[] rests = new double[keys.length];
        int found = 0;
        for (int from = 0; from < keys.length; found++) {
            int to = endOfContext(from);
            starts[found] = keys[from] >>> BITS;
            rests[found] = fill(from, to, counts, discounts, shorter);
            from = to;
        }
        this.contexts = Arrays.copyOf(starts, found);
        this.left = Arrays.copyOf(rests, found);
    }

    private int endOfContext(int from) {
        int to = from + 1;
        while (to < keys.length && keys[to] >>> BITS == keys[from] >>> BITS) {
            to++;
        }
        return to;
    }

    /// Chen and Goodman's equation 4.26: (c − D(c)) / Σc + γ · p(shorter), γ = Σ D(c) / Σc.
    private double fill(
            int from, int to, int[] counts, Discounts discounts, LongToDoubleFunction shorter) {
        long total = 0;
        double taken = 0;
        for (int i = from; i < to; i++) {
            total += counts[i];
            taken += discounts.of(counts[i]);
        }
        for (int i = from; i < to; i++) {
            probabilities[i] =
                    (counts[i] - discounts.of(counts[i]) + taken * shorter.applyAsDouble(keys[i]))
                            / total;
        }
        return taken / total;
    }

    /// @param context the words before, without [#BITS] bits for the word
    /// @param shorter the probability of the word behind a context without its first word
    double probability(long context, long word, double shorter) {
        int seen = Arrays.binarySearch(keys, context << BITS | word);
        if (seen >= 0) {
            return probabilities[seen];
        }
        int known = Arrays.binarySearch(contexts, context);
        return known >= 0 ? left[known] * shorter : shorter;
    }

    /// What is taken from the counts 1, 2, and 3 or more.
    private record Discounts(double one, double two, double more) {

        /// Chen and Goodman's equation 4.27, from how many n-grams came once, twice, three and four times. Where that gives no
        /// discounts, since there are too few n-grams, ½, 1 and 1½.
        static Discounts of(int[] counts) {
            double[] came = new double[5];
            for (int count : counts) {
                came[Math.min(count, 5) % 5]++; // those above 4 in came[0]
            }
            double y = came[1] / (came[1] + 2 * came[2]);
            double one = 1 - 2 * y * came[2] / came[1];
            double two = 2 - 3 * y * came[3] / came[2];
            double more = 3 - 4 * y * came[4] / came[3];
            boolean defined = within(one, 1) && within(two, 2) && within(more, 3);
            return defined ? new Discounts(one, two, more) : new Discounts(0.5, 1, 1.5);
        }

        /// Not so for NaN. All of a count may not be taken: an n-gram that was seen must stay likelier than one that was not.
        private static boolean within(double discount, int count) {
            return discount > 0 && discount < count;
        }

        double of(int count) {
            return count == 1 ? one : count == 2 ? two : more;
        }
    }
}
