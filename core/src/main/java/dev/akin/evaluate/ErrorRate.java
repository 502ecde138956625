package dev.akin.evaluate;

import java.util.Locale;

/// How many of n trials went wrong, and where the share would lie in 95 of 100 samples like this one: Wilson's interval (1927,
/// "Probable Inference, the Law of Succession, and Statistical Inference"), which is wider than nothing even where no trial went
/// wrong.
///
/// @param wrong 0 … n
/// @param n 1 or more
public record ErrorRate(long wrong, long n) {
    /// The quantile of the normal distribution that leaves a fortieth above it.
    private static final double Z = 1.959963984540054;

    /// @throws IllegalArgumentException if there are no trials, or more went wrong than there are
    public ErrorRate {
        if (n < 1 || wrong < 0 || wrong > n) {
            throw new IllegalArgumentException(
                    wrong
                            + " wrong ones of "
                            + n
                            + " trials: there must be 1 at least, and 0 to n");
        }
    }

    /// The share that went wrong, in [0, 1].
    public double value() {
        return (double) wrong / n;
    }

    /// Where the share would lie.
    public Interval interval() {
        double share = value();
        double z = Z * Z / n;
        double middle = (share + z / 2) / (1 + z);
        double half = Z / (1 + z) * Math.sqrt(share * (1 - share) / n + z / (4.0 * n));
        return new Interval(
                wrong == 0 ? 0 : Math.max(0, middle - half),
                wrong == n ? 1 : Math.min(1, middle + half));
    }

    /// Such as `0.0010 (0.0003 … 0.0036)`.
    @Override
    public String toString() {
        Interval interval = interval();
        return String.format(
                Locale.ROOT, "%.4f (%.4f … %.4f)", value(), interval.low(), interval.high());
    }
}
