package dev.akin.embeddings;

import java.util.List;

/// A key that the table does not have, not even lower-cased; with the nearest known spellings.
public final class UnknownKeyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String[] suggestions;

    UnknownKeyException(String key, List<String> suggestions) {
        super("unknown key \"" + key + "\"" + advice(suggestions));
        this.key = key;
        this.suggestions = suggestions.toArray(String[]::new);
    }

    /// The key as it was asked for.
    public String key() {
        return key;
    }

    /// At most three known keys, the nearest first; empty if nothing is near.
    public List<String> suggestions() {
        return List.of(suggestions);
    }

    private static String advice(List<String> suggestions) {
        return suggestions.isEmpty()
                ? "; nothing is spelt like it"
                : "; did you mean " + String.join(", ", suggestions) + "?";
    }
}
