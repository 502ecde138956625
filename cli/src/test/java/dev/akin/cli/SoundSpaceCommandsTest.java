package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.text.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sounds wherever pictures are: found by words and by sounds, labelled by names and by examples, bridged, compared.
class SoundSpaceCommandsTest {
    private static final Path GOLDEN = Path.of("../encode/src/test/resources/golden/clap");
    private static final Path MODEL = GOLDEN.resolve("two").toAbsolutePath().normalize();
    private static final Path HEARS =
            Path.of("../encode/src/test/resources/golden/sounds/windowed").toAbsolutePath();

    private static final List<String> NAMES = List.of("low", "middle", "high");
    private static final int RATE = 8000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path sounds = Path.of("");

    @BeforeEach
    void copySounds() throws IOException {
        sounds = Files.createDirectories(folder.resolve("sounds"));
        for (String name : NAMES) {
            Files.copy(sound(name), sounds.resolve(name + ".wav"));
        }
    }

    private static Path sound(String name) {
        return GOLDEN.resolve("sounds/" + name + ".wav");
    }

    /// Done, but for what it names.
    private static void inPart(Run run, String name) {
        assertThat(run.err()).contains(name);
        assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
    }

    private Path broken() throws IOException {
        return Files.writeString(sounds.resolve("broken.wav"), "no sound");
    }

    private static Path tone(Path file, double hertz, int samples) {
        Random random = new Random(7);
        byte[] bytes = new byte[2 * samples];
        for (int i = 0; i < samples; i++) {
            double noise = hertz == 0 ? 0 : 60 * random.nextGaussian();
            int value = (int) (6000 * Math.sin(2 * Math.PI * hertz * i / RATE) + noise);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (AudioInputStream in =
                new AudioInputStream(new ByteArrayInputStream(bytes), format, samples)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path text() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("text"));
        for (String name : List.of("text_model.onnx", "tokenizer.json", "config.json")) {
            Files.copy(MODEL.resolve(name), copy.resolve(name));
        }
        return copy;
    }

    @Test
    void soundsAndTextsAreEncodedIntoOneSpace() throws IOException {
        broken();
        tone(sounds.resolve("short.wav"), 180, 80);
        tone(sounds.resolve("silence.wav"), 0, 4000);
        Path out = folder.resolve("sounds.safetensors");

        Run run = Run.akin("encode", sounds, "-o", out, "--encoder", MODEL);

        inPart(run, "broken.wav");
        Embeddings encoded = Embeddings.load(out);
        assertThat(encoded.vocabulary().keys())
                .containsExactly("high.wav", "low.wav", "middle.wav", "short.wav", "silence.wav");
        Path lines = Files.writeString(folder.resolve("l.txt"), "hum\nthe whistle\n");
        Path texts = folder.resolve("texts.safetensors");
        Run.akin("encode", lines, "-o", texts, "--encoder", MODEL).succeeds();
        assertThat(Embeddings.load(texts).dimension()).isEqualTo(encoded.dimension());
        Path model = folder.resolve("odd");
        Files.createDirectories(model);
        Files.copy(HEARS.resolveSibling("odd/model.onnx"), model.resolve("audio_model.onnx"));
        Files.copy(
                MODEL.resolve("preprocessor_config.json"),
                model.resolve("preprocessor_config.json"));
        Run.akin("encode", sounds, "-o", out, "--encoder", model)
                .failsSaying(ExitCode.FAILED, "level: FLOAT [1], places: INT64 [1, 2]");
    }

    private static String first(Json.Obj found) {
        Json hits = Run.member(found, "hits");
        Json id = Run.member(((Json.Arr) hits).elements().getFirst(), "id");
        return Path.of(((Json.Str) id).value()).getFileName().toString();
    }

    @Test
    void wordsAndSoundsFindSounds() throws IOException {
        Path home = folder.resolve("home");
        broken();
        inPart(
                Run.akin("index", "noises", sounds, "--encoder", MODEL, "--home", home),
                "broken.wav");

        for (String[] pair : new String[][] {{"a hum", "low"}, {"the whistle", "high"}}) {
            Run run = Run.akin("search", "noises", pair[0], "--home", home, "--json");
            assertThat(first(run.succeeds().json())).isEqualTo(pair[1] + ".wav");
        }
        Path query = tone(folder.resolve("query.wav"), 2500, 3000);
        Run run = Run.akin("search", "noises", "--sound", query, "--home", home, "--json");
        assertThat(first(run.succeeds().json())).isEqualTo("high.wav");
        Run.akin("search", "noises", "--image", query, "--home", home)
                .failsSaying(ExitCode.FAILED, "which makes none of pictures");
        Run.akin("search", "noises", "--sound", folder.resolve("none.wav"), "--home", home)
                .failsSaying(ExitCode.FAILED, "none.wav");
        Run.akin("search", "noises", "--sound", query, "--mode", "text", "--home", home)
                .failsSaying(ExitCode.WRONG_USAGE, "not in mode text");
    }

    @Test
    void namesAloneLabelSounds() throws IOException {
        String labels = "hum, voice,whistle";

        Run run = Run.akin("classify", sounds, "--labels", labels, "--encoder", MODEL);

        assertThat(run.succeeds().out().lines().map(line -> line.split("\t", -1)[1]))
                .containsExactly("whistle", "hum", "voice");
        Path low = sounds.resolve("low.wav");
        double usual = probability(low, labels);
        assertThat(usual).isGreaterThan(0.99);
        assertThat(probability(low, labels, "--logit-scale", "1")).isBetween(0.4, usual - 0.1);
        double both =
                probability(
                        low,
                        labels,
                        "--template",
                        "{}",
                        "--template",
                        "the sound of {}",
                        "--logit-scale",
                        "1");
        assertThat(both).isNotEqualTo(probability(low, labels, "--logit-scale", "1"));

        broken();
        Run part = Run.akin("classify", sounds, "--labels", labels, "--encoder", MODEL, "--json");
        inPart(part, "left out: ");
        assertThat(Run.size(part.json(), "files")).isEqualTo(3);
        assertThat(Run.size(part.json(), "notes")).isEqualTo(1);
        Run.akin("classify", sounds, "--labels", "hum", "--encoder", MODEL)
                .failsSaying(ExitCode.FAILED, "commas between them");
        Run.akin("classify", sounds, "--logit-scale", "3")
                .failsSaying(ExitCode.WRONG_USAGE, "--logit-scale goes with --labels");
        Run.akin("classify", sounds, "--labels", labels, "--logit-scale", "0")
                .failsSaying(ExitCode.WRONG_USAGE, "not 0.0");
    }

    private double probability(Path file, String labels, Object... more) {
        List<Object> typed =
                new ArrayList<>(
                        List.of(
                                "classify",
                                file,
                                "--labels",
                                labels,
                                "--encoder",
                                MODEL,
                                "--json"));
        typed.addAll(List.of(more));
        Json.Obj json = Run.akin(typed.toArray()).succeeds().json();
        Json first = ((Json.Arr) Run.member(json, "files")).elements().getFirst();
        Json label = ((Json.Arr) Run.member(first, "labels")).elements().getFirst();
        return Run.number(label, "probability");
    }

    @Test
    void aBridgeLeadsFromWordsToSounds() throws IOException {
        Path text = text();
        broken();
        StringBuilder lines = new StringBuilder("a sound\tbroken.wav\n");
        NAMES.forEach(name -> lines.append(name).append('\t').append(name).append(".wav\n"));
        Path pairs = Files.writeString(sounds.resolve("pairs.tsv"), lines);
        Path test =
                Files.writeString(
                        sounds.resolve("test.tsv"),
                        "hum\tlow.wav\nvoice\tmiddle.wav\nwhistle\thigh.wav\n");
        Path bridge = folder.resolve("bridge.akin");

        Run run =
                Run.akin(
                        "train",
                        pairs,
                        "-o",
                        bridge,
                        "--model",
                        "bridge",
                        "--from",
                        text,
                        "--to",
                        HEARS,
                        "--learning-rate",
                        "0.01",
                        "--dropout",
                        "0",
                        "--test",
                        test,
                        "--json");

        inPart(run, "broken.wav");
        assertThat(Run.number(run.json(), "pairs")).isEqualTo(3);
        Json recall = Run.member(Run.member(run.json(), "test"), "recall@1");
        assertThat(Run.number(recall, "value")).isEqualTo(1);
        Run near = Run.akin("verify", "hum", sound("low"), "--encoder", bridge, "--json");
        Run far = Run.akin("verify", "hum", sound("high"), "--encoder", bridge, "--json");
        assertThat(Run.number(near.succeeds().json(), "cosine"))
                .isGreaterThan(Run.number(far.succeeds().json(), "cosine"));
        Path home = folder.resolve("home");
        Files.delete(sounds.resolve("broken.wav"));
        Run indexed = Run.akin("index", "noises", sounds, "--encoder", HEARS, "--home", home);
        assertThat(indexed.succeeds().err()).contains("search noises --sound FILE");
        Run found =
                Run.akin(
                        "search",
                        "noises",
                        "whistle",
                        "--encoder",
                        bridge,
                        "--home",
                        home,
                        "--json");
        assertThat(first(found.succeeds().json())).isEqualTo("high.wav");
    }

    @Test
    void aFewSoundsTeachLabels() throws IOException {
        Path root = folder.resolve("train");
        for (String label : List.of("deep", "shrill")) {
            Path into = Files.createDirectories(root.resolve(label));
            for (int i = 0; i < 3; i++) {
                double hertz = label.equals("deep") ? 150 + 30 * i : 2300 + 200 * i;
                tone(into.resolve(i + ".wav"), hertz, 2000 + 500 * i);
            }
        }
        Files.writeString(root.resolve("deep/broken.wav"), "no sound");
        for (String method : List.of("nearest-mean", "logistic", "knn")) {
            Path file = folder.resolve(method + ".akin");
            inPart(
                    Run.akin(
                            "train",
                            root,
                            "-o",
                            file,
                            "--model",
                            "classifier",
                            "--encoder",
                            MODEL,
                            "--method",
                            method),
                    "broken.wav");

            Run run = Run.akin("classify", file, sounds);
            assertThat(run.succeeds().out())
                    .containsPattern("high.wav\tshrill\t")
                    .containsPattern("low.wav\tdeep\t");
        }
    }

    @Test
    void soundsAreComparedAndFoundTwice() throws IOException {
        Path copy = Files.copy(sounds.resolve("low.wav"), sounds.resolve("copy.wav"));
        Path vectors = folder.resolve("v.safetensors");
        Run.akin("encode", sounds, "-o", vectors, "--encoder", HEARS).succeeds();

        Run twice = Run.akin("duplicates", vectors, "--threshold", "0.999");
        assertThat(twice.succeeds().out()).contains("2  copy.wav  low.wav").contains("1 group");
        Run same =
                Run.akin(
                        "verify",
                        copy,
                        sounds.resolve("low.wav"),
                        "--encoder",
                        HEARS,
                        "--threshold",
                        "0.99");
        assertThat(same.succeeds().out()).startsWith("same  (cosine 1.0000)");

        broken();
        Path pairs =
                Files.writeString(
                        sounds.resolve("pairs.tsv"),
                        """
                        low.wav\tcopy.wav\t1
                        low.wav\thigh.wav\t0
                        low.wav\tbroken.wav\t0
                        copy.wav\thigh.wav\t0
                        """);
        Run learned = Run.akin("verify", "--pairs", pairs, "--encoder", HEARS);
        inPart(learned, "broken.wav");
        assertThat(learned.out()).contains("3 pairs, 1 of the same thing").contains("1.000");
    }
}
