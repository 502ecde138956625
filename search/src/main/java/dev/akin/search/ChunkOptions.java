package dev.akin.search;

/// How long texts are cut into passages. Immutable.
///
/// @param tokens the most that a passage has, by the encoder's tokenizer: 8 or more
/// @param overlap so many tokens at the end of a passage, at the most, begin the next one, too; whole sentences only
public record ChunkOptions(int tokens, int overlap) {
    /// Passages of 200 tokens, of which 30 are also in the next.
    public static final ChunkOptions DEFAULT = new ChunkOptions(200, 30);

    /// @throws IllegalArgumentException if passages are shorter than 8 tokens, or more than half of one is overlap
    public ChunkOptions {
        if (tokens < 8) {
            throw new IllegalArgumentException("a passage has 8 tokens or more, not " + tokens);
        }
        if (overlap < 0 || overlap > tokens / 2) {
            throw new IllegalArgumentException(
                    "passages of "
                            + tokens
                            + " tokens overlap by 0 to "
                            + tokens / 2
                            + " tokens, not "
                            + overlap);
        }
    }
}
