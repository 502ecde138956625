package dev.akin.media;

import java.util.ArrayList;
import java.util.List;

/// The segments of a JPEG up to its first scan (ITU T.81, B.1.1).
///
/// @param all in their order
/// @param scan where the marker of the first scan is, or −1
record JpegSegments(List<Segment> all, int scan) {
    private static final int SCAN = 0xda;
    private static final int END = 0xd9;

    /// @param marker its second byte
    /// @param begin the first byte after its length
    /// @param end the byte after its last
    record Segment(int marker, int begin, int end) {
        boolean isFrame() {
            return marker >= 0xc0
                    && marker <= 0xcf
                    && marker != 0xc4
                    && marker != 0xc8
                    && marker != 0xcc;
        }

        /// Whether a decoder needs it: all but what applications and people note.
        boolean isNeeded() {
            return !(marker >= 0xe0 && marker <= 0xef) && marker != 0xfe;
        }
    }

    static JpegSegments of(PictureSource source) {
        List<Segment> segments = new ArrayList<>();
        int at = 2;
        while (at + 4 <= source.length()) {
            if (source.at(at) != 0xff) {
                at++;
                continue;
            }
            int marker = source.at(at + 1);
            if (marker == SCAN) {
                return new JpegSegments(List.copyOf(segments), at);
            }
            if (marker == END) {
                break;
            }
            if (standsAlone(marker)) {
                at += marker == 0xff ? 1 : 2;
                continue;
            }
            int end = at + 2 + source.int16(at + 2L, false);
            if (end > source.length() || end < at + 4) {
                break;
            }
            segments.add(new Segment(marker, at + 4, end));
            at = end;
        }
        return new JpegSegments(List.copyOf(segments), -1);
    }

    private static boolean standsAlone(int marker) {
        return marker == 0xff || marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }
}
