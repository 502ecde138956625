package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What networks' commands make of what is not as it should be: one clear line, the right exit code, and nothing written.
class NetworkInputTest {
    private static final String LABELLED = "good\tgreat film\nbad\tawful film\n".repeat(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @BeforeEach
    void name() {
        model = folder.resolve("model.akin");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Run train(String kind, Path input, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(List.of("train", input, "-o", model, "--model", kind, "-q"));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    private void refused(Run run, int code, String... parts) throws IOException {
        assertThat(run.err()).startsWith("akin: ").hasLineCount(1).contains(parts);
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("model"));
        }
    }

    @Test
    void filesThatAreNotThere() throws IOException {
        Path missing = folder.resolve("missing.tsv");
        refused(train("classifier", missing), ExitCode.FAILED, missing.toString());
        Path labelled = file("labelled.tsv", LABELLED);
        Path partial = folder.resolve("missing.safetensors");
        refused(
                train("classifier", labelled, "--resume", partial),
                ExitCode.FAILED,
                partial.toString());
        refused(
                train("classifier", labelled, "--start", partial),
                ExitCode.FAILED,
                partial.toString());
        refused(
                train("classifier", labelled, "--resume", folder),
                ExitCode.FAILED,
                folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.akin", "missing.safetensors", "missing.bin", "missing"})
    void networksThatAreNotThere(String name) throws IOException {
        Path labelled = file("labelled.tsv", LABELLED);
        Path missing = folder.resolve(name);
        String message = missing + ": no such file";
        Run.akin("classify", missing, labelled).failsWith(ExitCode.FAILED, message);
        Run.akin("evaluate", missing, "--labels", labelled).failsWith(ExitCode.FAILED, message);
        Run.akin("recommend", missing, "user").failsWith(ExitCode.FAILED, message);
    }

    @Test
    void linesThatAreNotLabelled() throws IOException {
        refused(
                train("classifier", file("plain.tsv", "good\tgreat\nno tab here\n")),
                ExitCode.FAILED,
                "plain.tsv",
                "line 2",
                "tab");
        refused(
                train("classifier", file("one.tsv", "good\tgreat\n".repeat(20))),
                ExitCode.FAILED,
                "good");
        for (String nothing : List.of("", "\n \n\n")) {
            refused(train("classifier", file("empty.tsv", nothing)), ExitCode.FAILED, "empty.tsv");
        }
    }

    @Test
    void bytesThatAreNoUtf8() throws IOException {
        Path latin = folder.resolve("latin.tsv");
        Files.write(latin, "good\tcafé\n".getBytes(StandardCharsets.ISO_8859_1));
        refused(train("classifier", latin), ExitCode.FAILED, "latin.tsv", "line 1", "UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "--body,forest,there is no body \"forest\"",
        "--epochs,0,epochs",
        "--dropout,1,dropout",
        "--validation,-0.1,validation",
        "--patience,0,patience",
        "--batch,0,batch",
        "--l2,-1,l2",
        "--learning-rate,0,rate",
        "--window,3,--window goes with vectors of words",
        "--lowercase,,--lowercase goes with vectors of words",
        "--update,x.safetensors,--update goes with vectors of words"
    })
    void optionsThatDoNotGoWithNetworks(String option, String value, String message)
            throws IOException {
        Path labelled = file("labelled.tsv", LABELLED);
        Object[] options = value == null ? new Object[] {option} : new Object[] {option, value};
        refused(train("classifier", labelled, options), ExitCode.WRONG_USAGE, message);
    }

    @ParameterizedTest
    @CsvSource({
        "two-tower,--body=mean,'classifier, tagger, language, clicks, next-item, metric'",
        "two-tower,--units=8,'classifier, tagger, language, next-item, metric'",
        "tagger,--several,classifier",
        "language,--header,classifier",
        "next-item,--keep-case,'classifier, tagger, language, metric'",
        "tagger,--max-words=9,'classifier, language'"
    })
    void optionsThatANetworkDoesNotHeed(String kind, String option, String heeding)
            throws IOException {
        String name = option.replaceFirst("=.*", "");
        refused(
                train(kind, file("any.tsv", LABELLED), option),
                ExitCode.WRONG_USAGE,
                name + " says nothing to --model " + kind + ", only to " + heeding + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--body=mean", "--units=8", "--several", "--start=x", "--keep-case"})
    void optionsOfNetworksThatWordsDoNotKnow(String option) throws IOException {
        Path text = file("text.txt", "a cat\n");
        String name = option.replaceFirst("=.*", "");
        refused(
                Run.akin("train", text, "-o", model, option),
                ExitCode.WRONG_USAGE,
                name + " goes with networks, not with --model skipgram");
    }

    @Test
    void bodiesThatCannotDoIt() throws IOException {
        Path tagged = file("tagged.conll", "a\tX\nb\tY\n");
        refused(
                train("classifier", tagged, "--body", "cnn", "--units", "0"),
                ExitCode.WRONG_USAGE,
                "≥ 1");
        refused(train("tagger", tagged, "--body", "mean"), ExitCode.WRONG_USAGE, "mean");
        refused(train("language", tagged, "--body", "mean"), ExitCode.WRONG_USAGE, "mean");
    }

    @Test
    void aModelOfAnotherKind() throws IOException {
        Path labelled = file("labelled.tsv", LABELLED);
        Path words = Samples.write(folder.resolve("words.safetensors"));
        refused(Run.akin("classify", words, labelled), ExitCode.FAILED, "it is no classifier");
        refused(
                Run.akin("evaluate", words, "--labels", labelled),
                ExitCode.FAILED,
                "holds no network");
        refused(Run.akin("classify", folder, labelled), ExitCode.FAILED, folder.toString());
        refused(
                Run.akin("evaluate", words, "--labels", labelled, "--similarity", labelled),
                ExitCode.WRONG_USAGE,
                "--labels, --text and --clicks score networks");
        train("classifier", labelled).succeeds();
        Run text = Run.akin("evaluate", model, "--text", labelled);
        assertThat(text.code()).isEqualTo(ExitCode.FAILED);
        assertThat(text.err()).contains("--text scores language models, not a classifier model");
    }

    @Test
    void aCheckpointOfAnotherTrainingAndOneCutShort() throws IOException {
        Path labelled = file("labelled.tsv", LABELLED);
        Path words = Samples.write(folder.resolve("words.safetensors"));
        refused(
                train("classifier", labelled, "--resume", words),
                ExitCode.FAILED,
                "words.safetensors");
        Path cut = folder.resolve("cut.safetensors");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(words), 100));
        refused(train("classifier", labelled, "--resume", cut), ExitCode.FAILED, "cut.safetensors");
        assertThat(cut).exists();
    }

    @Test
    void aFileCutShortIsNoNetwork() throws IOException {
        train("classifier", file("labelled.tsv", LABELLED)).succeeds();
        byte[] bytes = Files.readAllBytes(model);
        Path cut = folder.resolve("cut.akin");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        Run run = Run.akin("classify", cut, folder.resolve("labelled.tsv"));
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("akin: ").contains("cut.akin").hasLineCount(1);
    }
}
