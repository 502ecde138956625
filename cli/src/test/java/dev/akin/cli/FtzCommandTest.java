package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.TextClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FtzCommandTest {
    @TempDir Path folder;
    private Path lines;
    private Path model;
    private Path small;

    /// Lines of words of one of two topics, among words of neither.
    @BeforeEach
    void learn() throws IOException {
        lines = folder.resolve("lines.txt");
        model = folder.resolve("model.bin");
        small = folder.resolve("small.ftz");
        Random random = new Random(2);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            int topic = i % 2;
            StringBuilder line = new StringBuilder("__label__" + topic);
            for (int w = 0; w < 6; w++) {
                line.append(w % 2 == 0 ? " слово" + topic : " word").append(random.nextInt(200));
            }
            made.add(line.toString());
        }
        Files.write(lines, made);
        train(lines, model);
    }

    private static void train(Path lines, Path model) {
        Run.akin(
                        "train",
                        lines,
                        "-o",
                        model,
                        "--model",
                        "supervised",
                        "--dim",
                        "8",
                        "--epochs",
                        "10",
                        "--learning-rate",
                        "0.5",
                        "--threads",
                        "1")
                .succeeds();
    }

    private double right(Path classifier) throws IOException {
        TextClassifier labels = TextClassifier.load(classifier);
        int right = 0;
        List<String> all = Files.readAllLines(lines);
        for (String line : all) {
            String text = line.substring(line.indexOf(' ') + 1);
            right += line.startsWith(labels.predict(text, 1).getFirst().name()) ? 1 : 0;
        }
        return (double) right / all.size();
    }

    @Test
    void aClassifierBecomesSmallAndPredictsTheSame() throws IOException {
        Run run = Run.akin("compress", model, "-o", small, "-m", "ftz", "--qnorm").succeeds();
        assertThat(run.out()).contains("before", "smaller", "rows of words and n-grams");
        assertThat(right(small)).isGreaterThan(right(model) - 0.05);
        Run again = Run.akin("convert", small, folder.resolve("copy.ftz")).succeeds();
        assertThat(again.err()).contains("copy.ftz");
        assertThat(folder.resolve("copy.ftz")).hasSameBinaryContentAs(small);
    }

    @Test
    void keptRowsAreLearnedAgain() throws IOException {
        Run.akin("compress", model, "-o", small, "-m", "ftz", "--cutoff", "260").succeeds();
        double fewer = right(small);
        Run run =
                Run.akin(
                                "compress",
                                model,
                                "-o",
                                small,
                                "-m",
                                "ftz",
                                "--cutoff",
                                "260",
                                "--retrain",
                                lines,
                                "--threads",
                                "1",
                                "--json")
                        .succeeds();
        assertThat(run.json().toString()).contains("\"rowsAfter\":260", "\"method\":\"ftz\"");
        assertThat(right(small)).isGreaterThanOrEqualTo(fewer - 0.02).isGreaterThan(0.8);
    }

    @Test
    void saysWhatCannotBe() {
        wrong("ftz is written as .ftz", "-o", folder.resolve("a.safetensors"), "-m", "ftz");
        wrong("give that too", "-o", small, "-m", "ftz", "--retrain", lines);
        wrong("ftz takes --dsub", "-o", small, "-m", "ftz", "--rank", "3");
        wrong("--evaluate is not for ftz", "-o", small, "-m", "ftz", "--evaluate", lines);
        wrong(
                "--cutoff is not for int8",
                "-o",
                folder.resolve("a.safetensors"),
                "-m",
                "int8",
                "--cutoff",
                "9");
        Run run = Run.akin("compress", model, "-o", small, "-m", "ftz", "--cutoff", "99999");
        assertThat(run.err()).contains("keep 1 to that many, not 99999");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(small).doesNotExist();
    }

    private void wrong(String message, Object... rest) {
        List<Object> words = new ArrayList<>(List.of("compress", model));
        words.addAll(List.of(rest));
        Run run = Run.akin(words.toArray());
        assertThat(run.err()).contains(message);
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
    }
}
