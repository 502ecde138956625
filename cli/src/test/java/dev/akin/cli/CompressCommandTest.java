package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.IndexedTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @SuppressWarnings("NullAway.Init")
    private Path small;

    @BeforeEach
    void write() {
        words = Samples.write(folder.resolve("words.safetensors"));
        small = folder.resolve("small.safetensors");
    }

    @Test
    void saysWhatBecameSmallerAndWhatWasLost() throws IOException {
        Run run = Run.akin("compress", words, "-o", small, "--method", "float16").succeeds();
        assertThat(run.out())
                .contains("before", "after", "smaller", "2.0×")
                .contains("reconstruction error")
                .contains("nearest 10 kept")
                .contains("(of 9 keys)");
        assertThat(run.err()).contains("wrote " + small);
        Embeddings read = Embeddings.load(small);
        assertThat(read.vocabulary().count(3))
                .isEqualTo(Embeddings.load(words).vocabulary().count(3));
        Run.akin("neighbors", small, "lunch").succeeds();
    }

    @Test
    void methodsGoTogether() throws IOException {
        Json.Obj json =
                Run.akin(
                                "compress",
                                words,
                                "-o",
                                small,
                                "-m",
                                "prune+int8",
                                "--keep",
                                "50%",
                                "--by",
                                "norm",
                                "--json")
                        .succeeds()
                        .json();
        assertThat(Run.text(json, "method")).isEqualTo("prune+int8");
        assertThat(Run.number(json, "ratio")).isPositive();
        assertThat(Embeddings.load(small).table()).isInstanceOf(IndexedTable.class);
        assertThat(Run.akin("info", small).succeeds().out()).contains("indexed+int8");
    }

    @Test
    void rowsMayBeKeptInFactors() throws IOException {
        float[] numbers = new float[30 * 6];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i * 37 % 101;
        }
        List<String> keys = IntStream.range(0, 30).mapToObj(i -> "key" + i).toList();
        Path file = folder.resolve("six.safetensors");
        Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(numbers, 30, 6)).save(file);
        for (String method : new String[] {"cp", "tucker", "cp+int8", "tucker+int8"}) {
            Run.akin("compress", file, "-o", small, "-m", method, "--rank", "2", "--turns", "9")
                    .succeeds();
            assertThat(Run.akin("info", small).succeeds().out())
                    .contains(method.contains("+") ? method : method + "+float32");
            Run.akin("info", small, "--verify").succeeds();
            Run.akin("neighbors", small, "key7").succeeds();
        }
        Run.akin("compress", file, "-o", small, "-m", "tucker", "--rank", "1x1x1").succeeds();
        Run.akin("compress", file, "-o", small, "-m", "cp", "--shape", "3x3")
                .failsWith(
                        ExitCode.FAILED,
                        "rows of 6 numbers do not fold into 3 × 3; 2 × 3 would do");
        assertThat(Run.akin("compress", words, "-o", small, "-m", "tucker").err())
                .contains("rows of 3 numbers do not factor into two sides; those of 4 = 2 × 2");
        wrong("shape has two sides", "compress", file, "-o", small, "-m", "cp", "--shape", "15");
        wrong("turns ≥ 1, not 0", "compress", file, "-o", small, "-m", "cp", "--turns", "0");
        wrong(
                "turns is not for svd, but for tucker, cp",
                "compress",
                file,
                "-o",
                small,
                "-m",
                "svd",
                "--turns",
                "3");
    }

    private static void wrong(String message, Object... arguments) {
        Run run = Run.akin(arguments);
        assertThat(run.err()).contains(message);
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void wrongUsageSaysWhatDoes() {
        Path text = folder.resolve("small.txt");
        wrong(
                "keep is not for int8, but for hash, prune",
                "compress",
                words,
                "-o",
                small,
                "-m",
                "int8",
                "--keep",
                "3");
        wrong(
                "there is no method \"zip\"; there are float16, ",
                "compress",
                words,
                "-o",
                small,
                "-m",
                "zip");
        wrong(
                "smaller rows go into a .safetensors file",
                "compress",
                words,
                "-o",
                text,
                "-m",
                "int8");
        wrong("above 0", "compress", words, "-o", small, "-m", "prune", "--keep", "-1");
        wrong("requires at least 2 values", "diff");
        assertThat(small).doesNotExist();
    }

    @Test
    void trainingDoesNotGoOnFromSmallerRows() throws IOException {
        Path text = folder.resolve("text.txt");
        Files.writeString(text, "the cat sat on the mat and the dog sat on the log\n".repeat(50));
        Path trained = folder.resolve("trained.safetensors");
        Run.akin("train", text, "-o", trained, "--dim", "8", "--epochs", "1", "--min-count", "1")
                .succeeds();
        assertThat(Run.akin("compress", trained, "-o", small, "-m", "int8").succeeds().err())
                .contains("left out, since only going on with the training needs it: context/");
        Run.akin("train", text, "-o", folder.resolve("more.safetensors"), "--update", small)
                .failsWith(
                        ExitCode.FAILED,
                        small
                                + " was compressed, and learning goes on from whole rows only: give the file"
                                + " that it was made from, and compress what comes of it");
    }

    @Test
    void withABudgetTheBestThatFitsIsTaken() throws IOException {
        Path pairs = folder.resolve("pairs.txt");
        Files.writeString(pairs, "lunch dinner 9\nlunch breakfast 8\nlunch man 1\n");
        Path front = folder.resolve("front.svg");
        Run run =
                Run.akin(
                                "compress",
                                words,
                                "-o",
                                small,
                                "--budget",
                                "20kB",
                                "--evaluate",
                                pairs,
                                "--picture",
                                front)
                        .succeeds();
        assertThat(run.out()).contains("kept  95 % interval").contains("→");
        assertThat(Files.size(small)).isLessThanOrEqualTo(20_000);
        assertThat(front).content().contains("MB of the file");
        assertThat(Run.akin("compress", words, "-o", small, "--budget", "10").err())
                .contains("the keys and what else stays take ");
        wrong("give either --method M or --budget BYTES", "compress", words, "-o", small);
        wrong("--budget is like 10MB", "compress", words, "-o", small, "--budget", "much");
    }

    @Test
    void theChoiceStandsInTheFileAndAllTrialsInTheDocument() throws IOException {
        Path labels = folder.resolve("labels.tsv");
        Files.writeString(labels, "lunch\tmeal\ndinner\tmeal\nman\tperson\nwoman\tperson\n");
        Json.Obj json =
                Run.akin(
                                "compress",
                                words,
                                "-o",
                                small,
                                "--budget",
                                "20kB",
                                "--time",
                                "60",
                                "--json")
                        .succeeds()
                        .json();
        String method = Run.text(json, "method");
        assertThat(Embeddings.load(small).metadata().get("akin.compression"))
                .contains("\"method\":\"" + method + "\"")
                .contains("\"options\"");
        assertThat(json.toString()).contains("\"trials\":[{").contains("\"tooSmall\"");
        wrong(
                "--time is a number of seconds above 0",
                "compress",
                words,
                "-o",
                small,
                "--budget",
                "20kB",
                "--time",
                "0");
        wrong(
                "--time is not for --method",
                "compress",
                words,
                "-o",
                small,
                "-m",
                "int8",
                "--time",
                "9");
        Run.akin("diff", words, small, "--evaluate", labels).succeeds();
    }

    @Test
    void keysMayBeLeftOut() throws IOException {
        Run.akin(
                        "compress",
                        words,
                        "-o",
                        small,
                        "-m",
                        "prune+int8",
                        "--keep",
                        "4",
                        "--instead",
                        "nothing")
                .succeeds();
        Embeddings few = Embeddings.load(small);
        Embeddings all = Embeddings.load(words);
        assertThat(few.size()).isEqualTo(4);
        assertThat(few.vocabulary().keys()).isSubsetOf(all.vocabulary().keys());
    }

    @Test
    void diffComparesWithTheFirst() throws IOException {
        Run.akin("compress", words, "-o", small, "-m", "binary").succeeds();
        Path pairs = folder.resolve("pairs.txt");
        Files.writeString(pairs, "lunch dinner 9\nlunch breakfast 8\nlunch man 1\n");
        Run run = Run.akin("diff", words, small, "--evaluate", pairs).succeeds();
        assertThat(run.out()).contains("look-ups/s", "pairs", "nearest").contains(small.toString());
        Json.Obj json = Run.akin("diff", words, small, "--json").succeeds().json();
        assertThat(Run.size(json, "files")).isEqualTo(2);
    }
}
