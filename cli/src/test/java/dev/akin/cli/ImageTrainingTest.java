package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.networks.ImageEncoder;
import dev.akin.text.Json;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train --model image-encoder`.
class ImageTrainingTest {
    private static final Path HOME = Path.of("target", "home").toAbsolutePath();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @BeforeEach
    void name() {
        model = folder.resolve("drawings.safetensors");
    }

    /// Rings, lines and boxes, each in a folder of its own.
    private Path drawings(int each) throws IOException {
        Random random = new Random(1);
        for (String kind : List.of("box", "line", "ring")) {
            Path own = Files.createDirectories(folder.resolve("drawings").resolve(kind));
            for (int i = 0; i < each; i++) {
                BufferedImage picture = draw(kind, random);
                ImageIO.write(picture, "png", own.resolve(i + ".png").toFile());
            }
        }
        return folder.resolve("drawings");
    }

    private static BufferedImage draw(String kind, Random random) {
        BufferedImage picture = new BufferedImage(30, 24, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 30, 24);
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(3));
        int x = 3 + random.nextInt(5);
        int y = 3 + random.nextInt(4);
        switch (kind) {
            case "box" -> pen.fillRect(x, y, 16, 13);
            case "line" -> pen.drawLine(x, y, x + 18, y + 14);
            default -> pen.drawOval(x, y, 17, 14);
        }
        pen.dispose();
        return picture;
    }

    private Run train(Path input, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(List.of("train", input, "-o", model, "--model", "image-encoder"));
        arguments.addAll(List.of("--home", HOME, "--threads", "1", "--size", "16"));
        arguments.addAll(List.of("--batch", "24", "--per-class", "4", "--dim", "8"));
        arguments.addAll(List.of(more));
        return Run.akin(arguments.toArray());
    }

    @Test
    void learnsFromAFolderForEachClass() throws IOException {
        Run trained = train(drawings(12), "--epochs", "4").succeeds();
        assertThat(trained.err())
                .contains("epoch 4: loss ")
                .contains("cnn, 16 × 16, grey, 3 classes, vectors of 8 numbers")
                .contains("next: ")
                .contains("--encoder " + model);
        try (ImageEncoder encoder = ImageEncoder.load(model)) {
            assertThat(encoder.classes().vocabulary().keys())
                    .containsExactly("box", "line", "ring");
        }
        assertThat(Run.akin("neighbors", model, "box").succeeds().out()).contains("ring");
    }

    @Test
    void itsFileIsAnEncoder() throws IOException {
        Path drawings = drawings(8);
        train(drawings, "--epochs", "6").succeeds();
        Path vectors = folder.resolve("vectors.safetensors");
        Run encoded =
                Run.akin("encode", drawings, "-o", vectors, "--encoder", model, "--home", HOME);
        assertThat(encoded.succeeds().err()).contains("24 × 8");
        assertThat(Embeddings.load(vectors).vocabulary().contains("ring/0.png")).isTrue();
        assertThat(Run.akin("neighbors", vectors, "ring/0.png", "-k", "1").succeeds().out())
                .contains("ring/");
        Run.akin("encode", drawings, "-o", vectors, "--encoder", model, "--truncate-dim", "4")
                .failsSaying(ExitCode.FAILED, "train one with --dim 4");
    }

    @Test
    void whatAsksAnyEncoderAsksItToo() throws IOException {
        Path drawings = drawings(8);
        train(drawings, "--epochs", "6").succeeds();
        Path ring = drawings.resolve("ring/0.png");
        Json.Obj same =
                Run.akin("verify", ring, ring, "--encoder", model, "--home", HOME, "--json")
                        .succeeds()
                        .json();
        assertThat(Run.number(same, "cosine")).isGreaterThan(0.9999);

        Path few = folder.resolve("few.safetensors");
        List<Object> learn = new ArrayList<>(List.of("train", drawings, "-o", few));
        learn.addAll(List.of("--model", "classifier", "--encoder", model, "--home", HOME));
        assertThat(Run.akin(learn.toArray()).succeeds().err()).contains("3 labels");
        assertThat(Run.akin("classify", few, ring, "--home", HOME).succeeds().out())
                .startsWith(ring + "\tring\t");
    }

    @Test
    void textsFindPicturesThatWereTaughtThem() throws IOException {
        Path drawings = drawings(12);
        train(drawings, "--text-encoder", "minilm").failsSaying(ExitCode.WRONG_USAGE, "no --dim");
        List<Object> learn = new ArrayList<>(List.of("train", drawings, "-o", model));
        learn.addAll(List.of("--model", "image-encoder", "--text-encoder", "minilm"));
        learn.addAll(List.of("--home", HOME, "--threads", "1", "--size", "16"));
        learn.addAll(List.of("--batch", "24", "--epochs", "30"));
        assertThat(Run.akin(learn.toArray()).succeeds().err()).contains("vectors of 384 numbers");

        Path home = folder.resolve("home");
        Run indexed = Run.akin("index", "kinds", drawings, "--encoder", model, "--home", home);
        assertThat(indexed.succeeds().err()).contains("search kinds 'a question in words'");
        for (String kind : List.of("box", "line", "ring")) {
            Run found = Run.akin("search", "kinds", kind, "-k", "1", "--home", home);
            assertThat(found.succeeds().out()).contains("/" + kind + "/");
        }
    }

    @Test
    void saysWhatItDidToPrograms() throws IOException {
        Run trained =
                train(
                                drawings(6),
                                "--epochs",
                                "2",
                                "--loss",
                                "triplet",
                                "--mining",
                                "hard",
                                "--json")
                        .succeeds();
        assertThat(Run.text(trained.json(), "file")).isEqualTo(model.toString());
        assertThat(Run.member(trained.json(), "epochs").toString()).contains("loss");
    }

    @Test
    void takesPairsAndColoursAndTransformers() throws IOException {
        drawings(4);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            lines.append("drawings/box/" + i + ".png\ta filled box\n");
            lines.append("drawings/ring/" + i + ".png\ta ring\n");
        }
        Path pairs = Files.writeString(folder.resolve("pairs.tsv"), lines.toString());
        train(pairs, "--epochs", "1", "--architecture", "vit", "--colour", "--loss", "proxy")
                .succeeds();
        try (ImageEncoder encoder = ImageEncoder.load(model)) {
            assertThat(encoder.form().channels()).isEqualTo(3);
            assertThat(encoder.body().name()).isEqualTo("vit");
            assertThat(encoder.classes().vocabulary().contains("a filled box")).isTrue();
        }
    }

    @Test
    void picturesThatCannotBeReadAreNamed() throws IOException {
        Path drawings = drawings(4);
        Files.writeString(drawings.resolve("box/broken.png"), "no picture");
        Run trained = train(drawings, "--epochs", "1");
        assertThat(trained.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(trained.err()).contains("broken.png").contains("wrote ");
        assertThat(model).exists();
    }

    @Test
    void refusesWhatCannotBeLearnedFrom() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        train(empty).failsSaying(ExitCode.FAILED, "no pictures that can be read");
        train(drawings(1)).failsSaying(ExitCode.FAILED, "of which 0 have two or more");
        train(folder.resolve("drawings/box")).failsSaying(ExitCode.FAILED, "classes 1, of which 0");
        assertThat(model).doesNotExist();
    }

    @Test
    void refusesOptionsThatSayNothing() throws IOException {
        Path drawings = drawings(2);
        train(drawings, "--loss", "ns")
                .failsSaying(ExitCode.WRONG_USAGE, "there is no loss \"ns\"");
        train(drawings, "--mining", "gold").failsSaying(ExitCode.WRONG_USAGE, "there is no mining");
        Run.akin("train", drawings, "-o", model, "--model", "image-encoder", "--size", "9")
                .failsSaying(ExitCode.WRONG_USAGE, "4 blocks halve 9 pixels to nothing");
        train(drawings, "--minutes", "0").failsSaying(ExitCode.WRONG_USAGE, "--minutes is above 0");
        train(drawings, "--window", "3").failsSaying(ExitCode.WRONG_USAGE, "--window");
        train(drawings, "--dropout", "0.1")
                .failsSaying(ExitCode.WRONG_USAGE, "--dropout says nothing");
        train(drawings, "--walks", "3").failsSaying(ExitCode.WRONG_USAGE, "--walks is not for");
        train(Path.of("-")).failsSaying(ExitCode.WRONG_USAGE, "not from standard input");
        Run.akin("train", drawings, "-o", model, "--model", "metric", "--size", "16")
                .failsSaying(ExitCode.WRONG_USAGE, "--size is not for --model metric");
        Run.akin("train", drawings, "-o", folder.resolve("words.vec"), "--flip")
                .failsSaying(ExitCode.WRONG_USAGE, "--flip is not for --model skipgram");
    }
}
