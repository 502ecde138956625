package dev.akin.compress;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A method that can be called by its name. Immutable.
///
/// @param name `int8`
/// @param summary what it does, in a few words
/// @param options what it takes
/// @param made from what is asked and, where it has rows inside, from what makes those smaller; null where nothing does
/// @param outer whether it has rows inside
public record Method(
        String name, String summary, Set<MethodOption> options, Make made, boolean outer) {

    /// Builds a compressor.
    @FunctionalInterface
    interface Make extends BiFunction<MethodRequest, @Nullable Compressor, Compressor> {}

    /// The set is copied.
    public Method {
        options = Set.copyOf(options);
    }

    /// A method that ends in numbers, bits or codes.
    static Method leaf(
            String name,
            String summary,
            Set<MethodOption> options,
            Function<MethodRequest, Compressor> made) {
        return new Method(name, summary, options, (asked, inner) -> made.apply(asked), false);
    }

    /// A method with rows inside, which another may make smaller in turn.
    static Method outer(String name, String summary, Set<MethodOption> options, Make made) {
        return new Method(name, summary, options, made, true);
    }
}
