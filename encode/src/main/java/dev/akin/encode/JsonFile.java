package dev.akin.encode;

import dev.akin.MalformedFileException;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON object of a file, asked for members that may be missing. What has another type than expected counts as missing,
/// as `null` does, which Python writes for what is not set.
record JsonFile(Path file, Json.Obj object) {

    /// As an empty object if there is no such file.
    static JsonFile optional(Path file) throws IOException {
        return Files.exists(file) ? required(file) : new JsonFile(file, new Json.Obj(Map.of()));
    }

    /// @throws MalformedFileException if the file is no JSON object
    static JsonFile required(Path file) throws IOException {
        if (parse(file) instanceof Json.Obj object) {
            return new JsonFile(file, object);
        }
        throw MalformedFileException.atByte(file, 0, "it is no JSON object");
    }

    /// @throws MalformedFileException if the file is no JSON array of objects
    static List<JsonFile> list(Path file) throws IOException {
        List<JsonFile> objects = new ArrayList<>();
        if (parse(file) instanceof Json.Arr array) {
            for (Json element : array.elements()) {
                if (element instanceof Json.Obj object) {
                    objects.add(new JsonFile(file, object));
                }
            }
            if (objects.size() == array.elements().size()) {
                return objects;
            }
        }
        throw MalformedFileException.atByte(file, 0, "it is no JSON array of objects");
    }

    private static Json parse(Path file) throws IOException {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (JsonException e) {
            throw MalformedFileException.atByte(file, e.offset(), e.reason(), e);
        }
    }

    String text(String name, String otherwise) {
        return object.get(name) instanceof Json.Str(String text) ? text : otherwise;
    }

    boolean truth(String name, boolean otherwise) {
        return object.get(name) instanceof Json.Bool(boolean truth) ? truth : otherwise;
    }

    /// Rounded towards zero; Python writes large numbers like 1e30.
    long number(String name, long otherwise) {
        return object.get(name) instanceof Json.Num number ? (long) number.asDouble() : otherwise;
    }

    /// A text, or a list of texts.
    List<String> texts(String name) {
        return switch (object.get(name)) {
            case Json.Str(String text) -> List.of(text);
            case Json.Arr array ->
                    array.elements().stream()
                            .filter(Json.Str.class::isInstance)
                            .map(text -> ((Json.Str) text).value())
                            .toList();
            case null, default -> List.of();
        };
    }

    /// Of an array; none if it is something else.
    List<Json> elements(String name) {
        return object.get(name) instanceof Json.Arr array ? array.elements() : List.of();
    }

    Map<String, String> textsByName(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (object.get(name) instanceof Json.Obj named) {
            named.members()
                    .forEach((key, value) -> {
                        if (value instanceof Json.Str(String text)) {
                            texts.put(key, text);
                        }
                    });
        }
        return texts;
    }

    MalformedFileException malformed(String reason) {
        return MalformedFileException.atByte(file, 0, reason);
    }
}
