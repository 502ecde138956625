package dev.akin.media;

/// How a picture lies, by EXIF's tag 274: which corner its first pixel is of, and whether rows are columns.
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    HALF_TURN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    QUARTER_RIGHT(true, false, true),
    TRANSVERSE(true, true, true),
    QUARTER_LEFT(true, true, false);

    /// Pixels along the side of what is turned at a time, so that it stays in the cache.
    private static final int TILE = 64;

    private final boolean swaps;
    private final boolean fromRight;
    private final boolean fromBottom;

    /// @param swaps whether rows become columns
    /// @param fromRight whether the stored picture is read from right to left
    /// @param fromBottom whether it is read from the bottom upwards
    Orientation(boolean swaps, boolean fromRight, boolean fromBottom) {
        this.swaps = swaps;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /// What the file says; upright if it says nothing, or nothing that can be understood.
    static Orientation of(PictureSource source, PictureKind kind) {
        int value = Exif.orientation(source, kind);
        return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
    }

    Picture upright(Pixels pixels) {
        if (this == UPRIGHT) {
            return Picture.owning(pixels.width(), pixels.height(), pixels.rgb());
        }
        int width = swaps ? pixels.height() : pixels.width();
        int height = swaps ? pixels.width() : pixels.height();
        byte[] turned = new byte[pixels.rgb().length];
        for (int top = 0; top < height; top += TILE) {
            for (int left = 0; left < width; left += TILE) {
                for (int y = top; y < Math.min(height, top + TILE); y++) {
                    copy(pixels, left, y, turned, width);
                }
            }
        }
        return Picture.owning(width, height, turned);
    }

    /// A tile's part of a row, from `left` on.
    private void copy(Pixels pixels, int left, int y, byte[] out, int width) {
        byte[] in = pixels.rgb();
        int count = Math.min(width, left + TILE) - left;
        int from = from(pixels, left, y);
        int step = count == 1 ? 0 : from(pixels, left + 1, y) - from;
        int to = (y * width + left) * Picture.CHANNELS;
        for (int i = 0; i < count; i++, from += step, to += Picture.CHANNELS) {
            out[to] = in[from];
            out[to + 1] = in[from + 1];
            out[to + 2] = in[from + 2];
        }
    }

    /// Where the pixel is stored that belongs at (x, y).
    private int from(Pixels pixels, int x, int y) {
        int column = swaps ? y : x;
        int row = swaps ? x : y;
        int storedColumn = fromRight ? pixels.width() - 1 - column : column;
        int storedRow = fromBottom ? pixels.height() - 1 - row : row;
        return Picture.CHANNELS * (storedRow * pixels.width() + storedColumn);
    }
}
