package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailTest {
    private static Picture filled(int width, int height, int red, int green, int blue) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return Picture.of(width, height, rgb);
    }

    @Test
    void keepsProportions() {
        assertThat(Thumbnail.of(filled(400, 200, 1, 2, 3), 100))
                .isEqualTo(filled(100, 50, 1, 2, 3));
        assertThat(Thumbnail.of(filled(3, 900, 1, 2, 3), 90)).isEqualTo(filled(1, 90, 1, 2, 3));
    }

    @Test
    void leavesSmallPicturesAsTheyAre() {
        Picture small = filled(30, 20, 9, 9, 9);
        assertThat(Thumbnail.of(small, 48)).isSameAs(small);
    }

    @Test
    void refusesSidesThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thumbnail.of(filled(2, 2, 0, 0, 0), 0))
                .withMessageContaining("1 to 1024")
                .withMessageContaining("not 0");
    }

    @Test
    void writesJpegThatItReads() throws IOException {
        byte[] bytes = Thumbnail.jpeg(filled(40, 24, 200, 100, 50));
        assertThat(MediaType.of(bytes)).contains(MediaType.JPEG);
        Picture back = PictureReader.DEFAULT.read("memory", bytes);
        assertThat(back.width()).isEqualTo(40);
        assertThat(back.height()).isEqualTo(24);
        assertThat(back.rgb(20, 12) >> 16).isCloseTo(200, within(3));
        assertThat((back.rgb(20, 12) >> 8) & 0xff).isCloseTo(100, within(3));
    }

    @Test
    void tellsFilesByTheirBytes(@TempDir Path folder) throws IOException {
        Path html = Files.writeString(folder.resolve("page.png"), "<html><script>");
        assertThat(MediaType.of(html)).isEmpty();
        Path jpeg = Files.write(folder.resolve("x.txt"), Thumbnail.jpeg(filled(2, 2, 0, 0, 0)));
        assertThat(MediaType.of(jpeg)).contains(MediaType.JPEG);
        assertThat(MediaType.of("RIFF....WAVEfmt ".getBytes(StandardCharsets.US_ASCII)))
                .contains(MediaType.WAV);
        assertThat(MediaType.of("fLaC".getBytes(StandardCharsets.US_ASCII)))
                .contains(MediaType.FLAC);
        assertThat(MediaType.of(new byte[0])).isEmpty();
        assertThat(MediaType.kindOfName(Path.of("a/b.WAV"))).contains(MediaType.Kind.SOUND);
        assertThat(MediaType.kindOfName(Path.of("a/b.jpeg"))).contains(MediaType.Kind.PICTURE);
        assertThat(MediaType.kindOfName(Path.of("b.svg"))).isEmpty();
        Assertions.assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> MediaType.of(folder.resolve("none")));
    }
}
