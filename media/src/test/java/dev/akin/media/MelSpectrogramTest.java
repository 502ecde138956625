package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MelSpectrogramTest {
    private static Sound noise(int samples) {
        Random random = new Random(3);
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Sound.of(values, 16_000);
    }

    @Test
    void sameBytesForAnyNumberOfThreads() {
        MelOptions.Builder options = MelOptions.builder(16_000).loudness(Loudness.NATURAL);
        Sound sound = noise(50_000);

        assertThat(MelSpectrogram.of(options.threads(5).build()).of(sound).values())
                .isEqualTo(MelSpectrogram.of(options.threads(1).build()).of(sound).values());
    }

    @Test
    void aFrameDoesNotDependOnThoseBesideIt() {
        MelOptions options = MelOptions.builder(16_000).framing(Framing.WHOLE).mels(8).build();
        SoundFeatures all = MelSpectrogram.of(options).of(noise(20_000));
        SoundFeatures first = MelSpectrogram.of(options).of(noise(400));

        assertThat(first.frames()).isEqualTo(1);
        for (int mel = 0; mel < 8; mel++) {
            assertThat(first.at(0, mel)).isCloseTo(all.at(0, mel), within(1e-3f));
        }
    }

    @Test
    void silenceIsTheFloor() {
        MelOptions options = MelOptions.builder(16_000).loudness(Loudness.DECIMAL).build();

        assertThat(MelSpectrogram.of(options).of(Sound.of(new float[4000], 16_000)).values())
                .containsOnly(-10f);
    }

    @Test
    void logarithmsAreTheLibrarys() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            double x = Math.exp(60 * random.nextDouble() - 40);
            assertThat(MelSpectrogram.ln(x)).isCloseTo(Math.log(x), within(2e-8));
        }
        assertThat(MelSpectrogram.ln(1)).isZero();
    }

    @Test
    void refusesWhatCannotBe() {
        MelSpectrogram spectrogram = MelSpectrogram.of(MelOptions.builder(16_000).build());

        assertThat(spectrogram.frames(200)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spectrogram.of(noise(200)))
                .withMessageContaining("200 samples are too few");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spectrogram.of(Sound.of(new float[1000], 8_000)))
                .withMessageContaining("8000 samples a second, not 16000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MelOptions.builder(16_000).window(500).build())
                .withMessageContaining("as the transform, 400, not 500");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MelOptions.builder(16_000).band(0, 9_000).build())
                .withMessageContaining("between 0 and 8000.0 Hz, not 0.0 to 9000.0");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> MelSpectrogram.of(MelOptions.builder(16_000).transform(511).build()))
                .withMessageContaining("511, which is no product of 2, 3 and 5");
    }
}
