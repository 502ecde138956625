package dev.akin.compress;

import dev.akin.ProgressListener;
import dev.akin.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is asked of a method that is called by its name. Immutable.
///
/// @param values options as they were written
/// @param seed what chance begins with
/// @param threads at least 1
/// @param keys of the rows, for methods that go by how often each was counted; null where rows have none
/// @param quick whether rough results will do, as where ways are only compared
public record MethodRequest(
        Map<MethodOption, String> values,
        long seed,
        int threads,
        ProgressListener listener,
        @Nullable Vocabulary keys,
        boolean quick) {

    /// The map is copied.
    public MethodRequest {
        values = Map.copyOf(values);
    }

    /// Not [#quick].
    public MethodRequest(
            Map<MethodOption, String> values,
            long seed,
            int threads,
            ProgressListener listener,
            @Nullable Vocabulary keys) {
        this(values, seed, threads, listener, keys, false);
    }

    /// No options, all processors, unheard.
    public static MethodRequest standard() {
        return new MethodRequest(
                Map.of(),
                1,
                Runtime.getRuntime().availableProcessors(),
                ProgressListener.NONE,
                null);
    }

    /// The same with another option.
    public MethodRequest with(MethodOption option, Object value) {
        Map<MethodOption, String> more = new EnumMap<>(MethodOption.class);
        more.putAll(values);
        more.put(option, value.toString());
        return new MethodRequest(more, seed, threads, listener, keys, quick);
    }

    /// The same, for rows of these keys.
    public MethodRequest of(Vocabulary vocabulary) {
        return new MethodRequest(values, seed, threads, listener, vocabulary, quick);
    }

    boolean has(MethodOption option) {
        return values.containsKey(option);
    }

    /// @param usual where it was not asked for
    String text(MethodOption option, String usual) {
        return values.getOrDefault(option, usual);
    }

    /// @param usual where it was not asked for
    /// @throws IllegalArgumentException if it is no whole number
    int whole(MethodOption option, int usual) {
        String value = values.get(option);
        try {
            return value == null ? usual : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw notA("whole number", option, value, e);
        }
    }

    /// Whole numbers with `x` between them; none where it was not asked for.
    ///
    /// @param example what it is like: `15x20`
    /// @throws IllegalArgumentException if one is no whole number
    int[] wholes(MethodOption option, String example) {
        String value = values.get(option);
        try {
            return value == null
                    ? new int[0]
                    : Arrays.stream(value.split("[x×]", -1)).mapToInt(Integer::parseInt).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    option.label() + " is like " + example + ", not \"" + value + "\"", e);
        }
    }

    /// @param usual where it was not asked for
    /// @throws IllegalArgumentException if it is no number
    double number(MethodOption option, double usual) {
        String value = values.get(option);
        try {
            return value == null ? usual : Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw notA("number", option, value, e);
        }
    }

    /// As [#number], where `20%` is 0.2.
    double share(MethodOption option, double usual) {
        String value = values.get(option);
        return value != null && value.endsWith("%")
                ? with(option, value.substring(0, value.length() - 1)).number(option, usual) / 100
                : number(option, usual);
    }

    /// @param usual where it was not asked for
    /// @throws IllegalArgumentException if it is none of its kind
    <E extends Enum<E>> E choice(MethodOption option, E usual) {
        String value = values.get(option);
        if (value == null) {
            return usual;
        }
        List<E> choices = List.of(usual.getDeclaringClass().getEnumConstants());
        return choices.stream()
                .filter(choice -> label(choice).equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                option.label()
                                        + " is "
                                        + choices.stream()
                                                .map(MethodRequest::label)
                                                .collect(Collectors.joining(" or "))
                                        + ", not \""
                                        + value
                                        + "\""));
    }

    private static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException notA(
            String what, MethodOption option, @Nullable String value, Throwable e) {
        return new IllegalArgumentException(
                option.label() + " is no " + what + ": \"" + value + "\"", e);
    }

    /// What every builder takes.
    <B extends CompressorBuilder<B>> B to(B builder) {
        return builder.seed(seed).threads(threads).listener(listener).quick(quick);
    }
}
