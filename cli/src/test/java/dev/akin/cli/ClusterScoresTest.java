package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `evaluate --clusters`.
class ClusterScoresTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @SuppressWarnings("NullAway.Init")
    private Path labels;

    @BeforeEach
    void write() throws IOException {
        words = Samples.write(folder.resolve("words.safetensors"));
        labels =
                labels(
                        """
                        # key label
                        man\tperson
                        woman\tperson
                        king\tperson
                        queen\tperson
                        国王\tperson
                        breakfast\tmeal
                        lunch\tmeal
                        dinner\tmeal
                        supper\tmeal
                        """);
    }

    private Path labels(String text) throws IOException {
        return Files.writeString(folder.resolve("kinds.tsv"), text);
    }

    private Run evaluate(Object... more) {
        return Run.akin(
                Stream.concat(Stream.of("evaluate", words, "--clusters", labels), Stream.of(more))
                        .toArray());
    }

    @Test
    void scoresTheGroupsThatItFinds() {
        Run run = evaluate().succeeds();
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches(".*kinds V-measure +1\\.000.*"))
                .anyMatch(line -> line.matches(".*kinds adjusted Rand index +1\\.000.*"))
                .anyMatch(line -> line.matches(".*kinds purity +1\\.000.*"));
        assertThat(run.out()).contains("homogeneity", "completeness");
    }

    @Test
    void jsonSaysHowManyKeysWereUnknown() throws IOException {
        labels(
                "man person\nwoman person\nbreakfast person\nlunch meal\ndinner meal\nsupper meal\n");
        Json.Obj json = evaluate("--json").succeeds().json();
        String all = json.toString();
        assertThat(all).contains("V-measure", "homogeneity", "completeness", "purity");
        Json file = Run.element(json, "files", 0);
        Json purity = score(file, "purity");
        assertThat(Run.number(purity, "score")).isCloseTo(4 / 5.0, within(1e-12));
        assertThat(Run.number(purity, "n")).isEqualTo(5);
        assertThat(Run.number(purity, "unknown")).isEqualTo(1);
        // Found {man, woman}, {breakfast, lunch, dinner}: 2 pairs of 4 and 4 agree, 1.6 by chance.
        assertThat(Run.number(score(file, "adjusted Rand index"), "score"))
                .isCloseTo((2 - 1.6) / (4 - 1.6), within(1e-12));
    }

    private static Json score(Json file, String figure) {
        for (int i = 0; i < Run.size(file, "tests"); i++) {
            Json score = Run.element(file, "tests", i);
            if (Run.text(score, "figure").equals(figure)) {
                return score;
            }
        }
        throw new AssertionError("no " + figure + " in " + file);
    }

    @Test
    void holdsTwoFilesAgainstEachOther() {
        Run run = Run.akin("evaluate", words, words, "--clusters", labels).succeeds();
        assertThat(run.out().lines().filter(line -> line.contains("purity"))).hasSizeBetween(1, 2);
    }

    @Test
    void rowsWithoutADirectionAreUnknown() throws IOException {
        float[] numbers = {1, 0, 0, 0, Float.NaN, 1, 0, 1, 0.1f, 1, 1, 0.1f};
        Embeddings.of(
                        Vocabulary.of(List.of("a", "zero", "nan", "b", "bb", "aa")),
                        EmbeddingTable.of(numbers, 6, 2))
                .save(words);
        labels("a 1\naa 1\nzero 1\nnan 2\nb 2\nbb 2\n");
        Json file = Run.element(evaluate("--json").succeeds().json(), "files", 0);
        assertThat(Run.number(score(file, "V-measure"), "score")).isCloseTo(1, within(1e-12));
        assertThat(Run.number(score(file, "V-measure"), "unknown")).isEqualTo(2);
    }

    @Test
    void namesWhatIsWrongWithTheLabels() throws IOException {
        labels("man\tperson\nwoman\n");
        evaluate()
                .failsSaying(
                        ExitCode.FAILED,
                        labels + ": line 2: a line is a key, a tab and its label or labels");
        labels("man\tperson\nman\tmeal\n");
        evaluate().failsSaying(ExitCode.FAILED, labels + ": line 2: the key \"man\" comes twice");
        labels("man\tperson,king\nlunch\tmeal\n");
        evaluate().failsSaying(ExitCode.FAILED, "groups are apart, but \"man\" has 2 labels");
        labels("");
        evaluate().failsSaying(ExitCode.FAILED, labels + ": line 1: there are no labelled keys");
        labels("man\tperson\nwoman\tperson\nsupper\tmeal\n");
        evaluate()
                .failsSaying(
                        ExitCode.FAILED,
                        "kinds: 2 of 3 keys have vectors, of 1 labels; two labels are needed");
        Files.write(labels, "man\tcaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        evaluate()
                .failsSaying(
                        ExitCode.FAILED,
                        labels + ": line 1: the bytes are not UTF-8; convert the file");
        Files.delete(labels);
        evaluate().failsSaying(ExitCode.FAILED, labels + ": no such file");
    }
}
