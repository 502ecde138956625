package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against what `fasttext predict-prob` 0.9.2 says of the same lines (tools/golden/fasttext.py).
class TextClassifierParityTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/fasttext");

    @TempDir Path folder;

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".predict"))
                    .map(f -> f.replace(".predict", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Path model(String name) {
        Path dense = GOLDEN.resolve(name + ".bin");
        return Files.exists(dense) ? dense : GOLDEN.resolve(name + ".ftz");
    }

    @Test
    void thereIsAModelOfEachKind() throws IOException {
        assertThat(names())
                .contains("softmax", "hs", "ova", "ns", "pruned-hs", "quantized-softmax");
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesTheLabelsOfFastText(String name) throws IOException {
        givesTheLabelsOfFastText(name, TextClassifier.load(model(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesThemFromOurOwnFileToo(String name) throws IOException {
        Path ours = folder.resolve("ours.safetensors");
        Model.load(model(name)).save(ours, ProgressListener.NONE);
        givesTheLabelsOfFastText(name, TextClassifier.load(ours));
    }

    private static void givesTheLabelsOfFastText(String name, TextClassifier classifier)
            throws IOException {
        // one of them has a carriage return inside
        List<String> lines =
                Files.readString(GOLDEN.resolve("lines"))
                        .transform(t -> t.substring(0, t.length() - 1))
                        .transform(t -> List.of(t.split("\n", -1)));
        List<String> answers = Files.readAllLines(GOLDEN.resolve(name + ".predict"));
        assertThat(answers).hasSameSizeAs(lines).hasSizeGreaterThan(20);
        for (int i = 0; i < lines.size(); i++) {
            List<Label> found = classifier.predict(lines.get(i), 3);
            List<String> said = new ArrayList<>();
            found.forEach(label -> said.add(label.name()));
            String[] expected =
                    answers.get(i).isEmpty() ? new String[0] : answers.get(i).split(" ", -1);
            assertThat(found).as(lines.get(i)).hasSize(expected.length / 2);
            for (int j = 0; j < found.size(); j++) {
                double probability = Double.parseDouble(expected[2 * j + 1]);
                assertThat(said.get(j)).as(lines.get(i)).isEqualTo(expected[2 * j]);
                assertThat(found.get(j).probability())
                        .as(String.format(Locale.ROOT, "%s: %s", lines.get(i), said.get(j)))
                        .isCloseTo(probability, within(1e-6 + 6e-6 * probability));
            }
        }
    }
}
