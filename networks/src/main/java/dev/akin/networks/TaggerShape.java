package dev.akin.networks;

import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.util.List;

/// What a tagger is, apart from its numbers. Immutable.
///
/// @param text how texts become words, as [dev.akin.text.Words#ofDescription] reads it
/// @param maxLength sentences longer than this are read in pieces
record TaggerShape(
        Body body, List<String> tags, WordFeatures features, String text, int maxLength) {
    TaggerShape {
        tags = List.copyOf(tags);
    }

    SequenceNetwork network(WordRows rows, FitOptions options) {
        return new TorchSequenceNetwork(
                rows, new TorchSequenceNetwork.Head(body, tags.size(), false, false), options);
    }

    /// The tag with the greatest score at a place.
    int best(float[] scores, int place) {
        int from = place * tags.size();
        int best = 0;
        for (int o = 1; o < tags.size(); o++) {
            best = scores[from + o] > scores[from + best] ? o : best;
        }
        return best;
    }

    Json toJson() {
        return Json.object(
                "body",
                body.toJson(),
                "tags",
                new Json.Arr(tags.stream().<Json>map(Json.Str::new).toList()),
                "features",
                features.toJson(),
                "text",
                text,
                "maxLength",
                maxLength);
    }

    /// @throws IllegalArgumentException if it describes none
    static TaggerShape parse(Json json, Vocabulary words) {
        JsonMembers members = JsonMembers.of("the tagger", json);
        List<String> tags = members.strings("tags");
        if (tags.isEmpty() || members.integer("maxLength") < 1) {
            throw new IllegalArgumentException("the tagger has no tags, or reads no words");
        }
        return new TaggerShape(
                Body.parse(members.get("body")),
                tags,
                WordFeatures.parse(members.get("features"), words),
                members.string("text"),
                members.integer("maxLength"));
    }
}
