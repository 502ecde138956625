package dev.akin.media;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads pictures: JPEG, PNG, GIF, BMP, WebP and TIFF, told by their first bytes and not by their name.
///
/// A picture is turned upright as its EXIF says (JPEG, PNG, WebP, TIFF; EXIF that cannot be read counts as upright). Of
/// several pictures in a file (animated GIF and WebP, TIFF with pages) the first is read. Numbers of 16 bits keep their upper
/// eight; grey is three equal channels; a JPEG of four inks becomes `(255 − ink) · (255 − black) / 255`; colour profiles are
/// not applied: all as Pillow does it. JPEGs decode to the same bytes as in libjpeg with its slow, exact transform.
///
/// Immutable, thread-safe, without a display and without temporary files.
public final class PictureReader {
    /// At most 100 million pixels, transparent ones on white.
    public static final PictureReader DEFAULT = new Builder().build();

    private final long maxPixels;
    private final Transparency transparency;

    private PictureReader(Builder builder) {
        this.maxPixels = builder.maxPixels;
        this.transparency = builder.transparency;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// One that begins as this reader is.
    public Builder toBuilder() {
        return new Builder().maxPixels(maxPixels).transparency(transparency);
    }

    /// Pixels above which a picture is refused before it is decoded.
    public long maxPixels() {
        return maxPixels;
    }

    public Transparency transparency() {
        return transparency;
    }

    /// Whether a name ends as those of pictures do that this reads; the bytes decide in the end.
    public static boolean looksLikePicture(Path file) {
        return PictureKind.ofName(String.valueOf(file.getFileName())) != null;
    }

    /// @throws MalformedFileException if the file is no picture, is cut short, or has more than [#maxPixels()] pixels
    public Picture read(Path file) throws IOException {
        if (Files.size(file) > Integer.MAX_VALUE - 8) {
            throw MalformedFileException.atByte(
                    file,
                    0,
                    "a file of "
                            + Files.size(file)
                            + " bytes is too large for a picture; at most "
                            + (Integer.MAX_VALUE - 8)
                            + " can be read");
        }
        return read(file.toString(), Files.readAllBytes(file));
    }

    /// As [#read(Path)], from bytes in memory.
    ///
    /// @param name what messages call them
    public Picture read(String name, byte[] bytes) throws MalformedFileException {
        PictureSource source = new PictureSource(name, bytes, maxPixels);
        PictureKind kind = PictureKind.of(source);
        Pixels pixels =
                kind == PictureKind.JPEG
                        ? new JpegDecoder(source).decode()
                        : new ImageIoDecoder(source, kind, transparency).decode();
        return Orientation.of(source, kind).upright(pixels);
    }

    /// Builds a [PictureReader].
    public static final class Builder {
        private long maxPixels = 100_000_000;
        private Transparency transparency = Transparency.WHITE;

        private Builder() {}

        /// Pixels above which a picture is refused before it is decoded; 100,000,000 by default. A pixel takes about 8 bytes
        /// while it is decoded.
        ///
        /// @throws IllegalArgumentException below 1 or above 700,000,000, which no array holds
        public Builder maxPixels(long pixels) {
            if (pixels < 1 || pixels > 700_000_000) {
                throw new IllegalArgumentException(
                        "pictures can be limited to 1 to 700000000 pixels, not " + pixels);
            }
            this.maxPixels = pixels;
            return this;
        }

        /// [Transparency#WHITE] by default.
        public Builder transparency(Transparency choice) {
            this.transparency = choice;
            return this;
        }

        public PictureReader build() {
            return new PictureReader(this);
        }
    }
}
