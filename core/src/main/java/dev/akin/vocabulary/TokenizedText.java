package dev.akin.vocabulary;

import java.util.Arrays;
import java.util.Objects;

/// The tokens of a text, each with its place there. Immutable.
public final class TokenizedText {
    private final int[] ids;
    private final int[] starts;
    private final int[] ends;

    private TokenizedText(int[] ids, int[] starts, int[] ends) {
        this.ids = ids;
        this.starts = starts;
        this.ends = ends;
    }

    /// Copies the first `size` of each.
    ///
    /// @param starts where each token begins in the text, in `char`s
    /// @param ends where it ends, exclusive
    /// @throws IllegalArgumentException if an array is shorter than `size`
    public static TokenizedText of(int size, int[] ids, int[] starts, int[] ends) {
        if (size > Math.min(ids.length, Math.min(starts.length, ends.length))) {
            throw new IllegalArgumentException("there are fewer tokens than " + size);
        }
        return new TokenizedText(
                Arrays.copyOf(ids, size), Arrays.copyOf(starts, size), Arrays.copyOf(ends, size));
    }

    /// How many tokens.
    public int size() {
        return ids.length;
    }

    /// The token's id. Takes 0 … size − 1, as all methods here.
    public int id(int token) {
        return ids[Objects.checkIndex(token, ids.length)];
    }

    /// Where the token begins in the text, in `char`s.
    public int start(int token) {
        return starts[Objects.checkIndex(token, ids.length)];
    }

    /// Where the token ends in the text, in `char`s, exclusive.
    public int end(int token) {
        return ends[Objects.checkIndex(token, ids.length)];
    }

    /// All ids: a copy.
    public int[] ids() {
        return ids.clone();
    }
}
