package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @SuppressWarnings("NullAway.Init")
    private Path pairs;

    @SuppressWarnings("NullAway.Init")
    private Path questions;

    @BeforeEach
    void write() throws IOException {
        words = Samples.write(folder.resolve("words.safetensors"));
        pairs =
                Files.writeString(
                        folder.resolve("pairs.txt"),
                        "lunch\tdinner\t9\nman\twoman\t8\nking\tlunch\t1\nking\tbrunch\t2\n");
        questions =
                Files.writeString(
                        folder.resolve("questions.txt"),
                        ": family\nman king woman queen\nman king woman lunch\nman king she queen\n");
    }

    @Test
    void scoresInATable() {
        Run run =
                Run.akin("evaluate", words, "--similarity", pairs, "--analogies", questions)
                        .succeeds();
        assertThat(run.out().lines().toList())
                .hasSize(5)
                .satisfies(lines -> {
                    assertThat(lines.get(0)).isEqualTo(words.toString());
                    assertThat(lines.get(1)).matches("  test +score  95 % interval +n  unknown");
                    assertThat(lines.get(2)).matches("  pairs +1\\.000  .* 3 +1");
                    assertThat(lines.get(3)).matches("    family +0\\.500  .* 2 +1");
                    assertThat(lines.get(4)).matches("  questions +0\\.500  .* 2 +1");
                });
    }

    @Test
    void scoresAsJson() {
        Json.Obj json =
                Run.akin(
                                "evaluate",
                                words,
                                "--similarity",
                                pairs,
                                "--analogies",
                                questions,
                                "--json")
                        .succeeds()
                        .json();
        Json file = Run.element(json, "files", 0);
        Json similarity = Run.element(file, "similarity", 0);
        assertThat(Run.number(similarity, "spearman")).isEqualTo(1.0);
        assertThat(Run.number(similarity, "n")).isEqualTo(3);
        assertThat(Run.number(similarity, "oov")).isEqualTo(1);
        Json total = Run.member(Run.element(file, "analogies", 0), "total");
        assertThat(Run.number(total, "accuracy")).isEqualTo(0.5);
        assertThat(Run.number(total, "correct")).isEqualTo(1);
    }

    @Test
    void comparesWithOthers() {
        Json.Obj json =
                Run.akin("evaluate", words, "--similarity", pairs, "--against", words, "--json")
                        .succeeds()
                        .json();
        Json difference = Run.element(Run.element(json, "files", 0), "differences", 0);
        assertThat(Run.number(difference, "difference")).isZero();
        assertThat(Run.number(difference, "n")).isEqualTo(3);
        assertThat(
                        Run.akin("evaluate", words, "--similarity", pairs, "--against", words)
                                .succeeds()
                                .out())
                .contains("against " + words + ", on the items that both know:")
                .contains("+0.000");
    }

    @Test
    void restrictsAnalogies() {
        Json.Obj json =
                Run.akin("evaluate", words, "--analogies", questions, "--restrict", "3", "--json")
                        .succeeds()
                        .json();
        Json total =
                Run.member(Run.element(Run.element(json, "files", 0), "analogies", 0), "total");
        assertThat(Run.number(total, "n")).isZero();
        assertThat(Run.number(total, "oov")).isEqualTo(3);
        assertThat(Run.member(total, "accuracy")).hasToString("null");
    }

    @Test
    void needsATest() {
        Run.akin("evaluate", words)
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "nothing to score: give --similarity FILE, --analogies FILE, --key-labels FILE,"
                                + " --clusters FILE, --edges FILE, --facts FILE, --labels FILE,"
                                + " --text FILE or --clicks FILE; see akin evaluate --help");
    }

    @Test
    void aMissingTestIsFoundBeforeTheVectorsAreRead() {
        Path missing = folder.resolve("missing.txt");
        Run.akin("evaluate", folder.resolve("also-missing.vec"), "--similarity", missing)
                .failsWith(ExitCode.FAILED, missing + ": no such file");
    }

    @Test
    void scoresAnEncoderOnPairsOfTexts() throws IOException {
        Path pairs =
                Files.writeString(
                        folder.resolve("pairs.tsv"),
                        """
                        A man is eating food.\tA man is eating a meal.\t5
                        A man is eating food.\tSomeone is having lunch.\t3
                        A man is eating food.\tThe stock market fell sharply.\t0
                        A girl plays the guitar.\tA girl is playing an instrument.\t4
                        """);
        Run run = Run.akin("evaluate", "--sts", pairs).succeeds();
        assertThat(run.out()).startsWith("minilm").containsPattern("pairs +(1.000|0.800)");
        Json.Obj json =
                Run.akin(
                                "evaluate",
                                "--sts",
                                pairs,
                                "--truncate-dim",
                                "64",
                                "--against",
                                "minilm",
                                "--json")
                        .succeeds()
                        .json();
        Json scored = Run.element(json, "encoders", 0);
        assertThat(Run.number(Run.element(scored, "sts", 0), "n")).isEqualTo(4);
        assertThat(Run.number(Run.element(scored, "differences", 0), "difference")).isZero();
        Run.akin("evaluate", "words.safetensors", "--sts", pairs)
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--sts scores an encoder, so no files, --similarity or --analogies; see"
                                + " akin evaluate --help");
    }
}
