package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.media.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    private static final ImageForm FORM = new ImageForm(8, 1);

    @TempDir private Path folder;

    private Path png(String name, int width, int height, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static LabelledImages read(Path... inputs) throws IOException {
        return LabelledImages.in(List.of(inputs), FORM, ProgressListener.NONE);
    }

    @Test
    void aFolderIsAClass() throws IOException {
        png("all/cats/1.png", 30, 20, 0xffffff);
        png("all/cats/2.png", 8, 8, 0xffffff);
        png("all/Greek/alpha/1.png", 5, 9, 0x000000);
        Files.writeString(folder.resolve("all/README.md"), "no picture");
        LabelledImages images = read(folder.resolve("all"));
        assertThat(images.classes()).containsExactly("Greek/alpha", "cats");
        assertThat(images.size()).isEqualTo(3);
        assertThat(images.label(0)).isEqualTo("Greek/alpha");
        assertThat(images.notes()).isEmpty();
        assertThat(images.pixels(0)).containsOnly(0);
        assertThat(images.pixels(1)).containsOnly(255).hasSize(64);
        assertThat(read(folder.resolve("all/cats")).classes()).containsExactly("cats");
    }

    @Test
    void aTableNamesPicturesAndLabels() throws IOException {
        png("pictures/a.png", 9, 9, 0x808080);
        png("pictures/b.png", 9, 9, 0x808080);
        Path table =
                Files.writeString(
                        folder.resolve("pairs.tsv"),
                        "pictures/a.png\ta red dog\npictures/b.png\ta red dog\npictures/c.png\ta cat\n");
        LabelledImages images = read(table);
        assertThat(images.classes()).containsExactly("a red dog");
        assertThat(images.notes()).singleElement().asString().contains("c.png", "no such file");
        Path bad = Files.writeString(folder.resolve("bad.tsv"), "pictures/a.png\n");
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> read(bad))
                .withMessageContaining("line 1");
    }

    @Test
    void whatCannotBeReadIsListed() throws IOException {
        png("all/x/1.png", 9, 9, 0);
        Path broken = folder.resolve("all/x/2.png");
        Files.write(broken, Arrays.copyOf(Files.readAllBytes(folder.resolve("all/x/1.png")), 30));
        Files.writeString(folder.resolve("all/x/3.jpg"), "text");
        LabelledImages images = read(folder.resolve("all"));
        assertThat(images.size()).isEqualTo(1);
        assertThat(images.notes()).hasSize(2);
        assertThat(images.notes().get(0)).contains("2.png");
        assertThat(images.notes().get(1)).contains("3.jpg");
    }

    @Test
    void refusesWhatHoldsNoPictures() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Files.createDirectories(folder.resolve("empty"))))
                .withMessageContaining("no pictures that can be read");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> read(folder.resolve("nowhere")));
        Path single = png("one.png", 9, 9, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(single))
                .withMessageContaining("single picture");
    }

    private Path idx(String name, int[] sizes, byte[] data) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + data.length);
        bytes.put(new byte[] {0, 0, 8, (byte) sizes.length});
        Arrays.stream(sizes).forEach(bytes::putInt);
        bytes.put(data);
        return Files.write(folder.resolve(name), bytes.array());
    }

    @Test
    void readsTheTwoFilesOfMnist() throws IOException {
        byte[] pixels = new byte[3 * 8 * 8];
        Arrays.fill(pixels, 64, 128, (byte) 200);
        Path pictures = idx("images-idx3-ubyte", new int[] {3, 8, 8}, pixels);
        Path labels = idx("labels-idx1-ubyte", new int[] {3}, new byte[] {7, 2, 7});
        LabelledImages images = read(pictures, labels);
        assertThat(images.classes()).containsExactly("7", "2");
        assertThat(images.pixels(0)).containsOnly(0);
        assertThat(images.pixels(1)).containsOnly(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(pictures))
                .withMessageContaining("come in two");
        Path fewer = idx("fewer", new int[] {2}, new byte[2]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(pictures, fewer))
                .withMessageContaining("2 labels")
                .withMessageContaining("3 pictures");
        Path cut = idx("cut", new int[] {9, 8, 8}, pixels);
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> read(cut, labels))
                .withMessageContaining("should have 592");
    }

    @Test
    void picturesAreBroughtToOneForm() {
        byte[] rgb = new byte[3 * 16 * 16];
        for (int i = 0; i < 256; i++) {
            rgb[3 * i] = (byte) (i % 16 < 8 ? 255 : 0);
            rgb[3 * i + 1] = (byte) 100;
        }
        Picture picture = Picture.of(16, 16, rgb);
        byte[] colour = new ImageForm(4, 3).pixels(picture);
        assertThat(colour[0]).isEqualTo((byte) 255);
        assertThat(colour[3]).isEqualTo((byte) 0);
        assertThat(colour[1] & 0xff).isGreaterThan(colour[2] & 0xff);
        assertThat(colour[16]).isEqualTo((byte) 100);
        assertThat(colour[32]).isEqualTo((byte) 0);
        byte[] grey = new ImageForm(4, 1).pixels(picture);
        assertThat(grey[0] & 0xff).isEqualTo((int) Math.round(0.299 * 255 + 58.7));
        byte[] turned = new ImageForm(4, 1).turned(grey, 1);
        assertThat(turned[0]).isEqualTo(grey[0]);
        assertThat(turned[12]).isEqualTo(grey[3]);
        assertThat(new ImageForm(4, 1).turned(grey, 4)).isEqualTo(grey);
    }
}
