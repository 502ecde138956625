package dev.akin.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// What a file of a picture or a sound is, told by its first bytes and not by its name. SVG and other kinds that hold scripts
/// are none of these.
public enum MediaType {
    JPEG(Kind.PICTURE, "image/jpeg"),
    PNG(Kind.PICTURE, "image/png"),
    GIF(Kind.PICTURE, "image/gif"),
    BMP(Kind.PICTURE, "image/bmp"),
    WEBP(Kind.PICTURE, "image/webp"),
    TIFF(Kind.PICTURE, "image/tiff"),
    WAV(Kind.SOUND, "audio/wav"),
    AIFF(Kind.SOUND, "audio/aiff"),
    AU(Kind.SOUND, "audio/basic"),
    FLAC(Kind.SOUND, "audio/flac");

    /// Enough for the first bytes of each.
    private static final int HEAD = 16;

    /// What a person does with it: look at it, or listen.
    public enum Kind {
        PICTURE,
        SOUND
    }

    private final Kind kind;
    private final String text;

    MediaType(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    public Kind kind() {
        return kind;
    }

    /// As a header `Content-Type` has it: `image/png`.
    public String text() {
        return text;
    }

    /// Of a file, which must be none that a link leads to; empty if it is neither a picture nor a sound that is read here.
    public static Optional<MediaType> of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return of(in.readNBytes(HEAD));
        }
    }

    /// As [#of(Path)], of the first bytes of a file.
    public static Optional<MediaType> of(byte[] head) {
        PictureSource picture = new PictureSource("", head, 1);
        for (PictureKind kind : PictureKind.values()) {
            if (kind.begins(picture)) {
                return Optional.of(of(kind));
            }
        }
        return SoundKind.ofHead(new SoundSource("", head, 1)).map(MediaType::of);
    }

    /// By the ending of a name alone; empty if it ends as neither pictures nor sounds do.
    public static Optional<Kind> kindOfName(Path file) {
        if (PictureReader.looksLikePicture(file)) {
            return Optional.of(Kind.PICTURE);
        }
        return SoundReader.looksLikeSound(file) ? Optional.of(Kind.SOUND) : Optional.empty();
    }

    private static MediaType of(PictureKind kind) {
        return switch (kind) {
            case JPEG -> JPEG;
            case PNG -> PNG;
            case GIF -> GIF;
            case BMP -> BMP;
            case WEBP -> WEBP;
            case TIFF -> TIFF;
        };
    }

    private static MediaType of(SoundKind kind) {
        return switch (kind) {
            case WAV -> WAV;
            case AIFF -> AIFF;
            case AU -> AU;
            case FLAC -> FLAC;
        };
    }
}
