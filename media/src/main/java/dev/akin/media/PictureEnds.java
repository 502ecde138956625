package dev.akin.media;

import dev.akin.MalformedFileException;

/// Refuses files that are shorter than they say, where decoders would fill up with something.
final class PictureEnds {
    /// Bytes of a frame of an animated WebP before its own parts.
    private static final int FRAME_HEAD = 16;

    /// Where an extended WebP claims its size.
    private static final long CANVAS = 24;

    /// Where in a frame's head its size is.
    private static final int FRAME_SIZE = 6;

    private PictureEnds() {}

    static void check(PictureSource source, PictureKind kind) throws MalformedFileException {
        switch (kind) {
            case PNG -> png(source);
            case WEBP -> webp(source);
            default -> {}
        }
    }

    /// Chunks must be whole up to the last of the picture's data.
    private static void png(PictureSource source) throws MalformedFileException {
        boolean data = false;
        for (long at = 8; at + 8 <= source.length(); ) {
            boolean isData = source.has(at + 4, "IDAT");
            if (data && !isData) {
                return;
            }
            long end = at + 12 + source.int32(at, false);
            if (end > source.length()) {
                break;
            }
            data |= isData;
            if (source.has(at + 4, "IEND")) {
                return;
            }
            at = end;
        }
        throw source.malformed(source.length(), "the file is cut short within its picture");
    }

    /// The whole, and every part of it: decoders walk over what is not there for seconds.
    private static void webp(PictureSource source) throws MalformedFileException {
        long end = 8 + source.int32(4, true);
        atLeast(source, end);
        parts(source, 12, end, CANVAS);
    }

    /// @param claim where the size of the picture among these is claimed
    private static void parts(PictureSource source, long begin, long end, long claim)
            throws MalformedFileException {
        for (long at = begin; at + 8 <= end; ) {
            long length = source.int32(at + 4, true);
            atLeast(source, at + 8 + length);
            if (source.has(at, "VP8 ") || source.has(at, "VP8L")) {
                WebpCanvas.check(source, at, claim);
            }
            if (source.has(at, "ANMF")) {
                parts(source, at + 8 + FRAME_HEAD, at + 8 + length, at + 8 + FRAME_SIZE);
            }
            at += 8 + length + (length & 1);
        }
    }

    private static void atLeast(PictureSource source, long length) throws MalformedFileException {
        if (length > source.length()) {
            throw source.malformed(
                    source.length(),
                    "the file is cut short: " + source.length() + " of " + length + " bytes");
        }
    }
}
