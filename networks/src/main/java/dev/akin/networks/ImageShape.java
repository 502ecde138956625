package dev.akin.networks;

import dev.akin.text.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an encoder of pictures is, apart from its weights.
///
/// @param dimension numbers in a vector
/// @param tone what is taken from pixels, and what they are then divided by
/// @param texts whose space the vectors lie in; null for one of their own
record ImageShape(
        ImageBody body, ImageForm form, int dimension, Tone tone, @Nullable TextSpace texts) {
    /// @param mean of pixels in [0, 1]
    /// @param deviation their standard deviation
    record Tone(double mean, double deviation) {
        Tone {
            if (!(deviation > 0) || !Double.isFinite(mean) || Double.isInfinite(deviation)) {
                throw new IllegalArgumentException(
                        "pixels of the mean " + mean + " and the deviation " + deviation);
            }
        }
    }

    /// @throws IllegalArgumentException if the body cannot look at pictures of this size
    ImageShape {
        Body.requirePositive("the dimension", dimension);
        Body.requirePositive("what the body gives", body.outputs(form.size()));
    }

    /// Numbers that the body gives.
    int outputs() {
        return body.outputs(form.size());
    }

    /// Pixels as the network sees them.
    void put(byte[] pixels, float[] into, int at) {
        float scale = (float) (1 / (255 * tone.deviation()));
        float offset = (float) (-tone.mean() / tone.deviation());
        for (int i = 0; i < pixels.length; i++) {
            into[at + i] = (pixels[i] & 0xff) * scale + offset;
        }
    }

    Json toJson() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("body", body.toJson());
        members.put("channels", Json.of(form.channels()));
        members.put("size", Json.of(form.size()));
        members.put("dimension", Json.of(dimension));
        members.put("hidden", Json.of(outputs()));
        members.put("mean", Json.of(tone.mean()));
        members.put("deviation", Json.of(tone.deviation()));
        if (texts != null) {
            members.put("texts", texts.toJson());
        }
        return new Json.Obj(members);
    }

    /// @throws IllegalArgumentException if it describes none
    static ImageShape parse(Json json) {
        JsonMembers members = JsonMembers.of("the encoder of pictures", json);
        ImageShape shape =
                new ImageShape(
                        ImageBody.parse(members.get("body")),
                        new ImageForm(members.integer("size"), members.integer("channels")),
                        members.integer("dimension"),
                        new Tone(members.number("mean"), members.number("deviation")),
                        members.names().contains("texts")
                                ? TextSpace.parse(members.get("texts"))
                                : null);
        if (members.integer("hidden") != shape.outputs()) {
            throw new IllegalArgumentException(
                    "the body gives "
                            + shape.outputs()
                            + " numbers, but the file says "
                            + members.integer("hidden"));
        }
        return shape;
    }
}
