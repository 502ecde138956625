package dev.akin.media;

import dev.akin.MalformedFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The layouts of pictures that are read.
enum PictureKind {
    JPEG("jpeg", "jpg|jpeg|jpe|jfif", 2048),
    PNG("png", "png", 8 * 1032),
    GIF("gif", "gif", 4096),
    BMP("bmp", "bmp|dib", 1024),
    /// One colour takes no bits at all.
    WEBP("webp", "webp", Long.MAX_VALUE),
    TIFF("tiff", "tif|tiff", Long.MAX_VALUE);

    private final String format;
    private final String extensions;
    private final long mostPerByte;

    /// @param extensions what a name ends with: one of them, as a regular expression
    PictureKind(String format, String extensions, long mostPerByte) {
        this.format = format;
        this.extensions = extensions;
        this.mostPerByte = mostPerByte;
    }

    /// What ImageIO calls it.
    String format() {
        return format;
    }

    /// Whether the JDK's own reader is the one to take; it reads neither WebP nor every TIFF.
    boolean readByJdk() {
        return this != WEBP && this != TIFF;
    }

    /// The most pixels that a byte of such a file can stand for: the best that its compression does.
    long mostPerByte() {
        return mostPerByte;
    }

    static @Nullable PictureKind ofName(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (PictureKind kind : values()) {
            if (name.indexOf('.') >= 0 && extension.matches(kind.extensions)) {
                return kind;
            }
        }
        return null;
    }

    static PictureKind of(PictureSource source) throws MalformedFileException {
        for (PictureKind kind : values()) {
            if (kind.begins(source)) {
                return kind;
            }
        }
        throw source.malformed(
                0,
                source.length() == 0
                        ? "the file is empty"
                        : "it is no picture: it does not begin as JPEG, PNG, GIF, BMP, WebP or TIFF"
                                + " does");
    }

    boolean begins(PictureSource source) {
        return switch (this) {
            case JPEG -> source.has(0, "\u00ff\u00d8\u00ff");
            case PNG -> source.has(0, "\u0089PNG\r\n\u001a\n");
            case GIF -> source.has(0, "GIF87a") || source.has(0, "GIF89a");
            case BMP -> source.has(0, "BM");
            case WEBP -> source.has(0, "RIFF") && source.has(8, "WEBP");
            case TIFF ->
                    source.has(0, "II*\0")
                            || source.has(0, "MM\0*")
                            || source.has(0, "II+\0")
                            || source.has(0, "MM\0+");
        };
    }
}
