package dev.akin.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.TextEncoder;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Models of texts and pictures against what tools/golden/clip.py computed.
class TextTowerParityTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/clip");

    private static final Path HOME = Path.of("target", "no-home");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Json.Obj expected() throws IOException {
        return (Json.Obj) Json.parse(Files.readAllBytes(GOLDEN.resolve("expected.json")));
    }

    private static List<Json> list(Json.Obj object, String name) {
        Json list = object.get(name);
        return list instanceof Json.Arr array ? array.elements() : List.of();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "whole"})
    void givesTheVectorsOfTexts(String model) throws IOException {
        Json.Obj expected = expected();
        List<String> texts =
                list(expected, "texts").stream().map(text -> ((Json.Str) text).value()).toList();

        try (TextEncoder encoder = TextEncoders.open(GOLDEN.resolve(model).toString(), HOME)) {
            float[][] vectors = encoder.encode(texts);

            assertThat(encoder.dimension()).isEqualTo(6);
            assertThat(encoder.maxTokens()).isEqualTo(14);
            for (int i = 0; i < vectors.length; i++) {
                List<Json> wanted = ((Json.Arr) list(expected, "textVectors").get(i)).elements();
                for (int d = 0; d < 6; d++) {
                    assertThat((double) vectors[i][d])
                            .as(texts.get(i))
                            .isCloseTo(((Json.Num) wanted.get(d)).asDouble(), within(1e-5));
                }
            }
        }
    }

    @Test
    void saysWhichKindIsNotKnown() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("siglip"));
        for (String name : List.of("text_model.onnx", "tokenizer.json")) {
            Files.copy(GOLDEN.resolve("two").resolve(name), copy.resolve(name));
        }
        Files.writeString(copy.resolve("config.json"), "{\"model_type\":\"siglip\"}");

        assertThatThrownBy(() -> TextEncoders.open(copy.toString(), HOME))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("siglip");
    }
}
