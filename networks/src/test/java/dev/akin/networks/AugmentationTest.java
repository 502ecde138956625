package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final ImageForm GREY = new ImageForm(12, 1);
    private static final ImageForm COLOUR = new ImageForm(12, 3);

    private static float[] picture(ImageForm form) {
        float[] pixels = new float[form.bytes()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) Math.sin(i * 0.37) + (i % 12 == 5 ? 2 : 0);
        }
        return pixels;
    }

    private static float[] changed(Augmentation how, ImageForm form, long seed) {
        float[] pixels = picture(form);
        how.apply(pixels, 0, form, new Random(seed));
        return pixels;
    }

    private static Augmentation.Builder still() {
        return Augmentation.builder().rotation(0).shift(0).scale(0).shear(0);
    }

    @Test
    void nothingIsNothing() {
        assertThat(changed(Augmentation.none(), COLOUR, 1)).containsExactly(picture(COLOUR));
    }

    @Test
    void theSameChanceChangesTheSame() {
        Augmentation all =
                Augmentation.builder().elastic(0.1).colour(0.3).flip(true).rotation(40).build();
        assertThat(changed(all, COLOUR, 5)).containsExactly(changed(all, COLOUR, 5));
        assertThat(changed(all, COLOUR, 5)).isNotEqualTo(changed(all, COLOUR, 6));
    }

    @Test
    void everyPartChanges() {
        Augmentation[] parts = {
            still().rotation(20).build(),
            still().shift(0.2).build(),
            still().scale(0.3).build(),
            still().shear(20).build(),
            still().elastic(0.1).build(),
            still().colour(0.5).build()
        };
        for (Augmentation part : parts) {
            assertThat(changed(part, GREY, 2)).as(part.toString()).isNotEqualTo(picture(GREY));
        }
    }

    @Test
    void aMirrorTurnsRowsRound() {
        float[] own = picture(GREY);
        boolean mirrored = false;
        for (long seed = 0; seed < 8; seed++) {
            float[] pixels = changed(still().flip(true).build(), GREY, seed);
            if (pixels[0] != own[0]) {
                mirrored = true;
                for (int i = 0; i < own.length; i++) {
                    assertThat(pixels[i]).isCloseTo(own[i - i % 12 + 11 - i % 12], within(1e-5f));
                }
            }
        }
        assertThat(mirrored).isTrue();
    }

    @Test
    void valuesStayBetweenTheLeastAndTheGreatest() {
        for (long seed = 0; seed < 50; seed++) {
            float[] pixels =
                    changed(
                            Augmentation.builder().rotation(180).shift(1).elastic(0.5).build(),
                            GREY,
                            seed);
            for (float pixel : pixels) {
                assertThat(pixel).isBetween(-1.001f, 3.001f);
            }
        }
    }

    @Test
    void coloursChangeEachChannelAboutItsMean() {
        float[] pixels = changed(still().colour(0.5).build(), COLOUR, 3);
        float[] own = picture(COLOUR);
        double[] ratios = new double[3];
        for (int c = 0; c < 3; c++) {
            int at = c * 144;
            ratios[c] = (pixels[at + 7] - pixels[at + 2]) / (own[at + 7] - own[at + 2]);
        }
        assertThat(ratios[1]).isCloseTo(ratios[0], within(1e-3));
        assertThat(ratios[2]).isCloseTo(ratios[0], within(1e-3));
        assertThat(pixels[0] - own[0]).isNotCloseTo(pixels[144] - own[144], within(1e-4f));
    }

    @Test
    void numbersHaveLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.builder().rotation(181))
                .withMessageContaining("[0, 180.0], not 181");
        assertThatIllegalArgumentException().isThrownBy(() -> Augmentation.builder().shift(-0.1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.builder().elastic(Double.NaN));
    }
}
