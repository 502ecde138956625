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
            SoundPreprocessor.Input found = reader(line[1]).input(GoldenSounds.voice());

            float[] expected = GoldenSounds.floats(line[4]);
            assertThat(found.shape()).as(line[0]).endsWith(Long.parseLong(line[3]));
            assertThat(GoldenSounds.difference(found.values(), expected))
                    .as(line[0])
                    .isLessThan(2e-5);
            compared++;
        }
        assertThat(compared).isEqualTo(3);
    }

    private SoundPreprocessor reader(String json) throws IOException {
        return SoundPreprocessor.read(
                Files.writeString(folder.resolve("preprocessor_config.json"), json));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> reader("{\"feature_extractor_type\": \"ClapFeatureExtractor\"}"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("\"ClapFeatureExtractor\" is not known");
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
    void shortAndLongSoundsFitModelsOfAFixedLength() throws IOException {
        SoundPreprocessor ast =
                reader("{\"feature_extractor_type\": \"ASTFeatureExtractor\", \"max_length\": 20}");

        assertThat(ast.input(Sound.of(new float[] {0.5f}, 16_000)).shape())
                .containsExactly(20, 128);
        assertThat(ast.input(Sound.of(new float[90_000], 48_000)).shape()).containsExactly(20, 128);
        assertThat(ast.most()).isEqualTo(19 * 160 + 400);
    }
}
