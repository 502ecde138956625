package dev.akin.cli;

import java.time.Duration;
import java.util.Locale;

/// Numbers as a person reads them.
final class Quantities {
    private static final String[] SCALES = {"", " k", " M", " G", " T"};

    private Quantities() {}

    /// `1,234,567`
    static String exact(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// `1 vector`, `2,000 vectors`, `2 entities`
    static String counted(long number, String one) {
        return counted(number, one, one.endsWith("ty") ? one.replaceFirst("y$", "ies") : one + "s");
    }

    /// `1 query`, `2,000 queries`
    static String counted(long number, String one, String many) {
        return exact(number) + " " + (number == 1 ? one : many);
    }

    /// `2,000 words × 1 number`
    static String shape(long rows, String one, int dimension) {
        return counted(rows, one) + " × " + counted(dimension, "number");
    }

    /// As [#of(double, String)].
    static String of(long amount, String unit) {
        return of((double) amount, unit);
    }

    /// Three digits and the unit: `35.7 M words`, `512 rows`, `1.02 GB`.
    static String of(double amount, String unit) {
        boolean bytes = unit.equals("bytes");
        String scaled = scaled(amount);
        if (!bytes) {
            return scaled + " " + unit;
        }
        char last = scaled.charAt(scaled.length() - 1);
        return Character.isLetter(last) ? scaled + "B" : scaled + " bytes";
    }

    /// `2.31 M words/s`; of what takes longer than a second `9 epochs/min`.
    static String speed(double perSecond, String unit) {
        return perSecond > 0 && perSecond < 1 && !unit.equals("bytes")
                ? of(60 * perSecond, unit) + "/min"
                : of(perSecond, unit) + "/s";
    }

    static String bytes(long amount) {
        return of(amount, "bytes");
    }

    /// `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`.
    static String duration(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    private static String scaled(double amount) {
        int scale = 0;
        double rest = amount;
        while (rest >= 999.5 && scale < SCALES.length - 1) {
            rest /= 1000;
            scale++;
        }
        String digits = scale == 0 || rest >= 99.95 ? "%.0f" : rest >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, rest) + SCALES[scale];
    }
}
