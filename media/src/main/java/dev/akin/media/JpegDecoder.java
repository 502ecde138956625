package dev.akin.media;

import dev.akin.MalformedFileException;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;

/// JPEG by the JDK's libjpeg, which is given only what it needs to decode and asked for the raw channels: what cameras and
/// programs note cannot mislead it, and four inks work too. The colours are worked out here as libjpeg and Pillow do.
final class JpegDecoder {
    private static final int ADOBE_SEGMENT = 0xee;
    private static final int JFIF_SEGMENT = 0xe0;

    private final PictureSource source;
    private final JpegSegments segments;

    JpegDecoder(PictureSource source) {
        this.source = source;
        this.segments = JpegSegments.of(source);
    }

    Pixels decode() throws MalformedFileException {
        JpegSegments.Segment frame = frame();
        int components = source.at(frame.begin() + 5L);
        JpegColors colors = colors(frame, components);
        Raster raster = read(new ByteStream(stripped()));
        if (raster.getNumBands() != components
                || !(raster.getDataBuffer() instanceof DataBufferByte data)) {
            throw source.malformed(
                    frame.begin(),
                    raster.getNumBands() + " channels were decoded instead of " + components);
        }
        byte[] rgb = colors.toRgb(data.getData(), raster.getWidth() * raster.getHeight());
        return new Pixels(raster.getWidth(), raster.getHeight(), rgb);
    }

    private JpegSegments.Segment frame() throws MalformedFileException {
        if (segments.scan() < 0) {
            throw source.malformed(source.length(), "the JPEG ends before its picture begins");
        }
        JpegSegments.Segment frame =
                segments.all().stream()
                        .filter(JpegSegments.Segment::isFrame)
                        .findFirst()
                        .orElseThrow(() ->
                                source.malformed(
                                        segments.scan(), "the JPEG does not say how large it is"));
        int height = source.int16(frame.begin() + 1L, false);
        int width = source.int16(frame.begin() + 3L, false);
        source.checkSize(frame.begin() + 1L, width, height, PictureKind.JPEG.mostPerByte());
        return frame;
    }

    /// By the rules of libjpeg's `default_decompress_parms`.
    private JpegColors colors(JpegSegments.Segment frame, int components)
            throws MalformedFileException {
        int transform = adobeTransform();
        return switch (components) {
            case 1 -> JpegColors.GREY;
            case 3 -> isRgb(frame, transform) ? JpegColors.RGB : JpegColors.YCC;
            case 4 -> transform > 0 ? JpegColors.YCCK : JpegColors.CMYK;
            default ->
                    throw source.malformed(
                            frame.begin() + 5L,
                            "a JPEG of " + components + " channels; 1, 3 or 4 can be read");
        };
    }

    private boolean isRgb(JpegSegments.Segment frame, int transform) {
        boolean jfif =
                segments.all().stream()
                        .anyMatch(segment ->
                                segment.marker() == JFIF_SEGMENT
                                        && source.has(segment.begin(), "JFIF\0"));
        if (jfif || transform >= 0) {
            return !jfif && transform == 0;
        }
        long ids = frame.begin() + 6L;
        return source.at(ids) == 'R' && source.at(ids + 3) == 'G' && source.at(ids + 6) == 'B';
    }

    /// −1 without Adobe's segment.
    private int adobeTransform() {
        int transform = -1;
        for (JpegSegments.Segment segment : segments.all()) {
            if (segment.marker() == ADOBE_SEGMENT && source.has(segment.begin(), "Adobe")) {
                transform = source.at(segment.begin() + 11L);
            }
        }
        return transform;
    }

    /// The file without what applications noted.
    private byte[] stripped() {
        byte[] whole = source.bytes();
        byte[] kept = new byte[whole.length];
        kept[0] = (byte) 0xff;
        kept[1] = (byte) 0xd8;
        int to = 2;
        for (JpegSegments.Segment segment : segments.all()) {
            if (segment.isNeeded()) {
                int from = segment.begin() - 4;
                System.arraycopy(whole, from, kept, to, segment.end() - from);
                to += segment.end() - from;
            }
        }
        int rest = whole.length - segments.scan();
        System.arraycopy(whole, segments.scan(), kept, to, rest);
        return Arrays.copyOf(kept, to + rest);
    }

    private Raster read(ByteStream stream) throws MalformedFileException {
        ImageReader reader = open();
        try {
            Cuts cuts = new Cuts();
            reader.addIIOReadWarningListener(cuts);
            reader.setInput(stream, true, true);
            Raster raster = reader.readRaster(0, null);
            cuts.check(source);
            return raster;
        } catch (MalformedFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw source.malformed(segments.scan(), "the JPEG cannot be decoded: " + e, e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader open() {
        try {
            return PictureReaders.open(PictureKind.JPEG);
        } catch (IOException e) {
            throw new IllegalStateException("the JDK reads no JPEG", e);
        }
    }
}
