package dev.akin.networks;

import dev.akin.text.Json;

/// Gated recurrent units (Cho and others 2014): reads a sequence from its beginning; all of it is the last state.
///
/// @param units numbers in a state, of each direction
/// @param bidirectional whether a second one reads from the end, and the states of both stand side by side
public record Gru(int units, boolean bidirectional) implements Body {
    /// @throws IllegalArgumentException if there are no units
    public Gru {
        Body.requirePositive("units", units);
    }

    /// One that reads from the beginning.
    public static Gru of(int units) {
        return new Gru(units, false);
    }

    /// The same in both directions.
    public Gru both() {
        return new Gru(units, true);
    }

    @Override
    public String name() {
        return "gru";
    }

    @Override
    public Json toJson() {
        return Json.object("name", name(), "units", units, "bidirectional", bidirectional);
    }
}
