package dev.akin.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// So many bytes, as people write them: `10MB`, `1.5 GB`, `500000`.
final class ByteBudget {
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*(B|KB|MB|GB|TB)?");
    private static final Map<String, Double> UNITS =
            Map.of("B", 1.0, "KB", 1e3, "MB", 1e6, "GB", 1e9, "TB", 1e12);

    private ByteBudget() {}

    /// @throws IllegalArgumentException if it is no such number, or less than a byte
    static long parse(String text) {
        return parse("--budget", text);
    }

    /// @param option what the message names
    /// @throws IllegalArgumentException if it is no such number, or less than a byte
    static long parse(String option, String text) {
        Matcher matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(option + " is like 10MB or 500kB, not " + text);
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        long bytes = (long) (Double.parseDouble(matcher.group(1)) * UNITS.getOrDefault(unit, 1.0));
        if (bytes < 1) {
            throw new IllegalArgumentException(option + " is 1 byte or more, not " + text);
        }
        return bytes;
    }
}
