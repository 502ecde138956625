package dev.akin.media;

import java.util.List;

/// Pictures side by side in one, each in a square of its own, at the upper left of it; black around.
public final class Mosaic {
    private Mosaic() {}

    /// Row by row, in their order.
    ///
    /// @param side of the squares, which no picture exceeds
    /// @param columns squares in a row
    /// @throws IllegalArgumentException if there are no pictures, or one of them is larger than its square
    public static Picture of(List<Picture> pictures, int side, int columns) {
        if (pictures.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(
                    pictures.size() + " pictures in " + columns + " columns make no mosaic");
        }
        int width = columns * side;
        int height = Math.ceilDiv(pictures.size(), columns) * side;
        byte[] rgb = new byte[Math.multiplyExact(Picture.CHANNELS * width, height)];
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            check(picture, side);
            put(picture, rgb, i / columns * side * width + i % columns * side, width);
        }
        return Picture.owning(width, height, rgb);
    }

    private static void check(Picture picture, int side) {
        if (Math.max(picture.width(), picture.height()) > side) {
            throw new IllegalArgumentException(
                    "a picture of "
                            + picture.width()
                            + " x "
                            + picture.height()
                            + " pixels is larger than a square of "
                            + side);
        }
    }

    private static void put(Picture picture, byte[] rgb, int pixel, int width) {
        int row = Picture.CHANNELS * picture.width();
        for (int y = 0; y < picture.height(); y++) {
            System.arraycopy(
                    picture.bytes(), y * row, rgb, Picture.CHANNELS * (pixel + y * width), row);
        }
    }
}
