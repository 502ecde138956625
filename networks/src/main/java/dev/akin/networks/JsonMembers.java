package dev.akin.networks;

import dev.akin.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The members of an object in a file, each of the kind it has to be.
///
/// @param what names the object in errors
record JsonMembers(String what, Json.Obj object) {
    /// @throws IllegalArgumentException if it is no object
    static JsonMembers of(String what, Json json) {
        if (json instanceof Json.Obj object) {
            return new JsonMembers(what, object);
        }
        throw new IllegalArgumentException(what + " is no JSON object");
    }

    Json get(String name) {
        Json value = object.get(name);
        if (value == null) {
            throw new IllegalArgumentException(what + " has no \"" + name + "\"");
        }
        return value;
    }

    String string(String name) {
        if (get(name) instanceof Json.Str value) {
            return value.value();
        }
        throw not(name, "text");
    }

    boolean flag(String name) {
        if (get(name) instanceof Json.Bool value) {
            return value.value();
        }
        throw not(name, "true or false");
    }

    double number(String name) {
        if (get(name) instanceof Json.Num value) {
            return value.asDouble();
        }
        throw not(name, "a number");
    }

    int integer(String name) {
        double value = number(name);
        if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
            return (int) value;
        }
        throw not(name, "a whole number");
    }

    List<Integer> integers(String name) {
        List<Integer> values = new ArrayList<>();
        for (Json element : elements(name)) {
            values.add(new JsonMembers(what, Json.object(name, element)).integer(name));
        }
        return values;
    }

    List<String> strings(String name) {
        List<String> values = new ArrayList<>();
        for (Json element : elements(name)) {
            values.add(new JsonMembers(what, Json.object(name, element)).string(name));
        }
        return values;
    }

    List<Json> elements(String name) {
        if (get(name) instanceof Json.Arr array) {
            return array.elements();
        }
        throw not(name, "a list");
    }

    Set<String> names() {
        return object.members().keySet();
    }

    private IllegalArgumentException not(String name, String wanted) {
        return new IllegalArgumentException("\"" + name + "\" of " + what + " is not " + wanted);
    }
}
