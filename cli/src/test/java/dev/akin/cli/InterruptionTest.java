package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Told to end in the middle, a command leaves nothing behind, or what goes on later, and says one line.
@Timeout(120)
class InterruptionTest {
    private static final int ROWS = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private void words() throws IOException {
        Random random = new Random(1);
        float[] values = new float[ROWS * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        List<String> keys = IntStream.range(0, ROWS).mapToObj(i -> "w" + i).toList();
        Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(values, ROWS, 8))
                .save(folder.resolve("words.safetensors"));
    }

    @Test
    void aMapThatIsNotDoneLeavesNothing() throws Exception {
        words();
        endsTidily("map", "words.safetensors", "words.png", "--iterations 100000000");
    }

    @Test
    void groupsThatAreNotDoneLeaveNothing() throws Exception {
        words();
        endsTidily("cluster", "words.safetensors", "groups.csv", "-k 20 --restarts 100000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "skipgram --min-count 1",
                "glove --min-count 1",
                "doc2vec --min-count 1",
                "als",
                "bpr",
                "item2vec",
                "node2vec",
                "deepwalk",
                "rotate",
                "complex"
            })
    void whatWasLearnedIsKeptAndGoesOn(String model) throws Exception {
        lines("input.txt");
        String options = "--epochs 1000000 --threads 2 --model " + model;
        String partial = folder.resolve("learned.partial.safetensors").toString();

        Ended first = stopped("training", typed("train", "input.txt", "learned.akin", options));
        assertThat(first.said())
                .last()
                .asString()
                .matches("akin: interrupted( at .* %)?; go on with: .*");
        assertThat(first.said()).last().asString().endsWith(" --resume " + partial);
        assertThat(names()).containsExactlyInAnyOrder("input.txt", "learned.partial.safetensors");

        String[] on = typed("train", "input.txt", "learned.akin", options + " --resume " + partial);
        Ended second = stopped("training", on);
        assertThat(second.said()).last().asString().endsWith(" --resume " + partial);
        assertThat(names()).containsExactlyInAnyOrder("input.txt", "learned.partial.safetensors");
    }

    @Test
    void directionsOfCountsThatAreNotFoundLeaveNothing() throws Exception {
        lines("input.txt");
        String options = "--model lsa --min-count 1 --dim 300 --epochs 1000";
        Ended ended = stopped("factoring", typed("train", "input.txt", "a.vec", options));
        leftNothing(ended);
    }

    @Test
    void aClassifierThatIsNotLearnedLeavesNothing() throws Exception {
        lines("input.txt");
        String options = "--model supervised --label-prefix a --epochs 1000000";
        Ended ended = stopped("training", typed("train", "input.txt", "a.bin", options));
        leftNothing(ended);
    }

    @Test
    void aSearchForOptionsThatEndsEarlyTakesTheBest() throws Exception {
        lines("input.txt");
        String options = "--model supervised --label-prefix a --autotune 1h --dim 5";
        Ended ended = stopped("--epochs", typed("train", "input.txt", "a.bin", options));
        assertThat(ended.said()).anyMatch(line -> line.contains("the best scores"));
        assertThat(names()).containsExactlyInAnyOrder("a.bin", "input.txt");
    }

    /// As text, clicks, edges and facts: three names a line, or two and a number.
    private void lines(String name) throws IOException {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            lines.add("a" + random.nextInt(600) + "\t" + random.nextInt(9) + "\t" + i);
        }
        Files.write(folder.resolve(name), lines);
    }

    private void endsTidily(String command, String input, String output, String options)
            throws Exception {
        Process process = start(typed(command, input, output, options));
        while (names().size() < 2) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(20); // Its claim on the output says that it has begun.
        }
        leftNothing(end(process));
    }

    private void leftNothing(Ended ended) throws IOException {
        assertThat(ended.said()).contains("akin: interrupted; nothing was written");
        assertThat(names()).hasSize(1);
    }

    /// Ends a command once it has said something.
    private static Ended stopped(String word, String... typed) throws Exception {
        Process process = start(typed);
        InputStream err = process.getErrorStream();
        StringBuilder said = new StringBuilder();
        while (said.indexOf(word) < 0) {
            int letter = err.read();
            assertThat(letter).as(() -> word + " in: " + said).isNotNegative();
            said.append((char) letter);
        }
        return end(process);
    }

    private static Ended end(Process process) throws Exception {
        process.toHandle().destroy(); // Destroying the process itself closes its streams.
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(128 + 15);
        return new Ended(said.lines().map(line -> line.replace("\u001b[K", "")).toList());
    }

    /// What a process said at its end.
    private record Ended(List<String> said) {}

    private String[] typed(String command, String input, String output, String options) {
        String in = folder.resolve(input).toString();
        String out = folder.resolve(output).toString();
        return Stream.concat(
                        Stream.of(command, in, "-o", out), Arrays.stream(options.split(" ", -1)))
                .toArray(String[]::new);
    }

    /// As on a terminal, where progress is drawn at once.
    private static Process start(String... typed) throws IOException {
        Stream<String> java =
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dakin.columns=200",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName());
        return new ProcessBuilder(Stream.concat(java, Arrays.stream(typed)).toList()).start();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
