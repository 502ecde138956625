package dev.akin.networks;

import dev.akin.text.Json;

/// The encoder of texts into whose space pictures were brought.
///
/// @param encoder what opens it again
/// @param fingerprint of it when it was learned from
record TextSpace(String encoder, String fingerprint) {
    Json toJson() {
        return Json.object("encoder", encoder, "fingerprint", fingerprint);
    }

    static TextSpace parse(Json json) {
        JsonMembers members = JsonMembers.of("the encoder of texts", json);
        return new TextSpace(members.string("encoder"), members.string("fingerprint"));
    }
}
