package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.format.OutputClaim;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputClaimTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path words;

    @BeforeEach
    void name() {
        words = folder.resolve("words.safetensors");
    }

    private static OutputClaim claim(Path path) throws IOException {
        return OutputFile.of(path, null).place().claim();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /// A process that holds a claim until its standard input ends.
    private static final class Holder implements AutoCloseable {
        private final Process process;

        Holder(Path path) throws IOException {
            process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    OutputClaimTest.class.getName(),
                                    path.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            assertThat(out.readLine()).isEqualTo("held");
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            process.onExit().join();
        }
    }

    /// What the holding process runs.
    public static void main(String[] arguments) throws IOException {
        try (OutputClaim _ = claim(Path.of(arguments[0]))) {
            System.out.println("held");
            int end = System.in.read();
            assertThat(end).isEqualTo(-1);
        }
    }

    @Test
    void nothingIsLeftAfterANormalEnd() throws IOException {
        try (OutputClaim _ = claim(words)) {
            assertThat(names()).containsExactly(".words.safetensors.lock");
        }
        assertThat(names()).isEmpty();
        claim(words).close();
    }

    @Test
    void anotherProcessIsNamed() throws IOException {
        Path text = Samples.text(folder.resolve("text.txt"));
        try (Holder holder = new Holder(words)) {
            String refusal =
                    words
                            + ": process "
                            + holder.process.pid()
                            + " is writing it; wait until that has ended, or write another file";
            Run.akin("train", text, "-o", words).failsWith(ExitCode.FAILED, refusal);
            Path other = Samples.write(folder.resolve("other.safetensors"));
            Run.akin("convert", other, words).failsWith(ExitCode.FAILED, refusal);
            Run.akin("train", text, "-o", folder.resolve("x.vec"), "--quiet").succeeds();
        }
        Run.akin("train", text, "-o", words, "--quiet").succeeds();
        assertThat(names()).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void aCrashBlocksNobody() throws IOException {
        try (Holder holder = new Holder(words)) {
            holder.process.destroyForcibly();
            holder.process.onExit().join();
        }
        assertThat(names()).containsExactly(".words.safetensors.lock");
        claim(words).close();
        assertThat(names()).isEmpty();
    }

    @Test
    void aCrashAtTheVeryEndBlocksNobody() throws IOException {
        Files.writeString(folder.resolve(".words.safetensors.lock"), "gone");
        claim(words).close();
        assertThat(names()).isEmpty();
    }

    @Test
    void aLinkIsTheFileBehindIt() throws IOException {
        Files.createFile(words);
        Path link = Files.createSymbolicLink(folder.resolve("link.safetensors"), words);
        try (OutputClaim _ = claim(words)) {
            assertThatThrownBy(() -> claim(link))
                    .hasMessageContaining("link.safetensors")
                    .hasMessageContaining("this process");
        }
        claim(link).close();
    }

    @Test
    void oneAfterTheOtherManyTimes() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Callable<Integer>> tasks = Collections.nCopies(4, () -> claimOften(inside));
        int granted = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> task : pool.invokeAll(tasks)) {
                granted += task.get();
            }
        }
        assertThat(granted).isPositive();
        assertThat(names()).isEmpty();
    }

    private int claimOften(AtomicInteger inside) throws IOException {
        int granted = 0;
        for (int i = 0; i < 50; i++) {
            try (OutputClaim _ = claim(words)) {
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                granted++;
                inside.decrementAndGet();
            } catch (FileSystemException e) {
                assertThat(e).hasMessageContaining("is writing it");
            }
        }
        return granted;
    }
}
