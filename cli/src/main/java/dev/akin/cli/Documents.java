package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedTexts;
import dev.akin.embeddings.Neighbor;
import dev.akin.format.Column;
import dev.akin.text.Json;
import java.util.List;

/// The parts of JSON documents that several commands print. Their field names are public: see docs/reference.
final class Documents {
    private Documents() {}

    /// With the texts that the vectors were made of, if there are any.
    static Json.Arr neighbors(Embeddings words, List<Neighbor> neighbors) {
        Column texts = words.columns().get(EncodedTexts.TEXT);
        return texts == null
                ? neighbors(neighbors)
                : new Json.Arr(
                        neighbors.stream()
                                .<Json>map(n ->
                                        Json.object(
                                                "word",
                                                n.key(),
                                                "similarity",
                                                n.score(),
                                                "text",
                                                texts.text(words.id(n.key()))))
                                .toList());
    }

    static Json.Arr neighbors(List<Neighbor> neighbors) {
        return new Json.Arr(
                neighbors.stream()
                        .<Json>map(n -> Json.object("word", n.key(), "similarity", n.score()))
                        .toList());
    }
}
