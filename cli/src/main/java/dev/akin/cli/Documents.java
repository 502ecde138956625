package dev.akin.cli;

import dev.akin.embeddings.Neighbor;
import dev.akin.text.Json;
import java.util.List;

/// The parts of JSON documents that several commands print. Their field names are public: see docs/reference.
final class Documents {
    private Documents() {}

    static Json.Arr neighbors(List<Neighbor> neighbors) {
        return new Json.Arr(
                neighbors.stream()
                        .<Json>map(n -> Json.object("word", n.key(), "similarity", n.score()))
                        .toList());
    }
}
