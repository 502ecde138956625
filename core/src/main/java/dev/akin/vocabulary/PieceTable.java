package dev.akin.vocabulary;

import java.util.Arrays;
import java.util.List;

/// Tokens that are found as the longest that a run of characters begins with. A polynomial hash of every prefix of the run
/// is computed once, so that each length costs one look.
final class PieceTable {
    /// Odd, so that multiplication loses nothing.
    private static final long BASE = 0x9e3779b97f4a7c15L;

    private final char[] chars;
    private final int[] offsets;
    private final int[] ids;
    private final int[] slots;
    private final long[] powers;
    private final int longest;

    /// @param tokens at least one character each
    /// @param ids what is found for each
    PieceTable(List<String> tokens, int[] ids) {
        this.ids = ids.clone();
        this.chars = String.join("", tokens).toCharArray();
        this.offsets = new int[tokens.size() + 1];
        int most = 0;
        for (int i = 0; i < tokens.size(); i++) {
            offsets[i + 1] = offsets[i] + tokens.get(i).length();
            most = Math.max(most, tokens.get(i).length());
        }
        this.longest = most;
        this.powers = powers(most);
        this.slots = new int[Integer.highestOneBit(Math.max(8, tokens.size())) << 2];
        for (int i = 0; i < tokens.size(); i++) {
            put(i);
        }
    }

    private static long[] powers(int most) {
        long[] powers = new long[most + 1];
        powers[0] = 1;
        for (int i = 1; i <= most; i++) {
            powers[i] = powers[i - 1] * BASE;
        }
        return powers;
    }

    /// The hash of every prefix of `text[0 … length − 1]`, the empty one first.
    static long[] prefixes(char[] text, int length) {
        long[] prefixes = new long[length + 1];
        long hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * BASE + text[i] + 1;
            prefixes[i + 1] = hash;
        }
        return prefixes;
    }

    private void put(int token) {
        long hash = 0;
        for (int i = offsets[token]; i < offsets[token + 1]; i++) {
            hash = hash * BASE + chars[i] + 1;
        }
        int slot = slot(hash);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = token + 1;
    }

    private int slot(long hash) {
        long mixed = (hash ^ (hash >>> 32)) * BASE;
        return (int) (mixed >>> 32) & (slots.length - 1);
    }

    /// The longest token that `text[from … to − 1]` begins with.
    ///
    /// @param prefixes of [#prefixes]
    /// @return its length above its id, or -1
    long longest(char[] text, long[] prefixes, int from, int to) {
        for (int length = Math.min(longest, to - from); length > 0; length--) {
            long hash = prefixes[from + length] - prefixes[from] * powers[length];
            for (int slot = slot(hash); slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
                int token = slots[slot] - 1;
                if (Arrays.equals(
                        chars, offsets[token], offsets[token + 1], text, from, from + length)) {
                    return (long) length << 32 | ids[token];
                }
            }
        }
        return -1;
    }
}
