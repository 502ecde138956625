package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Pillow's resized pixels, to the bit.
class ResamplingParityTest {
    static final Path FOLDER = Path.of("src/test/resources/golden/preprocessing");

    @Test
    void sameAsPillow() throws IOException {
        Picture picture = PictureReader.DEFAULT.read(FOLDER.resolve("picture.png"));
        int compared = 0;
        for (String line : Files.readAllLines(FOLDER.resolve("resized.tsv"))) {
            String[] parts = line.split("\t", -1);
            Resampling how = Objects.requireNonNull(Resampling.ofCode(Long.parseLong(parts[0])));
            int width = Integer.parseInt(parts[1]);
            int height = Integer.parseInt(parts[2]);

            assertThat(picture.resized(width, height, how).rgb())
                    .as("%s %d x %d", how, width, height)
                    .isEqualTo(HexFormat.of().parseHex(parts[3]));
            compared++;
        }
        assertThat(compared).isEqualTo(48);
    }

    @Test
    void aFlatPictureStaysFlat() {
        byte[] flat = new byte[3 * 50 * 40];
        Arrays.fill(flat, (byte) 200);
        Picture picture = Picture.of(50, 40, flat);
        for (Resampling how : Resampling.values()) {
            assertThat(picture.resized(11, 83, how).rgb()).containsOnly((byte) 200);
        }
    }

    @Test
    void sizesMustBePositive() {
        Picture picture = Picture.of(1, 1, new byte[3]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> picture.resized(0, 3, Resampling.BOX))
                .withMessageContaining("not to 0 x 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> picture.resized(100_000, 100_000, Resampling.BOX))
                .withMessageContaining("100000 x 100000");
    }

    @Test
    void codesAreThoseOfPillow() {
        assertThat(Resampling.ofCode(2)).isEqualTo(Resampling.BILINEAR);
        assertThat(Resampling.ofCode(6)).isNull();
        assertThat(Resampling.ofCode(-1)).isNull();
    }
}
