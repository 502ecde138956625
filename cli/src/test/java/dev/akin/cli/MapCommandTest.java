package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.format.Column;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapCommandTest {
    private static final int COUNT = 120;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @BeforeEach
    void write() throws IOException {
        words = folder.resolve("words.safetensors");
        write(words, rows(), Map.of());
    }

    /// Three groups, far from each other.
    private static float[][] rows() {
        Random random = new Random(1);
        float[][] rows = new float[COUNT][8];
        for (int i = 0; i < COUNT; i++) {
            for (int d = 0; d < 8; d++) {
                rows[i][d] = (float) (random.nextGaussian() * 0.1 + (d == i % 3 ? 3 : 0));
            }
        }
        return rows;
    }

    private static void write(Path file, float[][] rows, Map<String, Column> columns)
            throws IOException {
        List<String> keys = new ArrayList<>(List.of("国王", "король", "a,b \"c\""));
        IntStream.range(3, rows.length).forEach(i -> keys.add("word" + i));
        long[] counts = IntStream.range(0, rows.length).mapToLong(i -> rows.length - i).toArray();
        float[] values = new float[rows.length * 8];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * 8, 8);
        }
        Embeddings.Builder made =
                Embeddings.builder(
                        Vocabulary.of(keys, counts), EmbeddingTable.of(values, rows.length, 8));
        columns.forEach(made::column);
        made.build().save(file);
    }

    private static Object[] quick(Path words, Path output, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("map", words, "-o", output, "--method", "pca"));
        arguments.addAll(List.of(more));
        return arguments.toArray();
    }

    @Test
    void pngHasTheSizeAskedFor() throws IOException {
        Path png = folder.resolve("words.png");
        Run run =
                Run.akin("map", words, "-o", png, "--size", "400x300", "--iterations", "60")
                        .succeeds();
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(400);
        assertThat(image.getHeight()).isEqualTo(300);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("wrote " + png + ": 120 vectors by t-SNE in ");
    }

    @Test
    void svgNamesThePointsAndTheFile() throws IOException {
        Path svg = folder.resolve("words.svg");
        Run.akin("map", words, "-o", svg, "--method", "umap", "--neighbors", "5", "--dark")
                .succeeds();
        assertThat(Files.readString(svg))
                .contains(">国王</text>", ">король</text>", "words.safetensors: 120 vectors, UMAP")
                .contains("#14181d");
        Run.akin(quick(words, svg, "--title", "", "--labels", "0")).succeeds();
        assertThat(Files.readString(svg)).doesNotContain("<text");
    }

    @Test
    void csvHasAPlaceForEachKey() throws IOException {
        Path csv = folder.resolve("words.csv");
        Run.akin(quick(words, csv, "--dimensions", "3", "--limit", "10", "--color", "count"))
                .succeeds();
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(11);
        assertThat(lines.getFirst()).isEqualTo("key,x,y,z,count");
        assertThat(lines.get(1)).matches("国王,[-\\d.E]+,[-\\d.E]+,[-\\d.E]+,120");
        assertThat(lines.get(3)).startsWith("\"a,b \"\"c\"\"\",");
    }

    @Test
    void colorsTellWhatAColumnSays() throws IOException {
        Path file = folder.resolve("clusters.safetensors");
        long[] clusters = IntStream.range(0, COUNT).mapToLong(i -> i % 3).toArray();
        List<String> names =
                IntStream.range(0, COUNT)
                        .mapToObj(i -> List.of("животные", "颜色", "tools").get(i % 3))
                        .toList();
        write(
                file,
                rows(),
                Map.of(
                        "cluster", Column.integers(clusters),
                        "cluster.name", Column.texts(names)));
        Path svg = folder.resolve("clusters.svg");
        Run.akin(quick(file, svg, "--color", "cluster")).succeeds();
        assertThat(Files.readString(svg)).contains(">cluster<", ">животные<", ">颜色<", ">tools<");
    }

    @Test
    void groupsAreMadeWhereTheFileHasNone() throws IOException {
        Path csv = folder.resolve("groups.csv");
        Run run = Run.akin(quick(words, csv, "--color", "cluster", "--limit", "100"));
        assertThat(run.succeeds().err()).contains("the file has no column cluster: coloured by");
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(101).startsWith("key,x,y,cluster");
        assertThat(
                        lines.stream()
                                .skip(1)
                                .map(line -> line.replaceFirst(".*E?-?\\d,", ""))
                                .distinct())
                .hasSizeBetween(2, 16)
                .doesNotContain("");
        Path svg = folder.resolve("groups.svg");
        Run.akin(quick(words, svg, "--color", "cluster", "--limit", "3")).succeeds();
        assertThat(Files.readString(svg)).contains(">cluster<");
    }

    @Test
    void jsonSaysWhatWasDone() {
        Run run = Run.akin(quick(words, folder.resolve("w.csv"), "--limit", "50", "--json"));
        assertThat(Run.text(run.succeeds().json(), "method")).isEqualTo("pca");
        assertThat(Run.number(run.json(), "points")).isEqualTo(50);
        assertThat(Run.number(run.json(), "of")).isEqualTo(COUNT);
    }

    @Test
    void brokenRowsAreLeftOut() throws IOException {
        float[][] rows = rows();
        rows[1][4] = Float.NaN;
        Path file = folder.resolve("broken.safetensors");
        write(file, rows, Map.of());
        Path csv = folder.resolve("broken.csv");
        Run run = Run.akin(quick(file, csv));
        assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.err())
                .contains("left out what holds NaN or infinite numbers: 1 of 120 rows");
        assertThat(Files.readString(csv)).contains("国王").doesNotContain("король");
    }

    @Test
    void whatCannotBeIsSaidBeforeAnythingIsRead() {
        Path none = folder.resolve("none.vec");
        Run.akin("map", none, "-o", "w.gif")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "a map is .png, .svg, .html or .csv, not w.gif; see akin map --help");
        Run.akin("map", none, "-o", "w.png", "--method", "umap", "--perplexity", "5")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--perplexity is not for --method umap; see akin map --help");
        Run.akin("map", none, "-o", "w.png", "--dimensions", "3")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "a picture is flat; write .html or .csv for --dimensions 3; see akin map --help");
        Run.akin("map", none, "-o", "w.png", "--size", "large")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "--size is like 1600x1200, not large; see akin map --help");
        Run.akin("map", none, "-o", "w.png", "--perplexity", "0")
                .failsWith(
                        ExitCode.WRONG_USAGE, "the perplexity > 1, not 0.0; see akin map --help");
    }

    @Test
    void tooLargeAPerplexityNamesTheLimit() {
        Run.akin("map", words, "-o", folder.resolve("w.png"), "--perplexity", "50")
                .failsWith(
                        ExitCode.FAILED,
                        "perplexity 50.0 is too large for 120 points: at the most 39.6");
        assertThat(folder.resolve("w.png")).doesNotExist();
    }

    @Test
    void ofFewWordsFewerNeighboursCount() {
        Path csv = folder.resolve("few.csv");
        Run tsne = Run.akin("map", words, "-o", csv, "--limit", "7", "--iterations", "20");
        assertThat(tsne.succeeds().err())
                .contains("so few allow a perplexity of 2.0", "7 of 120 vectors by t-SNE");
        Run umap = Run.akin("map", words, "-o", csv, "--limit", "3", "--method", "umap");
        assertThat(umap.succeeds().err()).contains("so few allow 2 neighbours");
        Run.akin("map", words, "-o", csv, "--limit", "4")
                .failsWith(
                        ExitCode.FAILED,
                        "t-SNE needs five points at the least, not 4; principal components need one");
    }

    @Test
    void anUnknownColumnIsNamed() {
        Run.akin(quick(words, folder.resolve("w.png"), "--color", "topic"))
                .failsWith(
                        ExitCode.FAILED, "there is no column \"topic\": the file has no columns");
    }
}
