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
        for (int y = 0, to = 0; y < height; y++) {
            for (int x = 0; x < width; x++, to += Picture.CHANNELS) {
                System.arraycopy(pixels.rgb(), from(pixels, x, y), turned, to, Picture.CHANNELS);
            }
        }
        return Picture.owning(width, height, turned);
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
