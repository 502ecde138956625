package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train --model glove` and `lsa`.
class CountCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path text;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @BeforeEach
    void write() throws IOException {
        text = Samples.text(folder.resolve("text.txt"));
        words = folder.resolve("words.safetensors");
    }

    @Test
    void gloveLearnsAndSaysWhatItNeedsAndWhatComesNext() throws IOException {
        Run run = Run.akin("train", text, "-o", words, "--model", "glove").succeeds();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("4,800 words in 400 lines; 42 different ones seen 5 times or more")
                .contains("memory: vectors of 42 words × 100 numbers and of their contexts")
                .contains("wrote " + words + ": 42 words × 100 numbers")
                .contains("next: akin neighbors " + words + " ");
        Model model = Model.load(words);
        assertThat(model.names()).contains("words", "context");
        assertThat(model.metadata().get("akin.source")).contains("text.txt");
        assertThat(model.metadata().get("akin.options"))
                .contains("\"window\":15", "\"epochs\":25", "\"xMax\":100");
        Run.akin("neighbors", words, "Word7").succeeds();
        assertNothingElseLeft();
    }

    @Test
    void gloveTakesItsOptions() {
        Json.Obj json =
                Run.akin(
                                "train",
                                text,
                                "-o",
                                words,
                                "--model",
                                "glove",
                                "--dim",
                                "8",
                                "--window",
                                "3",
                                "--epochs",
                                "2",
                                "--learning-rate",
                                "0.1",
                                "--x-max",
                                "10",
                                "--alpha",
                                "0.5",
                                "--context",
                                "before",
                                "--memory",
                                "4kB",
                                "--min-count",
                                "1",
                                "--max-words",
                                "30",
                                "--threads",
                                "2",
                                "--seed",
                                "7",
                                "--reproducible",
                                "--lowercase",
                                "--json",
                                "--quiet")
                        .succeeds()
                        .json();
        assertThat(Run.number(json, "rows")).isEqualTo(30);
        assertThat(Run.number(json, "dimension")).isEqualTo(8);
        assertThat(Run.number(json, "corpusWords")).isEqualTo(4800);
        assertThat(Run.number(Run.member(json, "training"), "epochsDone")).isEqualTo(2);
        Json.Obj info = Run.akin("info", words, "--json").succeeds().json();
        Json options = Run.member(Run.member(info, "metadata"), "akin.options");
        assertThat(Run.number(options, "window")).isEqualTo(3);
        assertThat(Run.number(options, "xMax")).isEqualTo(10);
        assertThat(Run.number(options, "alpha")).isEqualTo(0.5);
        assertThat(Run.member(options, "symmetric")).hasToString("false");
    }

    @Test
    void lsaLearnsWithItsOptions() throws IOException {
        Json.Obj json =
                Run.akin(
                                "train",
                                text,
                                "-o",
                                words,
                                "--model",
                                "lsa",
                                "--dim",
                                "8",
                                "--weighting",
                                "ppmi",
                                "--shift",
                                "2",
                                "--context-smoothing",
                                "1",
                                "--eigenvalue-power",
                                "1",
                                "--even",
                                "--epochs",
                                "3",
                                "--json",
                                "--quiet")
                        .succeeds()
                        .json();
        assertThat(Run.number(json, "dimension")).isEqualTo(8);
        Json.Obj info = Run.akin("info", words, "--json").succeeds().json();
        Json options = Run.member(Run.member(info, "metadata"), "akin.options");
        assertThat(Run.number(options, "shift")).isEqualTo(2);
        assertThat(Run.number(options, "passes")).isEqualTo(3);
        assertThat(Run.number(options, "window")).isEqualTo(5);
        assertThat(Run.member(options, "byDistance")).hasToString("false");
        for (String weighting : List.of("log", "counts")) {
            Run.akin(
                            "train",
                            text,
                            "-o",
                            words,
                            "--model",
                            "lsa",
                            "--dim",
                            "8",
                            "--weighting",
                            weighting)
                    .succeeds();
        }
        assertThat(Embeddings.load(words).size()).isEqualTo(42);
        assertNothingElseLeft();
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() {
        Path again = folder.resolve("again.safetensors");
        for (String model : List.of("glove", "lsa")) {
            Run.akin("train", text, "-o", words, "--model", model, "--dim", "16", "--threads", "1")
                    .succeeds();
            Run.akin("train", text, "-o", again, "--model", model, "--dim", "16", "--threads", "3")
                    .succeeds();
            assertThat(again).hasSameBinaryContentAs(words);
        }
    }

    @Test
    void learnsMoreFromOtherText() throws IOException {
        Path more = folder.resolve("more.txt");
        Files.writeString(more, "Word7 neu alt neu Word3\n".repeat(20));
        Path grown = folder.resolve("grown.safetensors");
        Run.akin("train", text, "-o", words, "--model", "glove", "--dim", "8").succeeds();
        Run run =
                Run.akin("train", more, "-o", grown, "--model", "glove", "--update", words)
                        .succeeds();
        assertThat(run.err()).contains("42 words of " + words + " go on, 2 new ones join them");
        assertThat(Embeddings.load(grown).contains("neu")).isTrue();
        assertThat(Embeddings.load(grown).dimension()).isEqualTo(8);
        fails(
                Run.akin("train", more, "-o", grown, "--update", words),
                ExitCode.WRONG_USAGE,
                words + " was learned by glove: say --model glove to learn on from it");
        fails(
                Run.akin(
                        "train",
                        more,
                        "-o",
                        grown,
                        "--model",
                        "glove",
                        "--update",
                        words,
                        "--dim",
                        "9"),
                ExitCode.WRONG_USAGE,
                "--dim is 9, but " + words + " was learned with 8: leave the option out");
        fails(
                Run.akin("train", more, "-o", grown, "--model", "glove", "--resume", words),
                ExitCode.FAILED,
                "this training was finished");
    }

    @Test
    void leanFilesHoldTheVectorsAlone() throws IOException {
        Run.akin("train", text, "-o", words, "--model", "glove", "--lean").succeeds();
        assertThat(Model.load(words).names()).containsExactly("");
        fails(
                Run.akin("train", text, "-o", words, "--model", "glove", "--update", words),
                ExitCode.FAILED,
                "it was saved lean, or converted");
    }

    @Test
    void refusesWhatIsNotForIt() {
        fails(
                Run.akin("train", text, "-o", words, "--model", "glove", "--negatives", "3"),
                ExitCode.WRONG_USAGE,
                "--negatives is not for --model glove");
        fails(
                Run.akin("train", text, "-o", words, "--model", "lsa", "--x-max", "3"),
                ExitCode.WRONG_USAGE,
                "--x-max is not for --model lsa");
        fails(
                Run.akin("train", text, "-o", words, "--x-max", "3"),
                ExitCode.WRONG_USAGE,
                "--x-max is not for --model skipgram");
        fails(
                Run.akin("train", text, "-o", words, "--model", "glove", "--x-max", "0"),
                ExitCode.WRONG_USAGE,
                "xMax must be above 0 and at most 1.0E9, not 0.0");
        fails(
                Run.akin("train", text, "-o", words, "--model", "glove", "--memory", "much"),
                ExitCode.WRONG_USAGE,
                "--memory is like 10MB or 500kB, not much");
        fails(
                Run.akin(
                        "train",
                        text,
                        "-o",
                        words,
                        "--model",
                        "lsa",
                        "--weighting",
                        "log",
                        "--shift",
                        "2"),
                ExitCode.WRONG_USAGE,
                "go with --weighting ppmi, not with log");
        fails(
                Run.akin("train", text, "-o", words, "--model", "lsa", "--dim", "50"),
                ExitCode.FAILED,
                "42 words have at the most 42 dimensions, not 50");
    }

    private static void fails(Run run, int code, String part) {
        assertThat(run.err()).contains("akin: ").contains(part);
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
    }

    private void assertNothingElseLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(text, words);
        }
    }
}
