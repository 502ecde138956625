package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the bytes, a model gives labels or one of the documented exceptions.
class TextClassifierFuzzTest {
    private static final String LINE = "the cat кошка 猫 </s>";

    @TempDir static Path folder;

    @FuzzTest
    void loadAndPredict(byte[] bytes) throws IOException {
        Path path = Files.write(folder.resolve("fuzz.ftz"), bytes);
        TextClassifier classifier;
        try {
            classifier = TextClassifier.load(path);
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        List<Label> labels = classifier.predict(LINE.replace("</s>", ""), 3);
        assertThat(labels).hasSizeLessThanOrEqualTo(3);
        labels.forEach(label -> assertThat(classifier.labels()).contains(label.name()));
        byte[] line = LINE.getBytes(StandardCharsets.UTF_8);
        assertThat(classifier.predictor().predict(line, 0, line.length, 1, 0.5))
                .hasSizeLessThanOrEqualTo(1);
    }
}
