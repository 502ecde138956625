package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What feature extractors of transformers make of a sound, within 2e-5.
class SoundPreprocessorParityTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void sameAsTransformers() throws IOException {
        int compared = 0;
        for (String[] line : GoldenSounds.lines("features.tsv")) {
            if (!(Json.parse(line[1]) instanceof Json.Obj config)
                    || config.get("feature_extractor_type") == null) {
                continue;
            }
            SoundPreprocessor.Input found = reader(line[1]).input(sound(line[0]));

            float[] expected = GoldenSounds.floats(line[4]);
            assertThat(found.shape()).as(line[0]).endsWith(Long.parseLong(line[3]));
            assertThat(GoldenSounds.difference(found.values(), expected))
                    .as(line[0])
                    .isLessThan(line[0].startsWith("clap") ? 2e-3 : 2e-5);
            compared++;
        }
        assertThat(compared).isEqualTo(8);
    }

    /// Extractors of CLAP get the first samples of the voice, once or again and again.
    private static Sound sound(String name) throws IOException {
        float[] voice = GoldenSounds.voice().values();
        if (!name.startsWith("clap")) {
            return GoldenSounds.voice();
        }
        float[] values = new float[Integer.parseInt(name.substring(name.lastIndexOf(' ') + 1))];
        for (int i = 0; i < values.length; i++) {
            values[i] = voice[i % voice.length];
        }
        return Sound.of(values, 4000);
    }

    private SoundPreprocessor reader(String json) throws IOException {
        return SoundPreprocessor.read(
                Files.writeString(folder.resolve("preprocessor_config.json"), json));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(
                        () -> reader("{\"feature_extractor_type\": \"SpeechT5FeatureExtractor\"}"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("\"SpeechT5FeatureExtractor\" is not known");
        assertThatThrownBy(() ->
                        reader(
                                "{\"feature_extractor_type\": \"ASTFeatureExtractor\","
                                        + " \"sampling_rate\": 0}"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("\"sampling_rate\" is 0 instead of 1 to 1536000");
        assertThatThrownBy(() -> reader("[]"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("no JSON object");
    }

    @Test
    void refusesWaysToFillUpThatItDoesNotKnow() {
        assertThatThrownBy(() -> reader(clap("\"padding\": \"wrap\"")))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("\"padding\" is \"wrap\" instead of \"repeatpad\"");
        assertThatThrownBy(() -> reader(clap("\"truncation\": \"start\"")))
                .hasMessageContaining("\"start\" instead of \"rand_trunc\" or \"fusion\"");
        assertThatThrownBy(() -> reader(clap("\"frequency_max\": 90000")))
                .hasMessageContaining("0.0 to 90000.0");
    }

    private static String clap(String more) {
        return "{\"feature_extractor_type\": \"ClapFeatureExtractor\", " + more + "}";
    }

    @Test
    void oneSampleOrManyFillTheViewsOfClap() throws IOException {
        SoundPreprocessor short1 = reader(clap("\"truncation\": \"rand_trunc\""));
        SoundPreprocessor fused = reader(clap("\"truncation\": \"fusion\", \"max_length_s\": 1"));

        assertThat(short1.input(Sound.of(new float[] {0.5f}, 48_000)).shape())
                .containsExactly(1, 1001, 64);
        assertThat(short1.isExcerpt()).isTrue();
        assertThat(short1.most()).isEqualTo(480_000);
        for (int samples : new int[] {1, 480, 48_000, 48_001, 48_480, 48_960, 200_000}) {
            SoundPreprocessor.Input input = fused.input(Sound.of(new float[samples], 48_000));
            assertThat(input.shape()).containsExactly(4, 101, 64);
            assertThat(input.values()).as("silence").containsOnly(-100);
        }
    }

    @Test
    void shortAndLongSoundsFitModelsOfAFixedLength() throws IOException {
        SoundPreprocessor ast =
                reader("{\"feature_extractor_type\": \"ASTFeatureExtractor\", \"max_length\": 20}");

        assertThat(ast.input(Sound.of(new float[] {0.5f}, 16_000)).shape())
                .containsExactly(20, 128);
        assertThat(ast.input(Sound.of(new float[90_000], 48_000)).shape()).containsExactly(20, 128);
        assertThat(ast.most()).isEqualTo(19 * 160 + 400);
    }
}
