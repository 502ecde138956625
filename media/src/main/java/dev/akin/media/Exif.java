package dev.akin.media;

/// Finds the tag Orientation where each kind of file keeps its EXIF (Exif 2.32, 4.6.4). Never fails: what cannot be read says
/// nothing.
final class Exif {
    private static final int ORIENTATION = 274;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;
    private static final String MARK = "Exif\0\0";

    private Exif() {}

    /// 1 to 8, or 0 if nothing is said.
    static int orientation(PictureSource source, PictureKind kind) {
        return switch (kind) {
            case JPEG -> jpeg(source);
            case PNG -> png(source);
            case WEBP -> webp(source);
            case TIFF -> tiff(source, 0, source.length());
            case GIF, BMP -> 0;
        };
    }

    private static int jpeg(PictureSource source) {
        for (JpegSegments.Segment segment : JpegSegments.of(source).all()) {
            if (segment.marker() == 0xe1 && source.has(segment.begin(), MARK)) {
                return tiff(source, segment.begin() + MARK.length(), segment.end());
            }
        }
        return 0;
    }

    private static int png(PictureSource source) {
        for (long at = 8; at + 8 <= source.length(); ) {
            long length = source.int32(at, false);
            if (source.has(at + 4, "eXIf")) {
                return tiff(source, at + 8, at + 8 + length);
            }
            at += length + 12;
        }
        return 0;
    }

    private static int webp(PictureSource source) {
        for (long at = 12; at + 8 <= source.length(); ) {
            long length = source.int32(at + 4, true);
            if (source.has(at, "EXIF")) {
                long begin = source.has(at + 8, MARK) ? at + 8 + MARK.length() : at + 8;
                return tiff(source, begin, at + 8 + length);
            }
            at += 8 + length + (length & 1);
        }
        return 0;
    }

    /// @param begin where the head of a TIFF is, from which offsets count
    private static int tiff(PictureSource source, long begin, long end) {
        boolean little = source.has(begin, "II*\0");
        if (!little && !source.has(begin, "MM\0*")) {
            return 0;
        }
        long directory = begin + source.int32(begin + 4, little);
        int entries = source.int16(directory, little);
        for (int entry = 0; entry < entries; entry++) {
            long at = directory + 2 + (long) ENTRY * entry;
            if (at + ENTRY > end) {
                return 0;
            }
            if (source.int16(at, little) == ORIENTATION) {
                return source.int16(at + 2, little) == SHORT ? source.int16(at + 8, little) : 0;
            }
        }
        return 0;
    }
}
