package dev.akin.search;

import java.util.Locale;

/// What decides how well a document answers.
public enum SearchMode {
    /// The nearness of vectors. A score is what the collection's similarity gives.
    VECTOR,
    /// The words, by BM25. Scores are above 0 and compare only within one answer.
    TEXT,
    /// Both: the two answers are fused by the ranks that documents have in them.
    HYBRID;

    /// The name on the command line: `vector`, `text`, `hybrid`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param label as [#label()] gives it
    /// @throws IllegalArgumentException for any other text
    public static SearchMode ofLabel(String label) {
        for (SearchMode mode : values()) {
            if (mode.label().equals(label)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "unknown mode \"" + label + "\": vector, text or hybrid");
    }
}
