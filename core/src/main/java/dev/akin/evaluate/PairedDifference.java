package dev.akin.evaluate;

import java.util.Arrays;

/// Two tables scored on the same items: those that both know.
///
/// @param first the score of the first table on these items
/// @param second the score of the second
/// @param difference first − second
/// @param interval of the difference, both scored on the same draws of items
/// @param pValue two-sided: how probable a difference of this size is by the choice of items, were there none; at least
///     2 / 1001, the resolution of 1,000 draws
/// @param n items that both know
public record PairedDifference(
        double first, double second, double difference, Interval interval, double pValue, int n) {

    static PairedDifference of(double first, double second, double[] resampled, int n) {
        return new PairedDifference(
                first, second, first - second, Interval.of(resampled), pValue(resampled), n);
    }

    /// Twice the smaller share of draws on either side of zero (Efron and Tibshirani 1993, chapter 15), one added to
    /// both counts so that no p value is 0.
    private static double pValue(double[] resampled) {
        long draws = Arrays.stream(resampled).filter(d -> !Double.isNaN(d)).count();
        if (draws == 0) {
            return Double.NaN;
        }
        long notAbove = Arrays.stream(resampled).filter(d -> d <= 0).count();
        long notBelow = Arrays.stream(resampled).filter(d -> d >= 0).count();
        return Math.min(1, 2.0 * (Math.min(notAbove, notBelow) + 1) / (draws + 1));
    }
}
