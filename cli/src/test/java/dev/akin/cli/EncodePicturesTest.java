package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.MediaFolders;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `encode` with a model of pictures.
class EncodePicturesTest {
    static final Path MODELS = Path.of("../encode/src/test/resources/golden/images");
    private static final Path PICTURES = Path.of("../media/src/test/resources/golden/pictures");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path photos;

    @SuppressWarnings("NullAway.Init")
    private Path out;

    @BeforeEach
    void takePhotos() throws IOException {
        photos = photos(folder.resolve("photos"));
        out = folder.resolve("out.safetensors");
    }

    /// Four pictures in two folders, and what is none.
    static Path photos(Path photos) throws IOException {
        Files.createDirectories(photos.resolve("warm"));
        Files.createDirectories(photos.resolve("cold/.hidden"));
        Files.copy(PICTURES.resolve("rgb.png"), photos.resolve("warm/a.png"));
        Files.copy(PICTURES.resolve("420.jpg"), photos.resolve("warm/b.JPG"));
        Files.copy(PICTURES.resolve("grey.png"), photos.resolve("cold/c.png"));
        Files.copy(PICTURES.resolve("one.png"), photos.resolve("cold/d.png"));
        Files.copy(PICTURES.resolve("one.png"), photos.resolve("cold/.hidden/e.png"));
        Files.writeString(photos.resolve("notes.txt"), "no picture, and not meant to be one\n");
        return photos;
    }

    private Run encode(Object input, String model, Object... more) {
        Object[] arguments = new Object[6 + more.length];
        System.arraycopy(
                new Object[] {"encode", input, "-o", out, "--encoder", MODELS.resolve(model)},
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Run.akin(arguments);
    }

    @Test
    void aFolderBecomesRowsByPath() throws IOException {
        Run run = encode(photos, "map").succeeds();

        assertThat(run.err()).contains("wrote " + out + ": 4 × 6 float32");
        Embeddings encoded = Embeddings.load(out);
        assertThat(encoded.vocabulary().keys())
                .containsExactly("cold/c.png", "cold/d.png", "warm/a.png", "warm/b.JPG");
        assertThat(encoded.neighbors("warm/a.png", 1).getFirst().key()).isEqualTo("warm/b.JPG");
        assertThat(encoded.metadata().get("akin.encoder"))
                .contains("\"name\":\"map\"")
                .contains("\"contents\":\"pictures\"");
        assertThat(Run.akin("info", out).succeeds().out())
                .containsPattern("first keys +cold/c.png");
    }

    @Test
    void theFileSaysWhereThePicturesLie() throws IOException {
        encode(photos, "map").succeeds();

        Embeddings encoded = Embeddings.load(out);
        assertThat(encoded.metadata()).containsEntry("akin.media", "[\"photos\"]");
        assertThat(MediaFolders.recorded(encoded.metadata(), out).find("warm/a.png"))
                .isEqualTo(photos.toRealPath().resolve("warm/a.png"));

        Path list = Files.writeString(folder.resolve("list.txt"), "photos/warm/a.png\n");
        encode(list, "map").succeeds();
        assertThat(
                        MediaFolders.recorded(Embeddings.load(out).metadata(), out)
                                .find("photos/warm/a.png"))
                .isEqualTo(photos.toRealPath().resolve("warm/a.png"));
    }

    @Test
    void rowsOfAnotherFileGoIntoItAsWell() throws IOException {
        encode(photos.resolve("cold"), "map").succeeds();
        Path cold = Files.move(out, folder.resolve("cold.safetensors"));
        encode(photos.resolve("warm"), "map", "--with", cold).succeeds();

        Embeddings both = Embeddings.load(out);
        assertThat(both.vocabulary().keys()).containsExactly("a.png", "b.JPG", "c.png", "d.png");
        assertThat(both.vector("c.png")).isEqualTo(Embeddings.load(cold).vector("c.png"));
        MediaFolders folders = MediaFolders.recorded(both.metadata(), out);
        assertThat(folders.find("a.png")).isNotNull();
        assertThat(folders.find("d.png")).isNotNull();

        encode(photos.resolve("cold"), "map", "--with", cold)
                .failsSaying(ExitCode.FAILED, "the key \"c.png\" is in two");
        encode(photos, "map", "--with", cold, "--precision", "int8")
                .failsSaying(ExitCode.WRONG_USAGE, "--with is not for --precision int8");
    }

    @Test
    void threadsDoNotChangeTheFile() throws IOException {
        encode(photos, "map", "--threads", "1").succeeds();
        byte[] one = Files.readAllBytes(out);
        encode(photos, "map", "--threads", "3").succeeds();

        assertThat(Files.readAllBytes(out)).isEqualTo(one);
    }

    @Test
    void brokenFilesAreLeftOutAndListed() throws IOException {
        Path text = Files.writeString(photos.resolve("text.png"), "words");
        byte[] whole = Files.readAllBytes(photos.resolve("warm/b.JPG"));
        Path cut = photos.resolve("cut.jpg");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        Run run = encode(photos, "map", "--json");

        assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.err())
                .contains("akin: left out: " + text + ": byte 0: it is no picture")
                .contains("akin: left out: " + cut + ": byte ");
        assertThat(Run.number(run.json(), "rows")).isEqualTo(4);
        assertThat(Run.size(run.json(), "notes")).isEqualTo(2);
    }

    @Test
    void listsNamePathsAndLabels() throws IOException {
        Path list =
                Files.writeString(
                        photos.resolve("list.tsv"),
                        "path\tlabel\nwarm/b.JPG\twarm\n\ncold/c.png\tcold\ngone.png\t?\n");
        Run run = encode(list, "map");

        assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.err())
                .contains("left out: " + photos.resolve("gone.png") + ": no such file");
        Embeddings encoded = Embeddings.load(out);
        assertThat(encoded.vocabulary().keys()).containsExactly("warm/b.JPG", "cold/c.png");
        assertThat(encoded.column("label").text(0)).isEqualTo("warm");
        Files.writeString(list, "cold/c.png\ncold/c.png\n");
        encode(list, "map").failsSaying(ExitCode.FAILED, "line 2: the path cold/c.png comes twice");
    }

    @Test
    void patchesAreLabelledByTheirNeighbours() throws IOException {
        encode(photos, "map", "--patches").succeeds();
        Embeddings patches = Embeddings.load(out);
        assertThat(patches.size()).isEqualTo(16);
        assertThat(patches.vocabulary().keys()).startsWith("cold/c.png#0,0", "cold/c.png#0,1");

        Path labelled = folder.resolve("labelled.safetensors");
        Files.move(out, labelled);
        encode(photos, "map", "--patches", "--patch-labels", labelled, "--vote", "1").succeeds();
        Embeddings made = Embeddings.load(out);
        for (int row = 0; row < made.size(); row++) {
            assertThat(made.column("label").text(row))
                    .isEqualTo(made.vocabulary().key(row).substring(0, 4));
        }
    }

    @Test
    void vectorsCanBeReduced() throws IOException {
        Json.Obj json = encode(photos, "map", "--pca", "2", "--json").succeeds().json();

        assertThat(Run.number(json, "dimension")).isEqualTo(2);
        encode(photos, "map", "--pca", "7")
                .failsSaying(ExitCode.FAILED, "4 vectors of 6 numbers cannot be reduced to 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "map | --purpose | query | --purpose is not for pictures",
                "map | --pca | -1 | --pca needs 0 or more and --vote 1 or more, not -1 and 5",
                "map | --vote | 0 | --pca needs 0 or more and --vote 1 or more, not 0 and 0",
                "map | --truncate-dim | 9 | have 6 numbers and cannot be cut to 9",
                "odd | --threads | 1 | the graph asks for places: INT64 [1, 2], level: FLOAT [1]",
                "pooled | --patches | --quiet | none for its patches",
            })
    void whatCannotBeIsRefused(String model, String option, String value, String reason)
            throws IOException {
        Run run =
                option.equals("--vote")
                        ? encode(photos, model, option, value, "--patch-labels", Samples.write(out))
                        : encode(photos, model, option, value);

        assertThat(run.err()).contains(reason);
        assertThat(run.code()).isIn(ExitCode.FAILED, ExitCode.WRONG_USAGE);
    }

    @Test
    void aLinkBackToItsFolderIsPassedBy() throws IOException {
        Files.createSymbolicLink(photos.resolve("cold/again"), photos);

        assertThat(encode(photos, "map").succeeds().err()).contains("4 × 6 float32");
    }

    @Test
    void largePicturesAreRefusedBeforeTheyAreDecoded() throws IOException {
        for (String encoder : List.of(MODELS.resolve("map").toString(), "pixels")) {
            Run run =
                    Run.akin(
                            "encode",
                            photos,
                            "-o",
                            out,
                            "--encoder",
                            encoder,
                            "--max-pixels",
                            "1",
                            "--json");

            assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
            assertThat(Run.number(run.json(), "rows")).isEqualTo(1);
            assertThat(run.err()).contains("a.png: ").contains("at most 1 are decoded");
        }
        encode(photos, "map", "--max-pixels", "0")
                .failsSaying(ExitCode.WRONG_USAGE, "1 to 700000000 pixels, not 0");
        Run.akin("encode", photos.resolve("notes.txt"), "-o", out, "--max-pixels", "9")
                .failsSaying(ExitCode.WRONG_USAGE, "--max-pixels is not for texts");
    }

    @Test
    void picturesAreNotReadAsTexts() {
        Run.akin("encode", photos, "-o", out)
                .failsSaying(
                        ExitCode.WRONG_USAGE,
                        "c.png is a picture, and minilm encodes texts; name a model of pictures by --encoder");
        Run.akin("encode", photos.resolve("warm/a.png"), "-o", out, "--encoder", folder)
                .failsSaying(ExitCode.WRONG_USAGE, "for want of a preprocessor_config.json");
    }

    @Test
    void optionsOfPicturesAreNotForTexts() {
        Run.akin("encode", photos.resolve("notes.txt"), "-o", out, "--patches")
                .failsSaying(ExitCode.WRONG_USAGE, "--patches is not for texts");
    }

    @Test
    void aFolderWithoutPicturesIsSaidToHaveNone() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        encode(empty, "map").failsSaying(ExitCode.FAILED, "there are no pictures in " + empty);
        encode(folder.resolve("gone"), "map").failsSaying(ExitCode.FAILED, "no such file");
        encode(photos.resolve("../empty/x.png"), "map")
                .failsSaying(ExitCode.FAILED, "no such file");
    }
}
