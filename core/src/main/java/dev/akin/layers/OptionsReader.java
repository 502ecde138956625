package dev.akin.layers;

import dev.akin.text.Json;
import dev.akin.text.JsonException;
import org.jspecify.annotations.Nullable;

/// Takes the options of a layer out of the JSON that stands in a file. What is not there, or something else than it should
/// be, is an `IllegalArgumentException` that names it.
final class OptionsReader {
    /// The metadata where options stand.
    static final String NAME = "akin.options";

    private final Json.Obj options;

    private OptionsReader(Json.Obj options) {
        this.options = options;
    }

    static OptionsReader of(@Nullable String json) {
        try {
            if (json != null && Json.parse(json) instanceof Json.Obj object) {
                return new OptionsReader(object);
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException(NAME + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("the file has no " + NAME);
    }

    double number(String name) {
        if (options.get(name) instanceof Json.Num number) {
            return number.asDouble();
        }
        throw lacks(name, "number");
    }

    /// As [#number(String)], where JSON's null means something too large for it.
    double numberOrInfinity(String name) {
        return options.get(name) instanceof Json.Null ? Double.POSITIVE_INFINITY : number(name);
    }

    long whole(String name) {
        return whole(name, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    long whole(String name, long least, long most) {
        if (options.get(name) instanceof Json.Num number) {
            try {
                long value = number.asLong();
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw lacks(name, "whole number", e);
            }
        }
        throw lacks(name, "whole number from " + least + " to " + most);
    }

    boolean truth(String name) {
        if (options.get(name) instanceof Json.Bool truth) {
            return truth.value();
        }
        throw lacks(name, "boolean");
    }

    String text(String name) {
        if (options.get(name) instanceof Json.Str text) {
            return text.value();
        }
        throw lacks(name, "string");
    }

    OptionsReader object(String name) {
        if (options.get(name) instanceof Json.Obj object) {
            return new OptionsReader(object);
        }
        throw lacks(name, "object");
    }

    private static IllegalArgumentException lacks(String name, String what) {
        return lacks(name, what, null);
    }

    private static IllegalArgumentException lacks(
            String name, String what, @Nullable Throwable cause) {
        return new IllegalArgumentException(NAME + " has no " + what + " \"" + name + "\"", cause);
    }
}
