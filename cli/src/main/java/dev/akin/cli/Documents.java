package dev.akin.cli;

import dev.akin.embeddings.Neighbor;
import dev.akin.text.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parts of JSON documents that several commands print. Their field names are public: see docs/reference.
final class Documents {
    private Documents() {}

    /// An object from name, value, name, value …; strings, numbers, booleans, JSON and lists of these.
    static Json.Obj object(Object... namesAndValues) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return new Json.Obj(members);
    }

    static Json value(Object value) {
        return switch (value) {
            case Json json -> json;
            case String text -> new Json.Str(text);
            case Boolean truth -> new Json.Bool(truth);
            case Float number -> number(Float.toString(number), number);
            case Double number -> number(Double.toString(number), number);
            case Number number -> Json.Num.of(number.longValue());
            case List<?> list -> new Json.Arr(list.stream().map(Documents::value).toList());
            default -> new Json.Str(value.toString());
        };
    }

    static Json.Arr numbers(float[] values) {
        Json[] numbers = new Json[values.length];
        Arrays.setAll(numbers, i -> value(values[i]));
        return new Json.Arr(List.of(numbers));
    }

    static Json.Arr neighbors(List<Neighbor> neighbors) {
        return new Json.Arr(
                neighbors.stream()
                        .<Json>map(n -> object("word", n.key(), "similarity", n.score()))
                        .toList());
    }

    /// JSON has no NaN: what is not a number is null.
    private static Json number(String literal, double value) {
        return Double.isFinite(value) ? new Json.Num(literal) : new Json.Null();
    }
}
