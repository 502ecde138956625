package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Told to end in the middle, a command leaves nothing behind, and says one line.
@Timeout(120)
class InterruptionTest {
    private static final int ROWS = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @BeforeEach
    void write() throws IOException {
        words = folder.resolve("words.safetensors");
        Random random = new Random(1);
        float[] values = new float[ROWS * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        List<String> keys = IntStream.range(0, ROWS).mapToObj(i -> "w" + i).toList();
        Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(values, ROWS, 8)).save(words);
    }

    @Test
    void aMapThatIsNotDoneLeavesNothing() throws Exception {
        endsTidily("map", "words.png", "--iterations", "100000000");
    }

    @Test
    void groupsThatAreNotDoneLeaveNothing() throws Exception {
        endsTidily("cluster", "groups.csv", "-k", "20", "--restarts", "100000000");
    }

    private void endsTidily(String command, String output, String... more) throws Exception {
        Stream<String> typed =
                Stream.of(command, words.toString(), "-o", folder.resolve(output).toString());
        Process process =
                new ProcessBuilder(
                                Stream.of(
                                                Stream.of(
                                                        Path.of(
                                                                        System.getProperty(
                                                                                "java.home"),
                                                                        "bin",
                                                                        "java")
                                                                .toString(),
                                                        "-cp",
                                                        System.getProperty("java.class.path"),
                                                        Main.class.getName()),
                                                typed,
                                                Stream.of(more))
                                        .flatMap(part -> part)
                                        .toList())
                        .start();
        while (names().size() < 2) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(20); // Its claim on the output says that it has begun.
        }
        process.toHandle().destroy(); // Destroying the process itself closes its streams.
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.lines()).contains("akin: interrupted; nothing was written");
        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(names()).containsExactly("words.safetensors");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
