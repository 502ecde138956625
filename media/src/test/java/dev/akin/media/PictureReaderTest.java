package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTest {
    @TempDir Path folder;

    @Test
    void tooManyPixelsAreRefusedWithBothNumbers() throws IOException {
        PictureReader small = PictureReader.builder().maxPixels(200).build();
        for (String name : List.of("444.jpg", "rgb.png", "palette.gif", "rgb.bmp", "raw.tif")) {
            assertThatThrownBy(() -> small.read(GoldenPictures.FOLDER.resolve(name)))
                    .as(name)
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("19 x 13 = 247 pixels; at most 200");
        }
    }

    @Test
    void headersThatLieAreRefusedBeforeRoomIsMade() throws IOException {
        byte[] png = GoldenPictures.bytes("rgb.png");
        png[16 + 2] = 0x27;
        png[20 + 2] = 0x27;
        assertThatThrownBy(() -> PictureReader.DEFAULT.read("liar.png", png))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("liar.png")
                .hasMessageContaining("it claims 10003 x 9997 pixels, which its");
        byte[] jpeg = GoldenPictures.bytes("444.jpg");
        int frame = frame(jpeg);
        jpeg[frame + 5] = 0x27;
        jpeg[frame + 7] = 0x26;
        assertThatThrownBy(() -> PictureReader.DEFAULT.read("liar.jpg", jpeg))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("cannot hold");
    }

    @Test
    void aCanvasFarLargerThanItsPictureIsRefused() throws IOException {
        byte[] webp = GoldenPictures.bytes("turned.webp");
        webp[25] = (byte) 0x80;

        assertThatThrownBy(() -> PictureReader.DEFAULT.read("liar.webp", webp))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("pixels, but its picture has 19 x 13");
    }

    private static int frame(byte[] jpeg) {
        return IntStream.range(0, jpeg.length - 1)
                .filter(i -> (jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTextIsNoPictureWhateverItsName() throws IOException {
        Path file = folder.resolve("note.jpg");
        Files.writeString(file, "Dear all,\n");

        assertThatThrownBy(() -> PictureReader.DEFAULT.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": byte 0: it is no picture");
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() {
        assertThatThrownBy(() -> PictureReader.DEFAULT.read("x", new byte[0]))
                .hasMessage("x: byte 0: the file is empty");
    }

    @Test
    void aFrameLiesOnTheScreenOfItsGif() throws IOException {
        byte[] gif = GoldenPictures.bytes("palette.gif");
        Picture frame = PictureReader.DEFAULT.read("x", gif);
        gif[6] = (byte) (gif[6] + 6);
        gif[8] = (byte) (gif[8] + 4);
        Picture screen = PictureReader.DEFAULT.read("x", gif);

        assertThat(screen.width()).isEqualTo(25);
        assertThat(screen.height()).isEqualTo(17);
        assertThat(screen.rgb(18, 12)).isEqualTo(frame.rgb(18, 12));
        assertThat(screen.rgb(19, 12)).isEqualTo(0xffffff);
        assertThat(screen.rgb(18, 13)).isEqualTo(0xffffff);
    }

    @Test
    void interlacedPicturesAreTheSame() throws IOException {
        Path plain = GoldenPictures.FOLDER.resolve("rgb.png");
        BufferedImage image = ImageIO.read(plain.toFile());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam interlaced = writer.getDefaultWriteParam();
        interlaced.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), interlaced);
        }
        writer.dispose();

        assertThat(bytes.toByteArray()[28]).isEqualTo((byte) 1);
        assertThat(PictureReader.DEFAULT.read("x", bytes.toByteArray()))
                .isEqualTo(PictureReader.DEFAULT.read(plain));
    }

    @Test
    void brokenExifCountsAsUpright() throws IOException {
        String whole =
                new String(GoldenPictures.bytes("turned-6.jpg"), StandardCharsets.ISO_8859_1);
        byte[] broken =
                whole.replace("MM\0*\0\0\0\u0008", "MM\0*\u00ff\u00ff\u00ff\u00ff")
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(broken).isNotEqualTo(GoldenPictures.bytes("turned-6.jpg"));

        assertThat(PictureReader.DEFAULT.read("x", broken).width()).isEqualTo(19);
    }

    @Test
    void pixelsAreReadByPlace() {
        Picture picture = Picture.of(2, 1, new byte[] {1, 2, 3, (byte) 255, 0, 16});

        assertThat(picture.rgb(0, 0)).isEqualTo(0x010203);
        assertThat(picture.rgb(1, 0)).isEqualTo(0xff0010);
        assertThat(picture).hasToString("Picture[2 x 1]");
        assertThatThrownBy(() -> picture.rgb(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void bytesMustFitTheSides() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Picture.of(2, 2, new byte[3]))
                .withMessage("a picture of 2 x 2 pixels has 12 bytes, not 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Picture.of(0, 2, new byte[0]))
                .withMessageContaining("not 0 x 2");
    }

    @Test
    void manyThreadsReadTheSame() throws IOException {
        Picture expected = PictureReader.DEFAULT.read(GoldenPictures.FOLDER.resolve("420.jpg"));
        byte[] bytes = GoldenPictures.bytes("420.jpg");
        assertThat(
                        IntStream.range(0, 200)
                                .parallel()
                                .allMatch(i -> expected.equals(quietly(bytes))))
                .isTrue();
    }

    private static Picture quietly(byte[] bytes) {
        try {
            return PictureReader.DEFAULT.read("x", bytes);
        } catch (MalformedFileException e) {
            throw new IllegalStateException(e);
        }
    }
}
