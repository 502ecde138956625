package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.text.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// torchaudio's features in float64, within a hundred-thousandth of the greatest.
class MelSpectrogramParityTest {
    @Test
    void sameAsTorchaudio() throws IOException {
        Sound voice = GoldenSounds.voice();
        int compared = 0;
        for (String[] line : GoldenSounds.lines("features.tsv")) {
            Json.Obj options = (Json.Obj) Json.parse(line[1]);
            if (options.get("feature_extractor_type") != null) {
                continue;
            }
            SoundFeatures found = features(line[0], options, voice);

            assertThat(found.frames()).as(line[0]).isEqualTo(Integer.parseInt(line[2]));
            assertThat(found.bins()).as(line[0]).isEqualTo(Integer.parseInt(line[3]));
            float[] expected = GoldenSounds.floats(line[4]);
            double most = GoldenSounds.difference(expected, new float[expected.length]);
            assertThat(GoldenSounds.difference(found.values(), expected))
                    .as(line[0])
                    .isLessThan(1e-5 * most);
            compared++;
        }
        assertThat(compared).isEqualTo(7);
    }

    private static SoundFeatures features(String name, Json.Obj options, Sound voice) {
        MelOptions.Builder builder = options(options, voice.rate());
        return switch (name) {
            case "decibel" -> of(builder.loudness(Loudness.DECIBEL), voice).within(60);
            case "mfcc" -> of(builder.loudness(Loudness.DECIBEL), voice).within(80).cepstrum(13);
            case "kaldi" -> of(kaldi(builder), voice);
            default -> of(builder, voice);
        };
    }

    private static SoundFeatures of(MelOptions.Builder options, Sound voice) {
        return MelSpectrogram.of(options.build()).of(voice);
    }

    private static MelOptions.Builder kaldi(MelOptions.Builder builder) {
        return builder.transform(512)
                .window(400)
                .hop(160)
                .symmetricWindow(true)
                .framing(Framing.SNIPPED)
                .band(20, 8000)
                .scale(MelScale.KALDI)
                .loudness(Loudness.NATURAL)
                .floor(Math.ulp(1f))
                .preemphasis(0.97)
                .meanRemoved(true);
    }

    private static MelOptions.Builder options(Json.Obj options, int rate) {
        MelOptions.Builder builder = MelOptions.builder(rate);
        builder.transform((int) number(options, "n_fft", 400));
        builder.window((int) number(options, "win_length", 0));
        builder.hop((int) number(options, "hop_length", 0));
        builder.mels((int) number(options, "n_mels", 128));
        builder.power(number(options, "power", 2));
        builder.band(number(options, "f_min", 0), number(options, "f_max", 0));
        if (options.get("mel_scale") != null) {
            builder.scale(MelScale.SLANEY);
        }
        if (options.get("pad_mode") != null) {
            builder.framing(Framing.PADDED);
        }
        if (options.get("center") != null) {
            builder.framing(Framing.WHOLE);
        }
        return builder.areaNormalized(options.get("norm") != null);
    }

    private static double number(Json.Obj options, String name, double otherwise) {
        return options.get(name) instanceof Json.Num number ? number.asDouble() : otherwise;
    }
}
