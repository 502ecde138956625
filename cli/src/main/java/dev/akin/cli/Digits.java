package dev.akin.cli;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers with six digits, as C++ prints them and as fastText does.
final class Digits {
    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private Digits() {}

    /// Appends the number, rounded to six digits, without zeros at its end: `0.98765`, `1.00001`, `1e-05`.
    static void six(double value, StringBuilder into) {
        int decimals = decimals(value);
        long scaled = decimals < 0 ? 0 : Math.round(value * POWERS[decimals]);
        if (decimals < 0 || scaled >= 10 * POWERS[5]) {
            exactly(value, into);
            return;
        }
        while (decimals > 0 && scaled % 10 == 0) {
            scaled /= 10;
            decimals--;
        }
        into.append(scaled / POWERS[decimals]);
        if (decimals > 0) {
            int point = into.length();
            into.append(POWERS[decimals] + scaled % POWERS[decimals]).setCharAt(point, '.');
        }
    }

    /// Digits after the point that make six in all; -1 for numbers beyond 0.0001 … 9.
    private static int decimals(double value) {
        if (!(value >= 1e-4) || value >= 9) {
            return -1;
        }
        int decimals = 5;
        for (double bound = 1; value < bound; bound /= 10) {
            decimals++;
        }
        return decimals;
    }

    private static void exactly(double value, StringBuilder into) {
        if (value == 0 || !Double.isFinite(value)) {
            into.append(value == 0 ? "0" : Double.toString(value));
            return;
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            into.append(rounded.toPlainString());
            return;
        }
        into.append(rounded.scaleByPowerOfTen(-exponent).toPlainString());
        into.append(exponent < 0 ? "e-" : "e+").append(Math.abs(exponent) < 10 ? "0" : "");
        into.append(Math.abs(exponent));
    }
}
