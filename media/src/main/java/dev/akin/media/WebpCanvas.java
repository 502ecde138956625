package dev.akin.media;

import dev.akin.MalformedFileException;

/// Checks that the canvas that an extended WebP claims is not far larger than its picture or a frame (RFC 9649, 2.7): decoders
/// fill what is too large for minutes.
final class WebpCanvas {
    private static final int SIDE = 0x3fff;

    /// How many times as large as a frame an animation may be.
    private static final long MOST = 16;

    private WebpCanvas() {}

    /// @param at where the part of a picture's data begins
    /// @param claim where a width and a height of 24 bits each are claimed, less one
    static void check(PictureSource source, long at, long claim) throws MalformedFileException {
        if (!source.has(12, "VP8X")) {
            return;
        }
        long canvasWidth = 1 + (source.int32(claim, true) & 0xffffff);
        long canvasHeight = 1 + (source.int32(claim + 2, true) >> 8);
        long width;
        long height;
        if (source.has(at, "VP8L")) {
            long sides = source.int32(at + 9, true);
            width = 1 + (sides & SIDE);
            height = 1 + ((sides >> 14) & SIDE);
        } else {
            width = source.int16(at + 14, true) & SIDE;
            height = source.int16(at + 16, true) & SIDE;
        }
        if (canvasWidth * canvasHeight > MOST * width * height) {
            throw source.malformed(
                    claim,
                    "it claims "
                            + canvasWidth
                            + " x "
                            + canvasHeight
                            + " pixels, but its picture has "
                            + width
                            + " x "
                            + height);
        }
    }
}
