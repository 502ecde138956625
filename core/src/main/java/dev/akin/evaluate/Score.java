package dev.akin.evaluate;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A figure and where it would lie in 95 of 100 draws of test items like these.
///
/// @param value NaN where there was nothing to score
public record Score(double value, Interval interval) {

    /// @param statistic of the items, each there as often as it was drawn
    static Score of(int items, long seed, ToDoubleFunction<int[]> statistic) {
        return new Score(
                statistic.applyAsDouble(Bootstrap.once(items)),
                Interval.of(Bootstrap.resample(items, seed, statistic)));
    }

    /// Such as `0.973 (0.951 … 0.990)`.
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.3f (%.3f … %.3f)", value, interval.low(), interval.high());
    }
}
