package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.TextClassifier;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/// `train --model supervised`, and `classify` with what it wrote.
class SupervisedCommandTest {
    private static final String[] SWEET = {"honey", "sugar", "cake", "jam"};
    private static final String[] SALT = {"cheese", "olive", "ham", "crisps"};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path text;

    @BeforeEach
    void write() throws IOException {
        text = Files.writeString(folder.resolve("tastes.txt"), lines("__label__"));
    }

    private static String lines(String prefix) {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String[] words = i % 2 == 0 ? SWEET : SALT;
            lines.add(
                    prefix
                            + (i % 2 == 0 ? "sweet " : "salt ")
                            + words[random.nextInt(4)]
                            + " and "
                            + words[random.nextInt(4)]);
        }
        return String.join("\n", lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.bin", "model.safetensors"})
    void learnsAndClassifies(String name) {
        Path model = folder.resolve(name);
        Run run = train(model, "--word-ngrams", "2", "--buckets", "500").succeeds();

        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("wrote " + model + ": 2 labels, 10 words × 10 numbers")
                .contains("next: echo 'some text' | akin classify " + model);
        assertThat(Run.akin("classify", model, "honey and jam").succeeds().out())
                .startsWith("__label__sweet ");
        assertThat(Run.akin("classify", model, "olive and ham").succeeds().out())
                .startsWith("__label__salt ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"softmax", "hs", "ova", "ns"})
    void takesEveryLoss(String loss) throws IOException {
        Path model = folder.resolve("model.bin");
        train(model, "--loss", loss, "--min-ngram", "2", "--max-ngram", "3", "--buckets", "99")
                .succeeds();

        assertThat(TextClassifier.load(model).predict("cake", 1).getFirst().name())
                .isEqualTo("__label__sweet");
    }

    @Test
    void printsOneJsonDocument() {
        Json.Obj json = train(folder.resolve("m.bin"), "--json", "--min-count", "30").json();

        assertThat(Run.text(json, "format")).isEqualTo("fasttext");
        assertThat(Run.number(json, "labels")).isEqualTo(2);
        assertThat(Run.number(json, "lines")).isEqualTo(200);
        assertThat(Run.number(json, "dimension")).isEqualTo(10);
    }

    @Test
    void reproducibleModelsAreTheSameWithAnyThreads() throws IOException {
        Path one = folder.resolve("one.bin");
        Path two = folder.resolve("two.bin");
        train(one, "--threads", "1").succeeds();
        train(two, "--threads", "3", "--reproducible").succeeds();

        assertThat(one).hasSameBinaryContentAs(two);
    }

    @Test
    void otherPrefixesMarkLabels() throws IOException {
        Files.writeString(text, lines("#"));
        Path model = folder.resolve("m.bin");
        train(model)
                .failsWith(
                        ExitCode.FAILED,
                        "none of 200 lines has a label, a word that begins with __label__; put"
                                + " labels before the words of a line, or name what they begin with"
                                + " by --label-prefix");
        assertThat(model).doesNotExist();
        train(model, "--label-prefix", "#").succeeds();

        assertThat(TextClassifier.load(model).labels()).containsExactly("#sweet", "#salt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--window 3 | --window is not for --model supervised",
                "--lowercase | --lowercase is not for --model supervised",
                "--loss none | there is no loss \"none\" for supervised",
                "--word-ngrams 2 --buckets 0 | need at least 1 bucket",
                "--body mean | --body goes with networks, not with --model supervised"
            })
    void refusesWhatItDoesNotHeed(String options, String message) {
        Run run = train(folder.resolve("m.bin"), (Object[]) options.split(" ", -1));

        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains(message);
    }

    @Test
    void refusesToLookForTheDimension() {
        Run run =
                Run.akin(
                        "train",
                        text,
                        "-o",
                        folder.resolve("m.bin"),
                        "--model",
                        "supervised",
                        "--dim",
                        "auto");

        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("--dim auto goes with networks, not with supervised");
    }

    @Test
    void refusesFormatsWithoutLabelsAndOptionsOfOthers() {
        Run vec = train(folder.resolve("m.vec"));
        assertThat(vec.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(vec.err()).contains("m.vec would be").contains("use .bin");
        Run words = Run.akin("train", text, "-o", folder.resolve("m.bin"), "--word-ngrams", "2");
        assertThat(words.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(words.err()).contains("--word-ngrams is not for --model skipgram");
    }

    @Test
    void emptyAndMissingFilesAreErrors() throws IOException {
        Path model = folder.resolve("m.bin");
        Files.writeString(text, "\n");
        train(model).failsWith(ExitCode.FAILED, text + ": byte 0: there is no text in it");
        Files.delete(text);
        assertThat(train(model).code()).isEqualTo(ExitCode.FAILED);
        assertThat(model).doesNotExist();
    }

    @Test
    void bytesThatAreNoUtf8AreNamedOrRead() throws IOException {
        String latin = "__label__süß Nüsse\n__label__salz Käse\n".repeat(20);
        Files.writeString(text, latin, StandardCharsets.ISO_8859_1);
        Path model = folder.resolve("m.bin");
        train(model)
                .failsWith(
                        ExitCode.FAILED,
                        text
                                + ": line 1: the bytes are not UTF-8; name the right encoding with"
                                + " --encoding");
        train(model, "--encoding", "ISO-8859-1").succeeds();

        assertThat(TextClassifier.load(model).predict("Nüsse", 1).getFirst().name())
                .isEqualTo("__label__süß");
    }

    @Test
    void filesToScoreOnAreNamedWhenTheyAreWrong() throws IOException {
        Path held = Files.writeString(folder.resolve("held.txt"), "");
        Path model = folder.resolve("m.bin");
        Object[] tuning = {
            "--autotune", "9", "--trials", "1", "--autotune-validation", held, "--buckets", "500"
        };
        train(model, tuning)
                .failsSaying(ExitCode.FAILED, held + ": byte 0: there is no text in it");
        Files.write(held, new byte[] {'o', 'k', '\n', (byte) 0xff, '\n'});
        train(model, tuning).failsSaying(ExitCode.FAILED, held + ": line 2: the bytes are not");
        Files.writeString(held, "__label__bitter tea\n");
        train(model, tuning).failsSaying(ExitCode.FAILED, "[__label__bitter]");
        Files.writeString(held, "__label__bitter tea\n__label__sweet honey and jam\n");
        train(model, tuning).succeeds();
    }

    private Run train(Path model, Object... more) {
        List<Object> all =
                new ArrayList<>(
                        List.of(
                                "train",
                                text,
                                "-o",
                                model,
                                "--model",
                                "supervised",
                                "--dim",
                                "10"));
        all.addAll(List.of("--epochs", "20", "--learning-rate", "0.5"));
        all.addAll(List.of(more));
        return Run.akin(all.toArray());
    }

    @Test
    void looksForOptionsItself() {
        Path model = folder.resolve("found.bin");
        Run run = train(model, "--autotune", "2m", "--trials", "4", "--buckets", "500").succeeds();

        assertThat(run.err())
                .contains("tried 4 sets of options; the best scores 1.0000: --epochs")
                .contains("--dim 10 ");
        assertThat(
                        Run.akin("classify", model, text, "-k", "1")
                                .succeeds()
                                .out()
                                .lines()
                                .findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("sweet"));
    }

    @Test
    void optionsOfTheSearchNeedIt() {
        Path model = folder.resolve("found.bin");
        train(model, "--trials", "3").failsSaying(ExitCode.WRONG_USAGE, "--trials is not for");
        train(model, "--autotune", "soon").failsSaying(ExitCode.WRONG_USAGE, "no time above 0");
        train(model, "--autotune", "5", "--autotune-metric", "accuracy")
                .failsSaying(ExitCode.WRONG_USAGE, "there is no metric");
        train(model, "--model-size", "2MB").failsSaying(ExitCode.FAILED, "fewer than 256");
        train(folder.resolve("found.safetensors"), "--model-size", "2MB")
                .failsSaying(ExitCode.WRONG_USAGE, "use .ftz or .bin");
    }
}
