package dev.akin.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds a member of an object by a name, or by names from the outermost on with dots between, as [JsonField] does.
final class JsonMember {
    private JsonMember() {}

    /// The member as a text: a string, strings with line feeds between, or a number as it is written; null if there is none.
    ///
    /// @throws JsonException if it is something else
    static @Nullable String text(Json.Obj object, String name) {
        Json found = find(object, name);
        return switch (found) {
            case null -> null;
            case Json.Null nothing -> null;
            case Json.Str(String text) -> text;
            case Json.Num(String literal) -> literal;
            case Json.Arr array -> joined(array, name);
            default -> throw other(name, found);
        };
    }

    /// The member as texts: each string of a list, a string or a number alone; none if there is none.
    ///
    /// @throws JsonException if it is something else
    static List<String> texts(Json.Obj object, String name) {
        if (!(find(object, name) instanceof Json.Arr array)) {
            String text = text(object, name);
            return text == null ? List.of() : List.of(text);
        }
        List<String> texts = new ArrayList<>();
        for (Json element : array.elements()) {
            texts.add(
                    switch (element) {
                        case Json.Str(String text) -> text;
                        case Json.Num(String literal) -> literal;
                        default -> throw other(name, element);
                    });
        }
        return List.copyOf(texts);
    }

    private static @Nullable Json find(Json.Obj object, String name) {
        Json direct = object.get(name);
        if (direct != null) {
            return direct;
        }
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (object.get(name.substring(0, dot)) instanceof Json.Obj inner) {
                Json found = find(inner, name.substring(dot + 1));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static String joined(Json.Arr array, String name) {
        List<String> texts = new ArrayList<>();
        for (Json element : array.elements()) {
            if (!(element instanceof Json.Str(String text))) {
                throw other(name, element);
            }
            texts.add(text);
        }
        return String.join("\n", texts);
    }

    private static JsonException other(String name, Json found) {
        return new JsonException(0, "the field " + Json.quote(name) + " is no text but " + found);
    }
}
