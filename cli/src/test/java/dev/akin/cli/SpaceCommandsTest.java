package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What works on vectors of any kind: `verify`, `duplicates`, bridges, classifiers on encoders as they are, and fused records.
class SpaceCommandsTest {
    private static final Path CLIP = Path.of("../encode/src/test/resources/golden/clip");
    private static final List<String> COLORS = List.of("red", "green", "blue", "yellow");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String text = "";

    @BeforeEach
    void textOnly() throws IOException {
        // The half that sees texts, so that a test needs no model of pictures.
        Path copy = Files.createDirectories(folder.resolve("tower"));
        for (String name : List.of("text_model.onnx", "tokenizer.json", "config.json")) {
            Files.copy(CLIP.resolve("two").resolve(name), copy.resolve(name));
        }
        text = copy.toString();
    }

    private Path pairs() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String a : List.of("red", "green", "blue")) {
            for (String b : List.of("apple", "leaf", "sea")) {
                boolean same = List.of("red apple", "green leaf", "blue sea").contains(a + " " + b);
                lines.append(a).append('\t').append(b).append('\t').append(same ? 1 : 0);
                lines.append('\n');
            }
        }
        return Files.writeString(folder.resolve("pairs.tsv"), lines);
    }

    @Test
    void verifyLearnsALineAndUsesIt() throws IOException {
        Path line = folder.resolve("line.json");
        Path picture = folder.resolve("roc.svg");

        Run learned =
                Run.akin(
                        "verify",
                        "--pairs",
                        pairs(),
                        "--encoder",
                        text,
                        "--save",
                        line,
                        "-o",
                        picture);

        assertThat(learned.succeeds().out())
                .contains("9 pairs, 3 of the same thing")
                .contains("AUC               1.000");
        assertThat(Files.readString(picture)).contains("<svg");
        Run same = Run.akin("verify", "red", "apple", "--encoder", text, "--threshold", line);
        assertThat(same.succeeds().out()).startsWith("same  (cosine 1.0000)");
        Run other = Run.akin("verify", "red", "sea", "--encoder", text, "--threshold", line);
        assertThat(other.succeeds().out()).startsWith("different").contains("false accepts 0.0000");
        Json.Obj json =
                Run.akin("verify", "red", "sea", "--encoder", text, "--threshold", "0.5", "--json")
                        .succeeds()
                        .json();
        assertThat(Run.member(json, "same")).isEqualTo(new Json.Bool(false));
    }

    @Test
    void verifyComparesPictures() {
        Path red = CLIP.resolve("pictures/red.png");
        Path blue = CLIP.resolve("pictures/blue.png");

        Json.Obj same = Run.akin("verify", red, red, "--encoder", "pixels", "--json").json();
        Json.Obj other = Run.akin("verify", red, blue, "--encoder", "pixels", "--json").json();

        assertThat(Run.number(same, "cosine")).isGreaterThan(0.99999);
        assertThat(Run.number(other, "cosine")).isLessThan(0.9);
        assertThat(Run.member(same, "same")).isEqualTo(new Json.Null());
    }

    @Test
    void verifySaysWhatIsWrong() throws IOException {
        Run.akin("verify", "a").failsSaying(ExitCode.WRONG_USAGE, "name two things");
        Run.akin("verify", "a", "b", "--save", folder.resolve("x"))
                .failsSaying(ExitCode.WRONG_USAGE, "need --pairs");
        Run.akin("verify", "a", "b", "--threshold", "nine")
                .failsSaying(ExitCode.WRONG_USAGE, "nine is neither");
        Path bad = Files.writeString(folder.resolve("bad.tsv"), "a\tb\tmaybe\n");
        Run.akin("verify", "--pairs", bad, "--encoder", text)
                .failsSaying(ExitCode.FAILED, "1 (the same) or 0 (different)");
        Run.akin("verify", "a", "b", "--encoder", "pixels")
                .failsSaying(ExitCode.FAILED, "there is no such file: a");
    }

    @Test
    void duplicatesOfAFileAndOfACollection() throws IOException {
        Path lines = Files.writeString(folder.resolve("l.txt"), "red\nblue\na red apple\nred\n");
        Path vectors = folder.resolve("v.safetensors");
        Path groups = folder.resolve("groups.tsv");
        Run.akin("encode", lines, "-o", vectors, "--encoder", text).succeeds();

        Run found = Run.akin("duplicates", vectors, "--threshold", "0.99", "-o", groups);

        assertThat(found.succeeds().out()).contains("3  1  3  4").contains("1 group of 4 vectors");
        assertThat(Files.readString(groups)).contains("1\t3\t").contains("a red apple");

        Path home = folder.resolve("home");
        Path notes = Files.createDirectories(folder.resolve("notes"));
        for (int i = 0; i < 3; i++) {
            Files.writeString(notes.resolve(i + ".txt"), i == 1 ? "blue sea" : "red apple");
        }
        Run.akin("index", "notes", notes, "--encoder", text, "--home", home).succeeds();
        Json.Obj json = Run.akin("duplicates", "notes", "--home", home, "--json").json();
        assertThat(Run.size(json, "groups")).isEqualTo(1);
        assertThat(Run.number(json, "extra")).isEqualTo(1);
    }

    @Test
    void duplicatesSaysWhatIsWrong() {
        Path vectors = Samples.write(folder.resolve("words.safetensors"));
        Run.akin("duplicates", vectors, "--threshold", "2")
                .failsSaying(ExitCode.WRONG_USAGE, "not 2.0");
        Run.akin("duplicates", vectors, "-o", folder.resolve("a.txt"))
                .failsSaying(ExitCode.WRONG_USAGE, ".tsv or .csv");
        Run.akin("duplicates", folder.resolve("nothing")).failsSaying(ExitCode.FAILED, "nothing");
    }

    private Path bridge() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String color : COLORS) {
            Path picture = CLIP.resolve("pictures/" + color + ".png").toAbsolutePath();
            lines.append(color).append('\t').append(picture.normalize()).append('\n');
        }
        return Files.writeString(folder.resolve("names.tsv"), lines);
    }

    @Test
    void aBridgeFindsPicturesByWords() throws IOException {
        Path names = bridge();
        Path file = folder.resolve("bridge.akin");

        Json.Obj json =
                Run.akin(
                                "train",
                                names,
                                "-o",
                                file,
                                "--model",
                                "bridge",
                                "--from",
                                text,
                                "--to",
                                "pixels",
                                "--learning-rate",
                                "0.01",
                                "--dropout",
                                "0",
                                "--test",
                                names,
                                "--json")
                        .succeeds()
                        .json();

        Json test = Run.member(json, "test");
        assertThat(Run.number(Run.member(test, "recall@1"), "value")).isEqualTo(1);
        assertThat(Run.number(json, "to")).isEqualTo(832);
        Path red = CLIP.resolve("pictures/red.png");
        Path blue = CLIP.resolve("pictures/blue.png");
        Json.Obj near = Run.akin("verify", "apple", red, "--encoder", file, "--json").json();
        Json.Obj far = Run.akin("verify", "apple", blue, "--encoder", file, "--json").json();
        assertThat(Run.number(near, "cosine")).isGreaterThan(Run.number(far, "cosine"));
        assertThat(Run.akin("info", file).succeeds().out()).contains("bridge");
        Path labels = Files.writeString(folder.resolve("labels.txt"), "red\nblue\n");
        Run classified =
                Run.akin(
                        "classify", red, "--labels", labels, "--encoder", file, "--template", "{}");
        assertThat(classified.succeeds().out()).contains("red.png\tred\t");
    }

    @Test
    void aBridgeBetweenFilesOfVectors() throws IOException {
        Path vectors = Samples.write(folder.resolve("words.safetensors"));
        Path file = folder.resolve("bridge.akin");

        Run.akin("train", vectors, vectors, "-o", file, "--model", "bridge", "--epochs", "2", "-q")
                .succeeds();

        Run.akin("encode", pairs(), "-o", folder.resolve("v.safetensors"), "--encoder", file)
                .failsSaying(ExitCode.FAILED, "does not say which encoder it begins at");
        Run.akin("train", vectors, "-o", file, "--model", "bridge")
                .failsSaying(ExitCode.WRONG_USAGE, "--to ENCODER");
        Run.akin("train", pairs(), "-o", file, "--model", "bridge", "--to", "pixels")
                .failsSaying(ExitCode.FAILED, "3 columns, but a line is 2 columns");
        Run.akin("train", vectors, "-o", file, "--model", "bridge", "--window", "3")
                .failsSaying(ExitCode.WRONG_USAGE, "--window is not for --model bridge");
    }

    @Test
    void aFewExamplesTeachAClassifier() throws IOException {
        Path lines =
                Files.writeString(
                        folder.resolve("few.tsv"),
                        "fruit\tred apple\nfruit\tapple\nwater\tblue sea\nwater\tsea\n");
        for (String method : List.of("nearest-mean", "logistic", "knn")) {
            Path file = folder.resolve(method + ".akin");
            Run.akin(
                            "train",
                            lines,
                            "-o",
                            file,
                            "--model",
                            "classifier",
                            "--encoder",
                            text,
                            "--method",
                            method,
                            "--quiet")
                    .succeeds();
            Run run = Run.akin("classify", file, "a photo of the red apple");
            assertThat(run.succeeds().out()).startsWith("fruit\t");
        }
        Run.akin(
                        "train",
                        lines,
                        "-o",
                        folder.resolve("x.akin"),
                        "--model",
                        "classifier",
                        "--encoder",
                        text,
                        "--method",
                        "svm")
                .failsSaying(ExitCode.WRONG_USAGE, "no method \"svm\"");
    }

    @Test
    void foldersOfPicturesAreLabels() throws IOException {
        Path root = folder.resolve("train");
        for (String color : COLORS) {
            Path label =
                    Files.createDirectories(root.resolve(color.startsWith("b") ? "cold" : "warm"));
            Files.copy(CLIP.resolve("pictures/" + color + ".png"), label.resolve(color + ".png"));
        }
        Path file = folder.resolve("warm.akin");

        Run.akin(
                        "train",
                        root,
                        "-o",
                        file,
                        "--model",
                        "classifier",
                        "--encoder",
                        "pixels",
                        "--method",
                        "knn",
                        "--quiet")
                .succeeds();

        Run run = Run.akin("classify", file, CLIP.resolve("pictures"), "--json");
        assertThat(Run.size(run.succeeds().json(), "files")).isEqualTo(4);
        Run.akin("classify", file, "a text").failsSaying(ExitCode.WRONG_USAGE, "pictures");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Run.akin("classify", file, empty).failsSaying(ExitCode.FAILED, "no pictures in " + empty);
    }

    @Test
    void picturesThatCannotBeReadDoNotStopTheOthers() throws IOException {
        Path root = folder.resolve("train");
        for (String color : COLORS) {
            Path label = Files.createDirectories(root.resolve(color));
            Files.copy(CLIP.resolve("pictures/" + color + ".png"), label.resolve("a.png"));
        }
        Path broken = Files.writeString(root.resolve("red/b.png"), "no picture");
        Path file = folder.resolve("colors.akin");

        Run trained =
                Run.akin(
                        "train",
                        root,
                        "-o",
                        file,
                        "--model",
                        "classifier",
                        "--encoder",
                        "pixels",
                        "--json");

        assertThat(trained.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(trained.err()).contains("left out: " + broken + ": byte 0: it is no picture");
        assertThat(Run.number(trained.json(), "examples")).isEqualTo(4);
        assertThat(Run.size(trained.json(), "notes")).isEqualTo(1);
        Run labelled = Run.akin("classify", file, root);
        assertThat(labelled.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(labelled.out().lines()).hasSize(4);
        assertThat(labelled.err()).contains("left out: " + broken);
        Run small = Run.akin("classify", file, root, "--max-pixels", "2", "--json");
        assertThat(Run.size(small.json(), "notes")).isEqualTo(5);
        assertThat(Run.size(small.json(), "files")).isZero();
    }

    @Test
    void namesOfPicturesAreNotComparedAsTexts() {
        Path red = CLIP.resolve("pictures/red.png");

        Run.akin("verify", red, red, "--encoder", text)
                .failsSaying(ExitCode.FAILED, "red.png is a picture, and tower encodes texts");
        Run.akin("verify", red, red, "--encoder", "pixels", "--max-pixels", "1")
                .failsSaying(ExitCode.FAILED, "at most 1 are decoded");
        Run.akin("verify", "a", "b", "--encoder", text, "--max-pixels", "1")
                .failsSaying(ExitCode.WRONG_USAGE, "tower reads texts, which have no pixels");
    }

    @Test
    void labelsByTheirNamesAlone() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.txt"), "red\nblue\n");
        Path lines = Files.writeString(folder.resolve("l.txt"), "an apple\nthe sea\n");

        Run run = Run.akin("classify", lines, "--labels", labels, "--encoder", text);

        assertThat(run.succeeds().out().lines().map(line -> line.split("\t", -1)[0]))
                .containsExactly("red", "blue");
        Run.akin("classify", lines, "--labels", labels, "--encoder", text, "--template", "none")
                .failsSaying(ExitCode.FAILED, "{}");
        Run.akin("classify", lines, "--labels", labels, "--encoder", "pixels")
                .failsSaying(ExitCode.FAILED, "makes no vectors of texts");
    }

    @Test
    void severalFieldsBecomeOneVector() throws IOException {
        Path records =
                Files.writeString(
                        folder.resolve("shop.jsonl"),
                        """
                        {"sku":"a","title":"red apple","photo":"red.png","price":1.5}
                        {"sku":"b","title":"red apple","photo":"red.png","price":1.6}
                        {"sku":"c","title":"blue sea","photo":"blue.png","price":90}
                        {"sku":"d","title":"blue sea","price":80}
                        """);
        for (String name : List.of("red.png", "blue.png")) {
            Files.copy(CLIP.resolve("pictures").resolve(name), folder.resolve(name));
        }
        Path out = folder.resolve("shop.safetensors");

        Run.akin(
                        "encode",
                        records,
                        "-o",
                        out,
                        "--id",
                        "sku",
                        "--encoder",
                        text,
                        "--fuse",
                        "title",
                        "--fuse",
                        "photo=pixels*0.5",
                        "--fuse",
                        "price=number*0.2")
                .succeeds();

        Embeddings shop = Embeddings.load(out);
        assertThat(shop.dimension()).isEqualTo(6 + 832 + 2);
        assertThat(shop.neighbors("a", 1).getFirst().key()).isEqualTo("b");
        assertThat(shop.neighbors("d", 1).getFirst().key()).isEqualTo("c");
        Run.akin("encode", records, "-o", out, "--fuse", "title*much")
                .failsSaying(ExitCode.WRONG_USAGE, "is no number");
        Run.akin("encode", records, "-o", out, "--encoder", text, "--fuse", "title=number")
                .failsSaying(ExitCode.FAILED, "title of 1 is no number: red apple");
    }
}
