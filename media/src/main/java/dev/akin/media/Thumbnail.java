package dev.akin.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Small pictures of large ones, and their bytes. Thread-safe.
public final class Thumbnail {
    /// The largest side that is made.
    public static final int MOST = 1024;

    private static final float QUALITY = 0.85f;

    private Thumbnail() {}

    /// A picture whose longer side has so many pixels, the other in proportion, and at least one; the picture itself if it is no
    /// larger. By the bicubic filter, which widens as the picture shrinks.
    ///
    /// @param side 1 to [#MOST]
    /// @throws IllegalArgumentException if the side is not
    public static Picture of(Picture picture, int side) {
        if (side < 1 || side > MOST) {
            throw new IllegalArgumentException(
                    "a thumbnail has a side of 1 to " + MOST + " pixels, not " + side);
        }
        int longer = Math.max(picture.width(), picture.height());
        if (longer <= side) {
            return picture;
        }
        return picture.resized(
                scaled(picture.width(), side, longer),
                scaled(picture.height(), side, longer),
                Resampling.BICUBIC);
    }

    private static int scaled(int length, int side, int longer) {
        return (int) Math.max(1, Math.round((double) length * side / longer));
    }

    /// A picture as JPEG.
    ///
    /// @throws IllegalStateException if this Java cannot write it
    public static byte[] jpeg(Picture picture) {
        ImageWriter writer = writer();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image(picture), null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Nothing in memory fails to be written.
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(Picture picture) {
        int width = picture.width();
        BufferedImage image =
                new BufferedImage(width, picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.height(); y++) {
            int row = y;
            int[] colors = IntStream.range(0, width).map(x -> picture.rgb(x, row)).toArray();
            image.setRGB(0, y, width, 1, colors, 0, width);
        }
        return image;
    }

    /// The JDK's own, whatever else is on the class path.
    private static ImageWriter writer() {
        var providers =
                IIORegistry.getDefaultInstance()
                        .getServiceProviders(
                                ImageWriterSpi.class,
                                provider -> isJpeg((ImageWriterSpi) provider),
                                true);
        if (!providers.hasNext()) {
            throw new IllegalStateException("this Java has no writer of JPEG (java.desktop)");
        }
        try {
            return providers.next().createWriterInstance();
        } catch (IOException e) {
            throw new IllegalStateException("this Java's writer of JPEG cannot be opened", e);
        }
    }

    private static boolean isJpeg(ImageWriterSpi provider) {
        return provider.getClass().getName().startsWith("com.sun.")
                && provider.getClass().getName().toLowerCase(Locale.ROOT).contains("jpeg");
    }
}
