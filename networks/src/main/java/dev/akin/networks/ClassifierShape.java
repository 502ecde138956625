package dev.akin.networks;

import dev.akin.layers.EmbeddingLayer;
import dev.akin.text.Json;
import java.util.Arrays;
import java.util.List;

/// What a classifier is, apart from its numbers. Immutable.
///
/// @param several whether a text may have any number of labels
/// @param maxLength words of a text beyond this are not read
record ClassifierShape(Body body, List<String> labels, boolean several, int maxLength) {
    ClassifierShape {
        labels = List.copyOf(labels);
    }

    SequenceNetwork network(EmbeddingLayer layer, FitOptions options) {
        return body instanceof Mean
                ? new MeanNetwork(layer, labels.size(), options)
                : new TorchSequenceNetwork(
                        layer,
                        new TorchSequenceNetwork.Head(body, labels.size(), true, false),
                        options);
    }

    /// How many answers about example `i` are right: of 1, or of as many as there are labels.
    int right(float[] scores, int i, int[] wanted) {
        int from = i * labels.size();
        if (!several) {
            int best = 0;
            for (int o = 1; o < labels.size(); o++) {
                best = scores[from + o] > scores[from + best] ? o : best;
            }
            return best == wanted[0] ? 1 : 0;
        }
        boolean[] marks = new boolean[labels.size()];
        Arrays.stream(wanted).forEach(label -> marks[label] = true);
        int right = 0;
        for (int o = 0; o < labels.size(); o++) {
            right += scores[from + o] > 0 == marks[o] ? 1 : 0;
        }
        return right;
    }

    /// Scores → probabilities, in their place.
    void probabilities(float[] scores) {
        if (several) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] = (float) Softmax.sigmoid(scores[i]);
            }
            return;
        }
        for (int from = 0; from < scores.length; from += labels.size()) {
            Softmax.apply(scores, from, labels.size());
        }
    }

    Json toJson() {
        return Json.object(
                "body",
                body.toJson(),
                "labels",
                new Json.Arr(labels.stream().<Json>map(Json.Str::new).toList()),
                "several",
                several,
                "maxLength",
                maxLength);
    }

    /// @throws IllegalArgumentException if it describes none
    static ClassifierShape parse(Json json) {
        JsonMembers members = JsonMembers.of("the classifier", json);
        List<String> labels = members.strings("labels");
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("the classifier has no labels");
        }
        return new ClassifierShape(
                Body.parse(members.get("body")),
                labels,
                members.flag("several"),
                members.integer("maxLength"));
    }
}
