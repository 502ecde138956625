package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotCommandTest {
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
    void aHeatMapShowsHowAlikeWordsAre() throws IOException {
        Path svg = folder.resolve("alike.svg");
        Run.akin("plot", "heatmap", words, "man", "woman", "国王", "-o", svg).succeeds();
        assertThat(Files.readString(svg)).contains(">0.71</text>", ">国王</text>");
        Run.akin("plot", "heatmap", words, "-o", svg).succeeds();
        assertThat(Files.readString(svg)).contains(">король</text>");
        Run.akin("plot", "heatmap", words, "man", "qeen", "-o", svg)
                .failsWith(ExitCode.FAILED, "unknown key \"qeen\"; did you mean queen?");
    }

    @Test
    void whatHoldsNoNumbersIsLeftOutOfAHeatMap() throws IOException {
        Path file = folder.resolve("broken.safetensors");
        float[] rows = {1, 0, Float.NaN, 1, 0, 1};
        Embeddings.of(Vocabulary.of(List.of("a", "b", "c")), EmbeddingTable.of(rows, 3, 2))
                .save(file);
        Path svg = folder.resolve("alike.svg");
        Run run = Run.akin("plot", "heatmap", file, "-o", svg);
        assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.err()).contains("left out what holds NaN or infinite numbers: b;");
        assertThat(Files.readString(svg)).contains(">c</text>").doesNotContain(">b</text>");
    }

    @Test
    void aScreePlotIsDrawn() throws IOException {
        Path png = folder.resolve("scree.png");
        Run.akin("plot", "scree", words, "-o", png, "--size", "500x400", "--json").succeeds();
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(500);
    }

    @Test
    void theLossOfATrainingIsDrawn() throws IOException {
        Path text = folder.resolve("text.txt");
        Files.write(
                text, Collections.nCopies(300, "the king and the queen eat bread and drink tea"));
        Path learned = folder.resolve("learned.safetensors");
        Run.akin("train", text, "-o", learned, "--dim", "8", "--epochs", "10", "--reproducible")
                .succeeds();
        Path svg = folder.resolve("loss.svg");
        Run.akin("plot", "training", learned, "-o", svg).succeeds();
        assertThat(Files.readString(svg)).contains("<polyline", ">loss</text>", ">words</text>");
        Run.akin("plot", "training", words, "-o", svg)
                .failsWith(
                        ExitCode.FAILED,
                        "the file does not say how its loss fell: it was not trained by this version of"
                                + " Akin, or converted");
    }

    @Test
    void wrongUsageIsSaid() {
        Run.akin("plot", "scree", words, "king", "-o", "s.png")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "scree takes no words, but got [king]; see akin plot --help");
        Run.akin("plot", "scree", words, "-o", "s.pdf")
                .failsWith(
                        ExitCode.WRONG_USAGE,
                        "a picture is .png or .svg, not s.pdf; see akin plot --help");
    }
}
