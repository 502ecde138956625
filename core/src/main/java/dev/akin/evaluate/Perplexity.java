package dev.akin.evaluate;

import java.util.Locale;

/// How many words a language model finds equally likely, on average, to come next: e to the mean of −log p. Lower is better; only
/// models with the same vocabulary can be compared.
///
/// @param score with its interval over draws of sentences
/// @param words how many were predicted, the ends of sentences among them
public record Perplexity(Score score, long words) {
    private static final long SEED = 1;

    /// @param logProbabilities for each sentence the sum of its words' natural logarithms, at most 0
    /// @param words for each sentence how many words were predicted, at least 1
    /// @throws IllegalArgumentException if the arrays differ in length or are empty, a number is out of its range, or NaN
    public static Perplexity of(double[] logProbabilities, int[] words) {
        if (words.length == 0 || logProbabilities.length != words.length) {
            throw new IllegalArgumentException(
                    logProbabilities.length
                            + " sums for "
                            + words.length
                            + " sentences; each needs one, and there must be one at least");
        }
        long all = 0;
        for (int i = 0; i < words.length; i++) {
            if (!(logProbabilities[i] <= 0) || words[i] < 1) {
                throw new IllegalArgumentException(
                        "sentence %d has the sum %s for %d words; a sum is at most 0, and words at least 1"
                                .formatted(i, logProbabilities[i], words[i]));
            }
            all += words[i];
        }
        double[] sums = logProbabilities.clone();
        int[] lengths = words.clone();
        return new Perplexity(
                Score.of(words.length, SEED, times -> perplexity(sums, lengths, times)), all);
    }

    private static double perplexity(double[] sums, int[] lengths, int[] times) {
        double sum = 0;
        long words = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] > 0) {
                sum += times[i] * sums[i];
                words += (long) times[i] * lengths[i];
            }
        }
        return Math.exp(-sum / words);
    }

    /// Shorthand for the score's value: at least 1.
    public double value() {
        return score.value();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "perplexity %.1f (%.1f … %.1f), n %d",
                value(),
                score.interval().low(),
                score.interval().high(),
                words);
    }
}
