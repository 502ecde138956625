package dev.akin.networks;

import dev.akin.text.Json;

/// A vision transformer (Dosovitskiy and others 2021): squares of pixels as a sequence, blocks of self-attention ([Attention]), and the mean of what
/// they give, as Beyer and others 2022 take it in place of a class token.
///
/// @param patch pixels of a side of a square
/// @param units numbers in a vector between blocks; a multiple of `heads`
/// @param heads how many weigh the squares, each in its own way
/// @param blocks how many stand one on the other
public record ImageTransformer(int patch, int units, int heads, int blocks) implements ImageBody {
    /// @throws IllegalArgumentException if one is below 1, or the units are no multiple of the heads
    public ImageTransformer {
        Body.requirePositive("a patch", patch);
        Body.requirePositive("blocks", new Attention(units, heads, blocks).blocks());
    }

    /// Squares of 4 × 4, 64 units, 4 heads, 4 blocks.
    public static ImageTransformer standard() {
        return new ImageTransformer(4, 64, 4, 4);
    }

    Attention attention() {
        return new Attention(units, heads, blocks);
    }

    @Override
    public String name() {
        return "vit";
    }

    @Override
    public int outputs(int size) {
        if (size % patch != 0) {
            throw new IllegalArgumentException(
                    size
                            + " pixels are not cut into squares of "
                            + patch
                            + "; take a size that is a multiple of "
                            + patch);
        }
        return units;
    }

    @Override
    public Json toJson() {
        return Json.object(
                "name", name(), "patch", patch, "units", units, "heads", heads, "blocks", blocks);
    }
}
