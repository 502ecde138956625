package dev.akin.media;

import dev.akin.MalformedFileException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;

/// All kinds but JPEG, by ImageIO's readers.
final class ImageIoDecoder {
    private final PictureSource source;
    private final PictureKind kind;
    private final Transparency transparency;

    ImageIoDecoder(PictureSource source, PictureKind kind, Transparency transparency) {
        this.source = source;
        this.kind = kind;
        this.transparency = transparency;
    }

    Pixels decode() throws MalformedFileException {
        GifFrame frame = kind == PictureKind.GIF ? GifFrame.first(source) : null;
        PictureEnds.check(source, kind);
        ByteStream stream = new ByteStream(source.bytes());
        BufferedImage image = read(stream);
        Rgb pixels = new Rgb(source, transparency);
        return frame == null ? pixels.of(image) : frame.onScreen(pixels.of(image));
    }

    private BufferedImage read(ByteStream stream) throws MalformedFileException {
        try {
            ImageReader reader = PictureReaders.open(kind);
            try {
                return read(reader, stream);
            } finally {
                reader.dispose();
            }
        } catch (MalformedFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw source.malformed(
                    stream.position(), "the " + kind + " cannot be decoded: " + e, e);
        }
    }

    private BufferedImage read(ImageReader reader, ByteStream stream) throws IOException {
        Cuts cuts = new Cuts();
        reader.addIIOReadWarningListener(cuts);
        reader.setInput(stream, true, true);
        source.checkSize(0, reader.getWidth(0), reader.getHeight(0), kind.mostPerByte());
        BufferedImage image = reader.read(0);
        cuts.check(source);
        return image;
    }
}
