package dev.akin.media;

import java.util.Arrays;
import java.util.Objects;

/// A picture: 8-bit red, green and blue of each pixel, upright, without transparency. Immutable and thread-safe.
public final class Picture {
    /// Bytes of a pixel: red, green, blue.
    static final int CHANNELS = 3;

    /// Pixels whose bytes an array can hold.
    static final long MOST = 700_000_000;

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

    /// This picture in another size; sides change for themselves. To the bit as Pillow's `Image.resize` makes it.
    ///
    /// @throws IllegalArgumentException if a side is below 1, or the result has more than 700,000,000 pixels
    public Picture resized(int toWidth, int toHeight, Resampling how) {
        if (toWidth < 1 || toHeight < 1 || (long) toWidth * toHeight > MOST) {
            throw new IllegalArgumentException(
                    "a picture can be resized to 1 to "
                            + MOST
                            + " pixels, not to "
                            + toWidth
                            + " x "
                            + toHeight);
        }
        return Resizer.resize(this, toWidth, toHeight, how);
    }

    /// Its middle of this size, black where it is smaller. Where the rest cannot be halved, the middle is the one that Hugging
    /// Face's `center_crop` takes.
    ///
    /// @throws IllegalArgumentException if a side is below 1, or the result has more than 700,000,000 pixels
    public Picture middle(int toWidth, int toHeight) {
        if (toWidth < 1 || toHeight < 1 || (long) toWidth * toHeight > MOST) {
            throw new IllegalArgumentException(
                    "a middle of " + toWidth + " x " + toHeight + " pixels cannot be cut out");
        }
        int left = Math.floorDiv(width - toWidth, 2);
        int top = Math.floorDiv(height - toHeight, 2);
        // A frame that is one pixel thicker on one side has it where the pad is rounded up.
        int padLeft = left < 0 ? Math.ceilDiv(toWidth - width, 2) : -left;
        int padTop = top < 0 ? Math.ceilDiv(toHeight - height, 2) : -top;
        byte[] out = new byte[toWidth * toHeight * CHANNELS];
        int columns = Math.min(toWidth, width);
        for (int y = Math.max(0, padTop); y < Math.min(toHeight, height + padTop); y++) {
            int from = ((y - padTop) * width + Math.max(0, -padLeft)) * CHANNELS;
            int to = (y * toWidth + Math.max(0, padLeft)) * CHANNELS;
            System.arraycopy(rgb, from, out, to, columns * CHANNELS);
        }
        return new Picture(toWidth, toHeight, out);
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
