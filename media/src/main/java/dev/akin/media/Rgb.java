package dev.akin.media;

import dev.akin.MalformedFileException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/// From what ImageIO decodes to red, green and blue: stored numbers as they are, where the JDK would turn grey lighter and
/// apply profiles.
final class Rgb {
    private final PictureSource source;
    private final Transparency transparency;

    Rgb(PictureSource source, Transparency transparency) {
        this.source = source;
        this.transparency = transparency;
    }

    Pixels of(BufferedImage image) throws MalformedFileException {
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * Picture.CHANNELS];
        switch (image.getColorModel()) {
            case IndexColorModel colors -> indexed(image.getRaster(), colors, rgb);
            case ColorModel model when isPlain(model) -> plain(image.getRaster(), model, rgb);
            case ColorModel model -> any(image, model, rgb);
        }
        return new Pixels(image.getWidth(), image.getHeight(), rgb);
    }

    /// Whether samples are grey or red, green, blue, of 8 or 16 bits each.
    private static boolean isPlain(ColorModel model) {
        int colors = model.getNumColorComponents();
        int type = model.getColorSpace().getType();
        boolean known =
                (colors == 1 && type == ColorSpace.TYPE_GRAY)
                        || (colors == 3 && type == ColorSpace.TYPE_RGB);
        int bits = model.getComponentSize(0);
        return known
                && (bits == 8 || bits == 16)
                && Arrays.stream(model.getComponentSize()).allMatch(size -> size == bits);
    }

    private void indexed(Raster raster, IndexColorModel colors, byte[] rgb) {
        int[] table = new int[colors.getMapSize()];
        colors.getRGBs(table);
        int width = raster.getWidth();
        int[] row = new int[width];
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++, to += Picture.CHANNELS) {
                put(table[Math.min(row[x], table.length - 1)], rgb, to);
            }
        }
    }

    private void plain(Raster raster, ColorModel model, byte[] rgb) {
        int bands = raster.getNumBands();
        int shift = model.getComponentSize(0) - 8;
        int colors = model.getNumColorComponents();
        boolean alpha = model.hasAlpha() && bands > colors;
        boolean multiplied = model.isAlphaPremultiplied();
        int width = raster.getWidth();
        int[] row = new int[width * bands];
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0, from = 0; x < width; x++, from += bands) {
                int opaque = alpha ? row[from + colors] >> shift : 255;
                for (int c = 0; c < Picture.CHANNELS; c++, to++) {
                    int value = row[from + (colors == 1 ? 0 : c)] >> shift;
                    rgb[to] = multiplied ? lit(value, opaque) : on(value, opaque);
                }
            }
        }
    }

    private void any(BufferedImage image, ColorModel model, byte[] rgb)
            throws MalformedFileException {
        int type = image.getRaster().getTransferType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            throw source.malformed(0, "its numbers are floating-point; 1 to 16 bits can be read");
        }
        if (model.getComponentSize(0) > 16) {
            throw source.malformed(
                    0,
                    "its numbers have " + model.getComponentSize(0) + " bits; 1 to 16 can be read");
        }
        int width = image.getWidth();
        int[] row = new int[width];
        for (int y = 0, to = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++, to += Picture.CHANNELS) {
                put(row[x], rgb, to);
            }
        }
    }

    private void put(int argb, byte[] rgb, int to) {
        int opaque = argb >>> 24;
        rgb[to] = on((argb >> 16) & 0xff, opaque);
        rgb[to + 1] = on((argb >> 8) & 0xff, opaque);
        rgb[to + 2] = on(argb & 0xff, opaque);
    }

    /// A value on white, or as it is: rounded as Pillow's `paste` does.
    private byte on(int value, int opaque) {
        if (opaque == 255 || transparency == Transparency.DROPPED) {
            return (byte) value;
        }
        int sum = value * opaque + 255 * (255 - opaque) + 128;
        return (byte) (((sum >> 8) + sum) >> 8);
    }

    /// As [#on], of a value that was multiplied by alpha already.
    private byte lit(int value, int opaque) {
        return (byte)
                (transparency == Transparency.DROPPED
                        ? value
                        : Math.min(255, value + 255 - opaque));
    }
}
