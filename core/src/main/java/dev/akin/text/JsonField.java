package dev.akin.text;

import java.util.Arrays;
import java.util.List;

/// Finds one member in lines that are JSON objects. Not thread-safe.
final class JsonField {
    /// What a record has to give.
    enum Found {
        TEXT,
        NOTHING
    }

    private final String field;
    private final List<String> path;

    /// @param field a member's name, or the names from the outermost on with dots between
    JsonField(String field) {
        this.field = field;
        this.path = Arrays.asList(field.split("\\.", -1));
    }

    /// Adds the text of the object in `utf8[from … to − 1]` to `into`: a string, or strings with line feeds between.
    ///
    /// @throws JsonException if that is no JSON object, or the member is neither text, nor a list of texts, nor null
    Found read(byte[] utf8, int from, int to, Bytes into) {
        JsonReader reader = new JsonReader(utf8, from, to);
        Found found = member(reader, 0, into);
        reader.end();
        return found;
    }

    private Found member(JsonReader reader, int depth, Bytes into) {
        Found found = Found.NOTHING;
        String rest = String.join(".", path.subList(depth, path.size()));
        reader.beginObject();
        for (String name; (name = reader.nextName()) != null; ) {
            if (found == Found.TEXT) {
                reader.skip();
            } else if (name.equals(rest)) {
                found = text(reader, into);
            } else if (name.equals(path.get(depth)) && reader.peek() == JsonReader.Kind.OBJECT) {
                found = member(reader, depth + 1, into);
            } else {
                reader.skip();
            }
        }
        return found;
    }

    private Found text(JsonReader reader, Bytes into) {
        switch (reader.peek()) {
            case NULL -> {
                reader.nothing();
                return Found.NOTHING;
            }
            case ARRAY -> {
                reader.beginArray();
                while (reader.nextElement()) {
                    string(reader, into);
                }
            }
            default -> string(reader, into);
        }
        return Found.TEXT;
    }

    private void string(JsonReader reader, Bytes into) {
        if (reader.peek() != JsonReader.Kind.STRING) {
            throw new JsonException(
                    reader.offset(),
                    "the field " + Json.quote(field) + " is no text but " + reader.peek());
        }
        into.add(reader.string());
        into.add((byte) '\n');
    }
}
