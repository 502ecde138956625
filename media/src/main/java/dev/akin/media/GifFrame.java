package dev.akin.media;

import dev.akin.MalformedFileException;
import java.util.Arrays;

/// Where the first frame of a GIF lies on its screen (GIF89a, 18 and 20). Around it is white.
record GifFrame(int screenWidth, int screenHeight, int left, int top) {
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;

    static GifFrame first(PictureSource source) throws MalformedFileException {
        int at = 13 + tableBytes(source.at(10));
        while (source.at(at) == EXTENSION && at < source.length()) {
            at += 2;
            while (source.at(at) != 0) {
                at += 1 + source.at(at);
            }
            at++;
        }
        if (source.at(at) != IMAGE) {
            throw source.malformed(at, "the GIF has no picture");
        }
        int left = source.int16(at + 1L, true);
        int top = source.int16(at + 3L, true);
        int width = Math.max(source.int16(6, true), left + source.int16(at + 5L, true));
        int height = Math.max(source.int16(8, true), top + source.int16(at + 7L, true));
        source.checkSize(6, width, height, Long.MAX_VALUE);
        return new GifFrame(width, height, left, top);
    }

    /// Bytes of the table of colours whose size the flags tell.
    private static int tableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    Pixels onScreen(Pixels frame) {
        if (frame.width() == screenWidth && frame.height() == screenHeight) {
            return frame;
        }
        byte[] screen = new byte[screenWidth * screenHeight * Picture.CHANNELS];
        Arrays.fill(screen, (byte) 255);
        int row = frame.width() * Picture.CHANNELS;
        for (int y = 0; y < frame.height(); y++) {
            int to = ((top + y) * screenWidth + left) * Picture.CHANNELS;
            System.arraycopy(frame.rgb(), y * row, screen, to, row);
        }
        return new Pixels(screenWidth, screenHeight, screen);
    }
}
