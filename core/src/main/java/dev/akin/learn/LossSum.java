package dev.akin.learn;

/// Loss added up over pairs that were seen together. Not thread-safe.
final class LossSum {
    private double sum;
    private long pairs;

    void add(double more, long morePairs) {
        sum += more;
        pairs += morePairs;
    }

    void add(LossSum other) {
        add(other.sum, other.pairs);
    }

    void clear() {
        sum = 0;
        pairs = 0;
    }

    /// Loss of a pair seen and its negatives on average, or NaN if there was none; infinite where a number has ceased to be
    /// one.
    double mean() {
        if (pairs == 0) {
            return Double.NaN;
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum / pairs;
    }
}
