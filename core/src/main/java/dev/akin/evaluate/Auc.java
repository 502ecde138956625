package dev.akin.evaluate;

/// How often a score of one sample is above a score of another: the area under the ROC curve (Hanley and McNeil 1982),
/// ties counted half. 0.5 is chance, 1 is perfect.
///
/// @param value in [0, 1]; NaN where either sample is empty
/// @param interval from resampling both samples
/// @param positives scores that should be high
/// @param negatives scores that should be low
public record Auc(double value, Interval interval, int positives, int negatives) {

    /// @param positives scores that should be high, none of them NaN
    /// @param negatives scores that should be low, none of them NaN
    public static Auc of(double[] positives, double[] negatives, long seed) {
        Ranking ranking = ranking(positives, negatives);
        int from = positives.length;
        int all = positives.length + negatives.length;
        double value = area(ranking, Bootstrap.once(all), from);
        double[] resampled = Bootstrap.resample(all, seed, times -> area(ranking, times, from));
        return new Auc(value, Interval.of(resampled), positives.length, negatives.length);
    }

    /// The value alone, which takes a thousandth of the time.
    public static double value(double[] positives, double[] negatives) {
        return area(
                ranking(positives, negatives),
                Bootstrap.once(positives.length + negatives.length),
                positives.length);
    }

    private static Ranking ranking(double[] positives, double[] negatives) {
        double[] all = new double[positives.length + negatives.length];
        System.arraycopy(positives, 0, all, 0, positives.length);
        System.arraycopy(negatives, 0, all, positives.length, negatives.length);
        for (double score : all) {
            if (Double.isNaN(score)) {
                throw new IllegalArgumentException("a score is NaN");
            }
        }
        return new Ranking(all);
    }

    /// From the sum of the positives' ranks: U = R − p·(p + 1) / 2, over p·n.
    private static double area(Ranking ranking, int[] times, int positives) {
        double[] ranks = ranking.ranks(times);
        double sum = 0;
        double high = 0;
        double low = 0;
        for (int i = 0; i < times.length; i++) {
            if (i < positives) {
                sum += times[i] * ranks[i];
                high += times[i];
            } else {
                low += times[i];
            }
        }
        return high == 0 || low == 0 ? Double.NaN : (sum - high * (high + 1) / 2) / (high * low);
    }
}
