package dev.akin.networks;

import dev.akin.text.Json;

/// What a model of texts' vectors is, apart from its numbers.
///
/// @param maxLength words of a text beyond this are not read
record MetricShape(Body body, int maxLength) {
    Json toJson() {
        return Json.object("body", body.toJson(), "maxLength", maxLength);
    }

    /// @throws IllegalArgumentException if it describes none
    static MetricShape parse(Json json) {
        JsonMembers members = JsonMembers.of("the model of vectors", json);
        int maxLength = members.integer("maxLength");
        Body.requirePositive("the longest text", maxLength);
        return new MetricShape(Body.parse(members.get("body")), maxLength);
    }
}
