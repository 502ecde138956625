package dev.akin.lexicon;

/// Two words and what holds between them, in no order.
///
/// @param weight above 0 and finite: how much the pair counts beside others of the same word
public record LexiconPair(String first, String second, Relation relation, double weight) {
    /// @throws IllegalArgumentException if a word is empty, both are the same, or the weight is not above 0 and finite
    public LexiconPair {
        if (first.isBlank() || second.isBlank() || first.equals(second)) {
            throw new IllegalArgumentException(
                    "a pair is of two different words, not \""
                            + first
                            + "\" and \""
                            + second
                            + "\"");
        }
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a weight is above 0, not " + weight);
        }
    }

    /// A pair of weight 1.
    public static LexiconPair of(String first, String second, Relation relation) {
        return new LexiconPair(first, second, relation, 1);
    }
}
