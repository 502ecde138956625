package dev.akin.server;

import dev.akin.MalformedFileException;
import dev.akin.media.MediaType;
import dev.akin.media.Picture;
import dev.akin.media.PictureReader;
import dev.akin.media.Thumbnail;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Files of pictures and sounds as answers: whole, or as small pictures, the last of which are kept. Thread-safe.
final class MediaFiles {
    /// Pixels that are decoded, 8 bytes each, and bytes of a file that are read for it.
    private static final long MOST_PIXELS = 50_000_000;

    private static final long MOST_BYTES = 256 << 20;

    /// Bytes of small pictures that are kept.
    private static final long KEPT = 64 << 20;

    private static final PictureReader READER =
            PictureReader.builder().maxPixels(MOST_PIXELS).build();

    /// Decoding takes memory: no more pictures at once than processors.
    private final Semaphore decoding =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()));

    private final Map<Small, byte[]> small = new LinkedHashMap<>(256, 0.75f, true);
    private long kept;

    /// A small picture of one version of a file.
    private record Small(Path file, String tag, int side) {}

    /// @param file without links
    /// @param name what answers call it, without the way there
    /// @param side of a small picture; 0 for the whole file
    /// @throws ProblemException if it is neither a picture nor a sound, or a small picture of it cannot be made
    Reply reply(Path file, String name, int side) throws IOException {
        MediaType type = MediaType.of(file).orElseThrow(() -> notMedia(name));
        String tag = tag(file);
        if (side == 0) {
            return new Reply.Media(file, type.text(), tag);
        }
        if (type.kind() != MediaType.Kind.PICTURE) {
            throw ProblemException.field("size", "is for pictures, and " + name + " is a sound");
        }
        byte[] bytes = jpeg(new Small(file, tag, side), name);
        return new Reply.Thumb(bytes, tag.replaceFirst("\"$", "-" + side + "\""));
    }

    private static ProblemException notMedia(String name) {
        return new ProblemException(
                Status.NOT_FOUND_404,
                "\""
                        + name
                        + "\" names a file that is neither a picture nor a sound that is read here");
    }

    private static String tag(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return "\""
                + Long.toHexString(attributes.size())
                + "-"
                + Long.toHexString(attributes.lastModifiedTime().toMillis())
                + "\"";
    }

    private byte[] jpeg(Small wanted, String name) throws IOException {
        byte[] known = known(wanted);
        if (known != null) {
            return known;
        }
        decoding.acquireUninterruptibly();
        try {
            byte[] again = known(wanted); // Another request may have made it meanwhile.
            return again == null ? keep(wanted, made(wanted, name)) : again;
        } finally {
            decoding.release();
        }
    }

    private byte @Nullable [] known(Small wanted) {
        synchronized (small) {
            return small.get(wanted);
        }
    }

    private static byte[] made(Small wanted, String name) throws IOException {
        try {
            return Thumbnail.jpeg(Thumbnail.of(read(wanted.file(), name), wanted.side()));
        } catch (MalformedFileException e) {
            throw new ProblemException(
                    ProblemException.UNPROCESSABLE, "it cannot be shown: " + e.getMessage(), e);
        }
    }

    private static Picture read(Path file, String name) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes((int) MOST_BYTES);
            if (bytes.length == MOST_BYTES) {
                throw MalformedFileException.atByte(
                        name, MOST_BYTES, "pictures of up to " + MOST_BYTES + " bytes are shown");
            }
            return READER.read(name, bytes);
        }
    }

    private byte[] keep(Small wanted, byte[] made) {
        synchronized (small) {
            byte[] before = small.put(wanted, made);
            kept += made.length - (before == null ? 0 : before.length);
            var eldest = small.entrySet().iterator();
            while (kept > KEPT && eldest.hasNext()) {
                kept -= eldest.next().getValue().length;
                eldest.remove();
            }
        }
        return made;
    }
}
