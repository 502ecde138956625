package dev.akin.server;

import dev.akin.text.Json;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a request asks: the members of its JSON body, or the parameters behind the `?` of a GET or DELETE. Every field that is there
/// has to be asked for, so that a misspelt one is an error.
final class Fields {
    private final Map<String, Json> members;
    private final Map<String, Boolean> asked = new HashMap<>();

    private final String prefix;

    private Fields(Map<String, Json> members, String prefix) {
        this.members = members;
        this.prefix = prefix;
    }

    /// Of a request that leaves all as it is.
    static Fields none() {
        return new Fields(Map.of(), "");
    }

    /// The members of an object within a body.
    ///
    /// @param prefix what stands before the names of its members in errors: `documents[3].`
    static Fields of(Json.Obj object, String prefix) {
        return new Fields(object.members(), prefix);
    }

    /// @throws ProblemException if the body is too long, is no JSON object, or says that it is something else
    static Fields of(ServerRequest request, long mostBytes) {
        Method method = request.prologue().method();
        return method.equals(Method.GET) || method.equals(Method.DELETE)
                ? ofQuery(request.query())
                : ofBody(request, mostBytes);
    }

    private static Fields ofQuery(Parameters query) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (String name : query.names()) {
            List<String> values = query.all(name);
            members.put(name, Json.of(values.size() == 1 ? values.getFirst() : values));
        }
        return new Fields(members, "");
    }

    private static Fields ofBody(ServerRequest request, long mostBytes) {
        request.headers()
                .contentType()
                .filter(type -> !type.test(MediaTypes.APPLICATION_JSON))
                .ifPresent(type -> {
                    throw new ProblemException(
                            Status.UNSUPPORTED_MEDIA_TYPE_415,
                            "the body is " + type.text() + ", where application/json is read");
                });
        byte[] body = body(request, mostBytes);
        if (!(Json.parse(body) instanceof Json.Obj object)) {
            throw new ProblemException(
                    Status.BAD_REQUEST_400, "the body is JSON, but no object: {\"…\": …}");
        }
        return of(object, "");
    }

    private static byte[] body(ServerRequest request, long mostBytes) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, mostBytes + 1));
            if (body.length > mostBytes) {
                throw new ProblemException(
                        Status.REQUEST_ENTITY_TOO_LARGE_413,
                        "the body is longer than " + mostBytes + " bytes");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable Json get(String name) {
        asked.put(name, true);
        Json value = members.get(name);
        return value instanceof Json.Null ? null : value;
    }

    Json required(String name) {
        Json value = get(name);
        if (value == null) {
            throw ProblemException.field(prefix + name, "is missing");
        }
        return value;
    }

    String text(String name) {
        return text(prefix + name, required(name));
    }

    String text(String name, String otherwise) {
        Json value = get(name);
        return value == null ? otherwise : text(prefix + name, value);
    }

    @Nullable String textOrNull(String name) {
        Json value = get(name);
        return value == null ? null : text(prefix + name, value);
    }

    private static String text(String name, Json value) {
        if (value instanceof Json.Str(String text)) {
            return text;
        }
        throw ProblemException.field(name, "is " + kind(value) + ", where a string is expected");
    }

    /// A string, or an array of them.
    List<String> texts(String name) {
        return texts(name, required(name));
    }

    /// As [#texts(String)]; none if there is no such field.
    List<String> textsIfAny(String name) {
        Json value = get(name);
        return value == null ? List.of() : texts(name, value);
    }

    private static List<String> texts(String name, Json value) {
        if (!(value instanceof Json.Arr(List<Json> elements))) {
            return List.of(text(name, value));
        }
        List<String> texts = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            texts.add(text(name + "[" + i + "]", elements.get(i)));
        }
        return texts;
    }

    /// A whole number from `least` to `most`.
    int integer(String name, int otherwise, int least, int most) {
        Json value = get(name);
        if (value == null) {
            return otherwise;
        }
        String literal = literal(value);
        try {
            int number = Integer.parseInt(literal);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notWithin(name, literal, least, most);
        }
        throw notWithin(name, literal, least, most);
    }

    /// Behind a `?` numbers are texts.
    private static String literal(Json value) {
        return switch (value) {
            case Json.Num(String digits) -> digits;
            case Json.Str(String digits) -> digits;
            default -> kind(value);
        };
    }

    private static ProblemException notWithin(String name, String found, int least, int most) {
        return ProblemException.field(
                name,
                "is "
                        + found
                        + ", where a whole number from "
                        + least
                        + " to "
                        + most
                        + " is expected");
    }

    /// A number above or at `least`.
    double number(String name, double otherwise, double least) {
        Json value = get(name);
        if (value == null) {
            return otherwise;
        }
        String literal = literal(value);
        try {
            double number = Double.parseDouble(literal);
            if (number >= least && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notAbove(name, literal, least);
        }
        throw notAbove(name, literal, least);
    }

    private static ProblemException notAbove(String name, String found, double least) {
        return ProblemException.field(
                name, "is " + found + ", where a number from " + least + " on is expected");
    }

    boolean truth(String name, boolean otherwise) {
        return switch (get(name)) {
            case null -> otherwise;
            case Json.Bool(boolean value) -> value;
            case Json.Str(String value) when value.equals("true") -> true;
            case Json.Str(String value) when value.equals("false") -> false;
            case Json value ->
                    throw ProblemException.field(
                            name, "is " + kind(value) + ", where true or false is expected");
        };
    }

    /// One of a few words.
    String choice(String name, String otherwise, List<String> choices) {
        String text = text(name, otherwise);
        if (!choices.contains(text)) {
            throw ProblemException.field(
                    name,
                    "is \""
                            + text
                            + "\", where one of these is expected: "
                            + String.join(", ", choices));
        }
        return text;
    }

    /// Says that these fields are allowed, and mean nothing here.
    Fields ignoring(String... names) {
        for (String name : names) {
            asked.put(name, true);
        }
        return this;
    }

    /// @throws ProblemException if there is a field that nobody asked for
    void end() {
        Set<String> unknown = new TreeSet<>(members.keySet());
        unknown.removeAll(asked.keySet());
        if (!unknown.isEmpty()) {
            throw ProblemException.field(
                    prefix + unknown.iterator().next(),
                    "is no field here; known are "
                            + String.join(", ", new TreeSet<>(asked.keySet())));
        }
    }

    private static String kind(Json value) {
        return switch (value) {
            case Json.Obj _ -> "an object";
            case Json.Arr _ -> "an array";
            case Json.Str(String text) -> "\"" + text + "\"";
            case Json.Num(String literal) -> literal;
            case Json.Bool(boolean truth) -> Boolean.toString(truth);
            case Json.Null _ -> "null";
        };
    }
}
