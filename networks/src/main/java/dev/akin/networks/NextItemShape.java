package dev.akin.networks;

import dev.akin.text.Json;

/// What a recommender of next items is, apart from its numbers. Immutable.
///
/// @param maxLength only so many of the last items are read
record NextItemShape(Body body, int maxLength) {
    Json toJson() {
        return Json.object("body", body.toJson(), "maxLength", maxLength);
    }

    /// @throws IllegalArgumentException if it describes none
    static NextItemShape parse(Json json) {
        JsonMembers members = JsonMembers.of("the recommender", json);
        int maxLength = members.integer("maxLength");
        Body.requirePositive("the items read", maxLength);
        return new NextItemShape(
                LanguageShape.requireForward(Body.parse(members.get("body"))), maxLength);
    }
}
