package dev.akin.networks;

import dev.akin.text.Json;

/// What two towers are, apart from their numbers.
///
/// @param maxLength only so many of the last items of a user are looked at
record TowerShape(int maxLength) {
    Json toJson() {
        return Json.object("maxLength", maxLength);
    }

    /// @throws IllegalArgumentException if it describes none
    static TowerShape parse(Json json) {
        int maxLength = JsonMembers.of("the two towers", json).integer("maxLength");
        Body.requirePositive("the longest history", maxLength);
        return new TowerShape(maxLength);
    }
}
