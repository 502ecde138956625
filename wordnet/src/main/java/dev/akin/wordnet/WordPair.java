package dev.akin.wordnet;

/// Two words that stand in some relation. The order within the pair means nothing, and is fixed.
public record WordPair(String first, String second) {

    /// The pair with its words in the order of their characters, so that a pair met both ways round is one pair.
    static WordPair sorted(String a, String b) {
        return a.compareTo(b) <= 0 ? new WordPair(a, b) : new WordPair(b, a);
    }
}
