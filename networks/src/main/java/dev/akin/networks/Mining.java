package dev.akin.networks;

import java.util.List;

/// Which triplets of a batch are learned from.
public enum Mining {
    /// For each picture the farthest of its class and the nearest of another (batch-hard; Hermans and others 2017).
    HARD,
    /// For each two of a class the nearest of another class that is farther than they are from each other; where there is none, the
    /// farthest (Schroff and others 2015).
    SEMI_HARD,
    /// All that have anything to learn from (batch-all; Hermans and others 2017).
    ALL;

    /// The names of [#of(String)].
    public static final List<String> NAMES = List.of("hard", "semi-hard", "all");

    /// What people call so.
    ///
    /// @throws IllegalArgumentException if there is none of this name; the message lists those there are
    public static Mining of(String name) {
        return switch (name) {
            case "hard" -> HARD;
            case "semi-hard" -> SEMI_HARD;
            case "all" -> ALL;
            default ->
                    throw new IllegalArgumentException(
                            "there is no mining \"" + name + "\", only " + NAMES);
        };
    }
}
