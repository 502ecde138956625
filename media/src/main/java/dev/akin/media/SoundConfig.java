package dev.akin.media;

import dev.akin.MalformedFileException;
import dev.akin.text.Json;

/// The members of a `preprocessor_config.json`; `null` counts as missing.
record SoundConfig(String file, Json.Obj object) {
    String text(String name) {
        return object.get(name) instanceof Json.Str(String text) ? text : "";
    }

    boolean truth(String name, boolean otherwise) {
        return object.get(name) instanceof Json.Bool(boolean truth) ? truth : otherwise;
    }

    double number(String name, double otherwise) {
        return object.get(name) instanceof Json.Num number ? number.asDouble() : otherwise;
    }

    /// From 1 to `most`.
    int whole(String name, int otherwise, int most) throws MalformedFileException {
        double number = number(name, otherwise);
        if (!(number >= 1 && number <= most)) {
            throw malformed("\"" + name + "\" is " + object.get(name) + " instead of 1 to " + most);
        }
        return (int) number;
    }

    MalformedFileException malformed(String reason) {
        return MalformedFileException.atByte(file, 0, reason);
    }
}
