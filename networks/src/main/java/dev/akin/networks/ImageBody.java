package dev.akin.networks;

import dev.akin.text.Json;
import java.util.List;

/// What looks at a picture: what stands between its pixels and the layer that gives the vector. Immutable.
public sealed interface ImageBody permits ImageCnn, ImageTransformer {
    /// The names of [#of(String)].
    List<String> NAMES = List.of("cnn", "vit");

    /// The body of this name, as it is unless told.
    ///
    /// @throws IllegalArgumentException if there is none of this name; the message lists those there are
    static ImageBody of(String name) {
        return switch (name) {
            case "cnn" -> ImageCnn.standard();
            case "vit" -> ImageTransformer.standard();
            default ->
                    throw new IllegalArgumentException(
                            "there is no architecture \"" + name + "\", only " + NAMES);
        };
    }

    /// One of [#NAMES].
    String name();

    /// What [#parse(Json)] reads.
    Json toJson();

    /// How many numbers it gives for a picture of `size` × `size`.
    ///
    /// @throws IllegalArgumentException if it cannot look at such a one
    int outputs(int size);

    /// @throws IllegalArgumentException if it describes none
    static ImageBody parse(Json json) {
        JsonMembers members = JsonMembers.of("body", json);
        return switch (members.string("name")) {
            case "cnn" -> new ImageCnn(members.integers("filters"));
            case "vit" ->
                    new ImageTransformer(
                            members.integer("patch"),
                            members.integer("units"),
                            members.integer("heads"),
                            members.integer("blocks"));
            default ->
                    throw new IllegalArgumentException(
                            "no body of pictures: \"" + members.string("name") + "\"");
        };
    }
}
