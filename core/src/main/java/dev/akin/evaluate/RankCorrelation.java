package dev.akin.evaluate;

/// Spearman's rank correlation of two lists of values: Pearson's correlation of their ranks, equal values sharing the
/// mean of theirs. In [-1, 1]; NaN where either list has fewer than two different values. Immutable.
final class RankCorrelation {
    private final Ranking first;
    private final Ranking second;

    /// @param first as many values as `second` has, item by item
    RankCorrelation(double[] first, double[] second) {
        this.first = new Ranking(first);
        this.second = new Ranking(second);
    }

    /// The correlation where item i is there `times[i]` times.
    double of(int[] times) {
        double[] a = first.ranks(times);
        double[] b = second.ranks(times);
        double middle = (weight(times) + 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < times.length; i++) {
            double da = a[i] - middle;
            double db = b[i] - middle;
            ab += times[i] * da * db;
            aa += times[i] * da * da;
            bb += times[i] * db * db;
        }
        return aa == 0 || bb == 0 ? Double.NaN : ab / Math.sqrt(aa * bb);
    }

    private static long weight(int[] times) {
        long all = 0;
        for (int count : times) {
            all += count;
        }
        return all;
    }
}
