package dev.akin.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// A range of numbers, and round ones within it to write beside.
///
/// @param step between two ticks
record Scale(double least, double most, double step) {

    /// With about so many ticks, as it is.
    static Scale of(double least, double most, int ticks) {
        double span = most > least ? most - least : 1;
        double rough = span / ticks;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double times = rough / power;
        double nice = times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10;
        return new Scale(least, most > least ? most : least + span, nice * power);
    }

    /// Of logarithms: ticks at whole powers of ten.
    static Scale ofPowers(double least, double most) {
        return new Scale(least, most > least ? most : least + 1, 1);
    }

    /// As [#of], widened to the next ticks.
    static Scale round(double least, double most, int ticks) {
        Scale exact = of(least, most, ticks);
        double step = exact.step;
        return new Scale(
                Math.floor(exact.least / step + 1e-9) * step,
                Math.ceil(exact.most / step - 1e-9) * step,
                step);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(least / step - 1e-9);
        long last = (long) Math.floor(most / step + 1e-9);
        for (long i = first; i <= last; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /// Where a number lies, in [0, 1].
    double share(double number) {
        return (number - least) / (most - least);
    }

    /// A number in as few digits as tell the ticks apart: `0.25`, `40`, `12k`, `3M`.
    static String label(double number) {
        double size = Math.abs(number);
        if (size >= 1e9) {
            return digits(number / 1e9) + "G";
        }
        if (size >= 1e6) {
            return digits(number / 1e6) + "M";
        }
        return size >= 1e4 ? digits(number / 1e3) + "k" : digits(number);
    }

    private static String digits(double number) {
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString().replace('-', '−');
    }
}
