package dev.akin.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Times as people write them: 500ms, 30s, 1m, 2h.
final class Intervals implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    @Override
    public Duration convert(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new TypeConversionException(
                    "\"" + value + "\" is no time above 0 such as 500ms, 30s, 1m or 2h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /// As these, or a number of seconds alone.
    static final class OrSeconds implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            boolean plain = value.matches("[0-9]{1,9}");
            return new Intervals().convert(plain ? value + "s" : value);
        }
    }
}
