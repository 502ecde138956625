package dev.akin.networks;

import dev.akin.text.Json;

/// Self-attention: the encoder of a Transformer (Vaswani and others 2017), normalised before each part, with sinusoidal positions;
/// all of a sequence is the mean of its places.
///
/// @param units numbers in a vector; a multiple of `heads`
/// @param heads how many weigh the places, each in its own way
/// @param blocks how many stand one on the other
public record Attention(int units, int heads, int blocks) implements Body {
    /// @throws IllegalArgumentException if one is below 1, or the units are no multiple of the heads
    public Attention {
        Body.requirePositive("units", units);
        Body.requirePositive("heads", heads);
        Body.requirePositive("blocks", blocks);
        if (units % heads != 0) {
            throw new IllegalArgumentException(
                    units + " units cannot be shared out among " + heads + " heads");
        }
    }

    /// One block of heads of 16 units, where these go into `units`; else one head.
    public static Attention of(int units) {
        return new Attention(units, units % 16 == 0 ? units / 16 : 1, 1);
    }

    @Override
    public String name() {
        return "attention";
    }

    @Override
    public Json toJson() {
        return Json.object("name", name(), "units", units, "heads", heads, "blocks", blocks);
    }
}
