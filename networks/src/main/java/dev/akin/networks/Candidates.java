package dev.akin.networks;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/// Words that a softmax is taken over in place of all words: those that come next in a batch, and others drawn as often as they occur.
///
/// Sampled softmax with its correction (Jean et al. 2015, "On Using Very Large Target Vocabulary for Neural Machine Translation";
/// Bengio and Senécal 2008): a word's score is lowered by the logarithm of how probable it was to be among them.
///
/// @param rows of the candidates, rising
/// @param corrections what is taken from each candidate's score; zeros where all words are candidates
@SuppressWarnings("ArrayRecordComponent") // never compared
record Candidates(int[] rows, float[] corrections) {

    /// @throws IllegalArgumentException if below 0
    static int requireSamples(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("samples are 0, for all, or above, not " + count);
        }
        return count;
    }

    /// The places of some rows among the candidates; -1 stays.
    int[] places(int[] wanted) {
        return Arrays.stream(wanted)
                .map(row -> row < 0 ? -1 : Arrays.binarySearch(rows, row))
                .toArray();
    }

    /// How often each row occurs, to draw by. Immutable.
    static final class Source {
        private final double[] sums;
        private final int samples;
        private final long seed;

        /// @param counts of each row, from row 1; all above 0
        /// @param samples how many are drawn for a batch; 0 for all words
        Source(long[] counts, int samples, long seed) {
            this.sums = new double[counts.length + 1];
            for (int i = 0; i < counts.length; i++) {
                sums[i + 1] = sums[i] + counts[i];
            }
            this.samples = samples >= counts.length ? 0 : samples;
            this.seed = seed;
        }

        private double share(int row) {
            return (sums[row] - sums[row - 1]) / sums[sums.length - 1];
        }

        /// The logarithm of each row's share; 0 for row 0.
        float[] logShares() {
            float[] shares = new float[sums.length];
            for (int row = 1; row < sums.length; row++) {
                shares[row] = (float) Math.log(share(row));
            }
            return shares;
        }

        /// @param wanted the rows that come next; -1 where nothing is asked
        /// @param step draws others at each, and the same again
        Candidates draw(int[] wanted, long step) {
            BitSet chosen = new BitSet(sums.length);
            if (samples == 0) {
                chosen.set(1, sums.length);
                int[] all = chosen.stream().toArray();
                return new Candidates(all, new float[all.length]);
            }
            int draws = samples;
            for (int row : wanted) {
                if (row >= 0) {
                    chosen.set(row);
                    draws++;
                }
            }
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + step);
            for (int i = 0; i < samples; i++) {
                chosen.set(drawn(random));
            }
            int[] rows = chosen.stream().toArray();
            float[] corrections = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                // What comes next was drawn by the same shares, as it were.
                corrections[i] = (float) Math.log(-Math.expm1(draws * Math.log1p(-share(rows[i]))));
            }
            return new Candidates(rows, corrections);
        }

        private int drawn(SplittableRandom random) {
            double place = random.nextDouble() * sums[sums.length - 1];
            int found = Arrays.binarySearch(sums, place);
            return found >= 0 ? Math.min(found + 1, sums.length - 1) : -found - 1;
        }
    }
}
