package dev.akin.embeddings;

import dev.akin.vocabulary.SubwordTokenizer;
import java.util.List;

/// Makes vectors of texts. An empty text has a vector, too: that of no words.
public interface TextEncoder extends Encoder<String> {
    /// What a text is for. Some models were taught to see a prompt before the text that says so.
    enum Purpose {
        /// Neither: compared with its like.
        PLAIN,
        /// It asks.
        QUERY,
        /// It is searched.
        DOCUMENT
    }

    /// One vector for each text, in their order: [texts.size()][dimension].
    ///
    /// @throws IllegalStateException if the encoder is closed
    float[][] encode(List<String> texts, Purpose purpose);

    @Override
    default float[][] encode(List<? extends String> texts) {
        return encode(List.copyOf(texts), Purpose.PLAIN);
    }

    /// One vector for each text given as tokens of [#tokenizer()], without special ones, as they come: no prompt is added.
    ///
    /// @throws IllegalArgumentException if an id is not one of the tokenizer's
    float[][] encodeTokens(List<int[]> texts);

    /// What cuts a text.
    SubwordTokenizer tokenizer();

    /// The most tokens that one pass of the model sees, special ones left out; [Integer#MAX_VALUE] where there is no bound.
    /// Longer texts are encoded in pieces.
    int maxTokens();
}
