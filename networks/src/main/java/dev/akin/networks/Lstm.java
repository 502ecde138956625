package dev.akin.networks;

import dev.akin.text.Json;

/// Long short-term memory (Hochreiter & Schmidhuber 1997): reads a sequence from its beginning; all of it is the last state.
///
/// @param units numbers in a state, of each direction
/// @param bidirectional whether a second one reads from the end, and the states of both stand side by side
public record Lstm(int units, boolean bidirectional) implements Body {
    /// @throws IllegalArgumentException if there are no units
    public Lstm {
        Body.requirePositive("units", units);
    }

    /// One that reads from the beginning.
    public static Lstm of(int units) {
        return new Lstm(units, false);
    }

    /// The same in both directions.
    public Lstm both() {
        return new Lstm(units, true);
    }

    @Override
    public String name() {
        return "lstm";
    }

    @Override
    public Json toJson() {
        return Json.object("name", name(), "units", units, "bidirectional", bidirectional);
    }
}
