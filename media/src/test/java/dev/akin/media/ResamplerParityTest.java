package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// `torchaudio.functional.resample` in float64, within 1e-6.
class ResamplerParityTest {
    @Test
    void sameAsTorchaudio() throws IOException {
        float[] samples = Arrays.copyOf(GoldenSounds.voice().samples(), 600);
        int compared = 0;
        for (String[] line : GoldenSounds.lines("resampled.tsv")) {
            Resampler resampler =
                    Resampler.of(Integer.parseInt(line[0]), Integer.parseInt(line[1]));
            float[] expected = GoldenSounds.floats(line[2]);

            assertThat(resampler.length(600)).isEqualTo(expected.length);
            assertThat(GoldenSounds.difference(resampler.resample(samples), expected))
                    .as(resampler.toString())
                    .isLessThan(1e-6);
            compared++;
        }
        assertThat(compared).isEqualTo(7);
    }
}
