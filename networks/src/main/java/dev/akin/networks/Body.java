package dev.akin.networks;

import dev.akin.text.Json;
import java.util.List;

/// What reads the rows of a sequence: what stands between the embedding layer and the answer. Immutable.
///
/// A body gives a vector for each place of a sequence, and one for all of it.
public sealed interface Body permits Attention, Cnn, Gru, Lstm, Mean {
    /// The names of [#of(String)].
    List<String> NAMES = List.of("mean", "cnn", "lstm", "gru", "attention");

    /// The body of this name, 64 wide.
    ///
    /// @throws IllegalArgumentException if there is none of this name; the message lists those there are
    static Body of(String name) {
        return of(name, 64);
    }

    /// The body of this name.
    ///
    /// @param units how wide it is: numbers in a state, filters of each width; nothing to the mean
    /// @throws IllegalArgumentException if there is none of this name; the message lists those there are
    static Body of(String name, int units) {
        return switch (name) {
            case "mean" -> new Mean();
            case "cnn" -> Cnn.of(units);
            case "lstm" -> Lstm.of(units);
            case "gru" -> Gru.of(units);
            case "attention" -> Attention.of(units);
            default ->
                    throw new IllegalArgumentException(
                            "there is no body \"" + name + "\", only " + NAMES);
        };
    }

    /// One of [#NAMES].
    String name();

    /// What [#parse(Json)] reads.
    Json toJson();

    /// @throws IllegalArgumentException if it describes none
    static Body parse(Json json) {
        JsonMembers members = JsonMembers.of("body", json);
        return switch (members.string("name")) {
            case "mean" -> new Mean();
            case "cnn" -> new Cnn(members.integer("filters"), members.integers("widths"));
            case "lstm" -> new Lstm(members.integer("units"), members.flag("bidirectional"));
            case "gru" -> new Gru(members.integer("units"), members.flag("bidirectional"));
            case "attention" ->
                    new Attention(
                            members.integer("units"),
                            members.integer("heads"),
                            members.integer("blocks"));
            default ->
                    throw new IllegalArgumentException(
                            "no body: \"" + members.string("name") + "\"");
        };
    }

    /// @throws IllegalArgumentException if below 1
    static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " ≥ 1, not " + value);
        }
    }
}
