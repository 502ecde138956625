package dev.akin.media;

import dev.akin.MalformedFileException;
import java.nio.charset.StandardCharsets;

/// The bytes of a picture's file, and what messages call it.
@SuppressWarnings("ArrayRecordComponent") // never compared
record PictureSource(String name, byte[] bytes, long maxPixels) {
    int length() {
        return bytes.length;
    }

    /// The byte there, from 0 to 255; 0 past the end.
    int at(long offset) {
        return offset >= 0 && offset < bytes.length ? bytes[(int) offset] & 0xff : 0;
    }

    int int16(long offset, boolean littleEndian) {
        return littleEndian
                ? at(offset) | (at(offset + 1) << 8)
                : (at(offset) << 8) | at(offset + 1);
    }

    /// Unsigned, of 32 bits.
    long int32(long offset, boolean littleEndian) {
        long low = int16(littleEndian ? offset : offset + 2, littleEndian);
        long high = int16(littleEndian ? offset + 2 : offset, littleEndian);
        return (high << 16) | low;
    }

    boolean has(long offset, String ascii) {
        byte[] expected = ascii.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < expected.length; i++) {
            if (offset + i >= bytes.length || at(offset + i) != (expected[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    MalformedFileException malformed(long offset, String reason) {
        return MalformedFileException.atByte(name, offset, reason);
    }

    MalformedFileException malformed(long offset, String reason, Throwable cause) {
        return MalformedFileException.atByte(name, offset, reason, cause);
    }

    /// Refuses a size before room is made for it.
    ///
    /// @param offset where the size is written
    /// @param mostPerByte pixels that a byte of the file can stand for
    void checkSize(long offset, int width, int height, long mostPerByte)
            throws MalformedFileException {
        if (width < 1 || height < 1) {
            throw malformed(offset, "a picture of " + width + " x " + height + " pixels");
        }
        long pixels = (long) width * height;
        if (pixels > maxPixels) {
            throw malformed(
                    offset,
                    "a picture of "
                            + width
                            + " x "
                            + height
                            + " = "
                            + pixels
                            + " pixels; at most "
                            + maxPixels
                            + " are decoded; make it smaller, or raise the limit (--max-pixels)");
        }
        if (pixels / mostPerByte > length()) {
            throw malformed(
                    offset,
                    "it claims "
                            + width
                            + " x "
                            + height
                            + " pixels, which its "
                            + length()
                            + " bytes cannot hold");
        }
    }
}
