package dev.akin.networks;

import dev.akin.text.Json;

/// What a language model is, apart from its numbers. Immutable.
///
/// @param text how texts become words, as [dev.akin.text.Words#ofDescription] reads it
/// @param maxLength sentences longer than this are read in pieces
record LanguageShape(Body body, String text, int maxLength) {

    /// @throws IllegalArgumentException if the body sees what it is to predict
    static Body requireForward(Body body) {
        boolean backward =
                switch (body) {
                    case Lstm lstm -> lstm.bidirectional();
                    case Gru gru -> gru.bidirectional();
                    default -> false;
                };
        if (backward) {
            throw new IllegalArgumentException(
                    "a body that reads from the end sees what it is to predict; take one direction");
        }
        if (body instanceof Mean) {
            throw new IllegalArgumentException(
                    "the mean of a sentence does not tell what comes next; take cnn, lstm, gru or"
                            + " attention");
        }
        return body;
    }

    Json toJson() {
        return Json.object("body", body.toJson(), "text", text, "maxLength", maxLength);
    }

    /// @throws IllegalArgumentException if it describes none
    static LanguageShape parse(Json json) {
        JsonMembers members = JsonMembers.of("the language model", json);
        int maxLength = members.integer("maxLength");
        Body.requirePositive("the longest piece", maxLength);
        return new LanguageShape(
                requireForward(Body.parse(members.get("body"))), members.string("text"), maxLength);
    }
}
