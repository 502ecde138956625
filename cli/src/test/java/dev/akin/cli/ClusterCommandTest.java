package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @BeforeEach
    void write() {
        words = Samples.write(folder.resolve("words.safetensors"));
    }

    @Test
    void writesALineForEachKey() throws IOException {
        Path csv = folder.resolve("groups.csv");
        Run run = Run.akin("cluster", words, "-k", "2", "-o", csv).succeeds();
        assertThat(Files.readAllLines(csv))
                .hasSize(10)
                .startsWith("key,cluster,name,strength")
                .anyMatch(line -> line.matches("国王,0,\"[^\"]+\",0\\.\\d{4}"))
                .anyMatch(line -> line.matches("lunch,1,\"breakfast, lunch, dinner\",0\\.\\d{4}"));
        assertThat(run.out())
                .contains("cluster  keys  silhouette  typical")
                .contains("breakfast, lunch, dinner")
                .contains("2 clusters of 9 keys, silhouette 0.");
        Path tsv = folder.resolve("groups.TSV");
        Run.akin("cluster", words, "-k", "2", "-o", tsv, "--show", "1").succeeds();
        assertThat(Files.readAllLines(tsv)).anyMatch(line -> line.startsWith("man\t0\t"));
    }

    @Test
    void addsColumnsToTheVectors() throws IOException {
        Path file = folder.resolve("grouped.safetensors");
        Run.akin("cluster", words, "-k", "2", "--limit", "7", "-o", file).succeeds();
        Embeddings read = Embeddings.load(file);
        Embeddings before = Embeddings.load(words);
        assertThat(read.vector("король")).isEqualTo(before.vector("король"));
        assertThat(read.vocabulary().count(3)).isEqualTo(before.vocabulary().count(3));
        assertThat(read.column("cluster").integer(read.id("lunch"))).isEqualTo(1);
        assertThat(read.column("cluster.name").text(read.id("lunch"))).contains("lunch");
        assertThat(read.column("cluster").integer(read.id("король"))).isEqualTo(-1);
        assertThat(read.column("cluster.name").text(read.id("король"))).isEmpty();
        // Once more, over its own columns.
        Run.akin("cluster", file, "-k", "3", "-o", file).succeeds();
        assertThat(Embeddings.load(file).columns().keySet())
                .containsExactlyInAnyOrder("cluster", "cluster.name", "cluster.strength");
    }

    @Test
    void jsonNamesEachGroup() {
        Path file = folder.resolve("groups.csv");
        Json.Obj json =
                Run.akin("cluster", words, "-k", "2", "-o", file, "--json").succeeds().json();
        assertThat(Run.text(json, "method")).isEqualTo("kmeans");
        assertThat(Run.number(json, "rows")).isEqualTo(9);
        assertThat(Run.number(json, "silhouette")).isBetween(0.0, 1.0);
        assertThat(Run.size(json, "clusters")).isEqualTo(2);
    }

    @Test
    void findsHowManyThereAreByDensity() throws IOException {
        Path file = folder.resolve("groups.csv");
        Path many = dense(folder.resolve("many.safetensors"));
        for (String[] more : new String[][] {{}, {"--on-map"}, {"--leaves", "--neighbors", "20"}}) {
            List<Object> typed = new ArrayList<>(List.of("cluster", many, "-o", file));
            typed.addAll(List.of("--method", "hdbscan"));
            typed.addAll(List.of(more));
            assertThat(Run.akin(typed.toArray()).succeeds().out()).contains("3 clusters of");
        }
    }

    /// Three groups of sixty.
    private static Path dense(Path file) throws IOException {
        Random random = new Random(2);
        List<String> keys = new ArrayList<>();
        float[] values = new float[180 * 8];
        for (int row = 0; row < 180; row++) {
            keys.add("key" + row);
            values[8 * row + row % 3] = 1;
            for (int d = 0; d < 8; d++) {
                values[8 * row + d] += 0.03f * (float) random.nextGaussian();
            }
        }
        Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(values, 180, 8)).save(file);
        return file;
    }

    @Test
    void rowsOfNoNumberAreLeftOutAndSaid() throws IOException {
        Path broken = folder.resolve("broken.safetensors");
        float[] values = {1, 0, 0, 1, Float.NaN, 1, 0.9f, 0};
        Embeddings.of(
                        Vocabulary.of(List.of("a", "b", "nothing", "d")),
                        EmbeddingTable.of(values, 4, 2))
                .save(broken);
        Path csv = folder.resolve("groups.csv");
        Run run = Run.akin("cluster", broken, "-k", "2", "-o", csv);
        assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.err()).contains("left out what holds NaN or infinite numbers: 1 of 4 rows");
        assertThat(Files.readAllLines(csv)).contains("nothing,-1,,0.0000");
    }

    @Test
    void oneKeyIsAGroupAndNoGroupIsSaidSo() {
        Path csv = folder.resolve("groups.csv");
        Run alone = Run.akin("cluster", words, "--limit", "1", "-o", csv).succeeds();
        assertThat(alone.out()).contains("1 cluster of 1 key" + System.lineSeparator());
        Run none = Run.akin("cluster", words, "--method", "hdbscan", "-o", csv).succeeds();
        assertThat(none.out()).startsWith("no clusters: all 9 keys").contains("--min-size");
    }

    @Test
    void wrongUsageIsSaidBeforeAnyWork() {
        Path csv = folder.resolve("groups.csv");
        assertFails(
                ExitCode.WRONG_USAGE,
                "clusters go into a .csv, .tsv or .safetensors file",
                "cluster",
                words,
                "-o",
                folder.resolve("groups.png"));
        assertFails(
                ExitCode.WRONG_USAGE,
                "the clusters ≥ 1, not 0",
                "cluster",
                words,
                "-k",
                "0",
                "-o",
                csv);
        assertFails(
                ExitCode.WRONG_USAGE,
                "--limit is 1 or more",
                "cluster",
                words,
                "--limit",
                "0",
                "-o",
                csv);
        assertFails(
                ExitCode.WRONG_USAGE,
                "--min-size is not for --method kmeans",
                "cluster",
                words,
                "--min-size",
                "3",
                "-o",
                csv);
        assertFails(
                ExitCode.FAILED,
                "10 clusters are more than there are points: at the most 9",
                "cluster",
                words,
                "-k",
                "10",
                "-o",
                csv);
        assertThat(csv).doesNotExist();
    }

    private static void assertFails(int code, String message, Object... typed) {
        Run run = Run.akin(typed);
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.err()).contains(message);
    }
}
