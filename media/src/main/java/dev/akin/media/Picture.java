package dev.akin.media;

import java.util.Arrays;
import java.util.Objects;

/// A picture: 8-bit red, green and blue of each pixel, upright, without transparency. Immutable and thread-safe.
public final class Picture {
    /// Bytes of a pixel: red, green, blue.
    static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final byte[] rgb;

    private Picture(int width, int height, byte[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /// @param rgb row-major: [height × width × 3], each pixel red, green, blue; copied
    /// @throws IllegalArgumentException if a side is below 1, or the bytes are not as many as the sides say
    public static Picture of(int width, int height, byte[] rgb) {
        return owning(width, height, rgb.clone());
    }

    /// As [#of(int, int, byte\[\])], but keeps the array, which nobody changes from now on.
    static Picture owning(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a picture has at least 1 x 1 pixels, not " + width + " x " + height);
        }
        long needed = (long) width * height * CHANNELS;
        if (rgb.length != needed) {
            throw new IllegalArgumentException(
                    "a picture of "
                            + width
                            + " x "
                            + height
                            + " pixels has "
                            + needed
                            + " bytes, not "
                            + rgb.length);
        }
        return new Picture(width, height, rgb);
    }

    /// Pixels in a row, at least 1.
    public int width() {
        return width;
    }

    /// Rows of pixels, at least 1.
    public int height() {
        return height;
    }

    /// The colour of a pixel as `0xRRGGBB`.
    ///
    /// @throws IndexOutOfBoundsException if it lies outside
    public int rgb(int x, int y) {
        Objects.checkIndex(x, width);
        int at = CHANNELS * (Objects.checkIndex(y, height) * width + x);
        return ((rgb[at] & 0xff) << 16) | ((rgb[at + 1] & 0xff) << 8) | (rgb[at + 2] & 0xff);
    }

    /// All pixels, row-major: [height × width × 3], each pixel red, green, blue. A copy.
    public byte[] rgb() {
        return rgb.clone();
    }

    /// As [#rgb()], but the array itself: readers must not write.
    byte[] bytes() {
        return rgb;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that
                && width == that.width
                && height == that.height
                && Arrays.equals(rgb, that.rgb);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(rgb);
    }

    @Override
    public String toString() {
        return "Picture[" + width + " x " + height + "]";
    }
}
