package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.text.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `classify`, and `convert` of fastText's models, against what fastText says (tools/golden/fasttext.py).
class ClassifyCommandTest {
    private static final Path GOLDEN = Path.of("../core/src/test/resources/golden/fasttext");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"softmax.bin", "hs.bin", "pruned-hs.ftz", "ova.bin"})
    void printsWhatFastTextPrints(String name) throws IOException {
        Run run = Run.akin("classify", GOLDEN.resolve(name), GOLDEN.resolve("lines"), "-k", "3");
        String expected = Files.readString(GOLDEN.resolve(name.replaceFirst("\\..*", ".predict")));
        assertThat(run.succeeds().out()).isEqualTo(expected);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void readsStandardInputAndAThreshold() {
        InputStream before = System.in;
        System.setIn(
                new ByteArrayInputStream("die katze\nthe cat".getBytes(StandardCharsets.UTF_8)));
        try {
            Run run =
                    Run.akin(
                            "classify",
                            GOLDEN.resolve("softmax.bin"),
                            "-k",
                            "9",
                            "--threshold",
                            "0.5");
            List<String> lines = run.succeeds().out().lines().toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.getFirst()).matches("__label__de (0\\.[0-9]{1,6}|1(\\.[0-9]+)?)");
            assertThat(lines.getLast()).startsWith("__label__en ");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void printsOneJsonDocument() {
        Json.Obj json =
                Run.akin(
                                "classify",
                                GOLDEN.resolve("hs.bin"),
                                GOLDEN.resolve("lines"),
                                "-k",
                                "2",
                                "--json")
                        .succeeds()
                        .json();
        assertThat(Run.size(json, "lines")).isGreaterThan(20);
        Json first = Run.element(Run.element(json, "lines", 0), "labels", 0);
        assertThat(Run.text(first, "label")).isEqualTo("__label__en");
        assertThat(Run.number(first, "probability")).isBetween(0.5, 1.0);
    }

    @Test
    void saysWhatIsNoClassifier() {
        Path words = Samples.write(folder.resolve("words.safetensors"));
        Run run = Run.akin("classify", words, GOLDEN.resolve("lines"));
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("it is no classifier");
        assertThat(Run.akin("classify", GOLDEN.resolve("hs.bin"), "-k", "0").code())
                .isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void convertsThereAndBack() throws IOException {
        Path ours = folder.resolve("ours.safetensors");
        Path back = folder.resolve("back.bin");
        Run.akin("convert", GOLDEN.resolve("skipgram.bin"), ours).succeeds();
        Json.Obj json = Run.akin("convert", ours, back, "--json").succeeds().json();
        assertThat(Run.text(json, "to")).isEqualTo("fasttext");
        assertThat(Run.size(json, "lost")).isZero();
        assertThat(Run.size(json, "zeros")).isZero();
        assertThat(back).hasSameBinaryContentAs(GOLDEN.resolve("skipgram.bin"));
        Run unseen = Run.akin("neighbors", ours, "catdog").succeeds();
        assertThat(unseen.out()).startsWith("Nearest to catdog").contains("cat");
        assertThat(unseen.err()).isEqualTo("never seen, so made of their n-grams: catdog\n");
        assertThat(Run.akin("neighbors", ours, "cat").succeeds().err()).isEmpty();
        assertThat(Run.akin("vector", ours, "catdog", "unbelievableness").succeeds().out())
                .hasLineCount(2);
        assertThat(Run.akin("info", ours).succeeds().out()).contains("subwords");
    }

    @Test
    void saysWhatIsLostAndWhatIsZero() {
        Path words = Samples.write(folder.resolve("words.safetensors"));
        Run plain = Run.akin("convert", words, folder.resolve("words.bin"), "--to", "fasttext");
        assertThat(plain.succeeds().err())
                .contains("zeros stand for the options of training, the output matrix");
        Run lost = Run.akin("convert", GOLDEN.resolve("hs.bin"), folder.resolve("words.vec"));
        assertThat(lost.succeeds().err())
                .contains("has no place for")
                .contains("the table labels/")
                .contains("the sub-words");
        Run ftz = Run.akin("convert", words, folder.resolve("words.ftz"));
        assertThat(ftz.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ftz.err())
                .contains("rows are not quantised as fastText does it; compress them by ftz");
    }

    @ParameterizedTest
    @CsvSource({
        "1.00001,1.00001",
        "1,1",
        "0.5,0.5",
        "0.123456789,0.123457",
        "0.00012345678,0.000123457",
        "0.00001,1e-05",
        "0.0000123456,1.23456e-05",
        "0.99999999,1",
        "0.099999999,0.1",
        "0,0",
        "1234567,1.23457e+06",
        "9.5,9.5"
    })
    void sixDigits(double value, String expected) {
        StringBuilder written = new StringBuilder();
        Digits.six(value, written);
        assertThat(written).hasToString(expected);
    }

    @Test
    void linesOfAnyLength() throws IOException {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("x".repeat(random.nextInt(i % 20 == 0 ? 200_000 : 50))).append('\n');
        }
        text.append("end");
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        ByteLines lines = new ByteLines(new ByteArrayInputStream(bytes));
        StringBuilder read = new StringBuilder();
        while (lines.next()) {
            read.append(
                    new String(
                            lines.bytes(),
                            lines.from(),
                            lines.to() - lines.from(),
                            StandardCharsets.UTF_8));
            read.append('\n');
        }
        assertThat(read.toString()).isEqualTo(text.append('\n').toString());
    }
}
