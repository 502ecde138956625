package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `train --model metric`, and what its files are good for.
class MetricCommandsTest {
    private static final Path HOME = Path.of("target", "home").toAbsolutePath();

    /// Words of one row mean alike.
    private static final List<List<String>> ALIKE =
            List.of(
                    List.of("cat", "кошка", "猫"),
                    List.of("house", "дом", "房子"),
                    List.of("water", "вода", "水"),
                    List.of("bread", "хлеб", "面包"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @BeforeEach
    void name() {
        model = folder.resolve("model.safetensors");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /// @param columns 2 for pairs, 3 for triplets, 1 for pairs that mean alike or do not
    private Path groups(int columns) throws IOException {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            List<String> row = ALIKE.get(i % 4);
            int place = random.nextInt(3);
            String first = "a " + row.get(place);
            String near = "the " + row.get((place + 1) % 3);
            String far = "the " + ALIKE.get((i + 1 + random.nextInt(3)) % 4).get(place);
            boolean alike = random.nextBoolean();
            lines.append(
                    switch (columns) {
                        case 1 -> first + "\t" + (alike ? near + "\t1" : far + "\t0");
                        case 2 -> first + "\t" + near;
                        default -> first + "\t" + near + "\t" + far;
                    });
            lines.append('\n');
        }
        return file("groups.tsv", lines.toString());
    }

    private Run train(Path input, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(List.of("train", input, "-o", model, "--model", "metric"));
        arguments.addAll(List.of("--home", HOME, "--threads", "1", "--batch", "16"));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void textsThatMeanAlikeComeNearEachOther(int columns) throws IOException {
        Run trained = train(groups(columns), "--dim", "8", "--learning-rate", "0.03").succeeds();
        assertThat(trained.err())
                .contains("wrote " + model + ": mean, 14 words, vectors of 8 numbers")
                .contains("next: akin encode texts.txt -o vectors.safetensors --encoder " + model);
        Path texts = file("texts.txt", "a cat\nthe 猫\nthe 水\n");
        Path vectors = folder.resolve("vectors.safetensors");
        Run.akin("encode", texts, "-o", vectors, "--encoder", model, "-q").succeeds();
        Embeddings encoded = Embeddings.load(vectors);
        assertThat(encoded.similarity("1", "2")).isGreaterThan(encoded.similarity("1", "3") + 0.2);
    }

    @Test
    void aBodyOfPyTorchLearnsToo() throws IOException {
        Run trained =
                train(groups(2), "--body", "gru", "--units", "8", "--dim", "8", "--epochs", "2")
                        .succeeds();
        assertThat(trained.err())
                .contains(
                        "epoch 2: loss ",
                        "wrote " + model + ": gru, 14 words, vectors of 8 numbers")
                .doesNotContain("next:");
    }

    @ParameterizedTest
    @CsvSource({
        "'a\tb\nno tab\n','line 2: it has no tab, but a line is 2 to 3 columns with tabs between'",
        "'a\tb\n\na\tb\t1\n','line 3: it has 3 columns, and those before have 2'",
        "'a\tb\nc\t\n','line 2: a column is empty'",
        "'','byte 0: there is no text in it'"
    })
    void linesThatAreNoTexts(String text, String message) throws IOException {
        Path file = file("groups.tsv", text.translateEscapes());
        train(file).failsWith(ExitCode.FAILED, file + ": " + message);
        assertThat(model).doesNotExist();
    }

    @Test
    void whatCannotBeLearned() throws IOException {
        train(file("one.tsv", "a\tb\n"))
                .failsWith(
                        ExitCode.FAILED,
                        "pairs are told from each other, so there have to be two at least, not 1");
        train(groups(2), "--dropout", "0.5")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--dropout says nothing to --model metric, only to classifier, tagger,"
                                + " language, clicks, next-item; see akin train --help");
    }

    @Test
    void itGivesNoLabelsAndRecommendsNothing() throws IOException {
        Path groups = groups(2);
        train(groups, "--epochs", "1", "-q").succeeds();
        Run.akin("classify", model, groups)
                .failsWith(ExitCode.FAILED, model + " gives texts no labels");
        Run.akin("recommend", model, "--like", "cat")
                .failsWith(
                        ExitCode.FAILED,
                        model
                                + " recommends nothing: it is of --model metric, not item2vec, als, bpr, warp,"
                                + " logistic, two-tower or next-item");
        Run.akin("evaluate", model, "--clicks", groups)
                .failsWith(
                        ExitCode.FAILED,
                        "--clicks scores what learned from clicks, not a metric model");
    }
}
