package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MosaicTest {
    private static Picture filled(int width, int height, int value) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) value);
        return Picture.of(width, height, rgb);
    }

    @Test
    void putsPicturesIntoSquares() {
        Picture whole = Mosaic.of(List.of(filled(4, 2, 1), filled(2, 4, 2), filled(4, 4, 3)), 4, 2);
        assertThat(whole.width()).isEqualTo(8);
        assertThat(whole.height()).isEqualTo(8);
        assertThat(whole.rgb(3, 1)).isEqualTo(0x010101);
        assertThat(whole.rgb(3, 2)).isZero();
        assertThat(whole.rgb(4, 3)).isEqualTo(0x020202);
        assertThat(whole.rgb(6, 0)).isZero();
        assertThat(whole.rgb(0, 4)).isEqualTo(0x030303);
        assertThat(whole.rgb(4, 4)).isZero();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mosaic.of(List.of(filled(5, 2, 1)), 4, 1))
                .withMessageContaining("5 x 2")
                .withMessageContaining("4");
        assertThatIllegalArgumentException().isThrownBy(() -> Mosaic.of(List.of(), 4, 1));
    }
}
