package dev.akin.vocabulary;

/// Cuts a text into the tokens of a pretrained model: words, and parts of words. Thread-safe.
public interface SubwordTokenizer {
    /// The tokens of a text, without the special ones that a model puts around it.
    TokenizedText tokenize(String text);

    /// How many tokens there are, which are the ids 0 … size − 1.
    int size();

    /// @throws IndexOutOfBoundsException if the id is not 0 … size − 1
    String token(int id);

    /// The id of exactly this token, or -1.
    int id(String token);

    /// The same for two tokenizers only if they cut every text alike: short hexadecimal.
    String fingerprint();
}
