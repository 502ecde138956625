package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `encode` of sounds.
class EncodeSoundsTest {
    private static final Path MODEL =
            Path.of("../encode/src/test/resources/golden/sounds/windowed");
    private static final Path SOUNDS = Path.of("../media/src/test/resources/golden/sounds");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path sounds;

    @BeforeEach
    void record() throws IOException {
        sounds = Files.createDirectories(folder.resolve("sounds"));
        Files.createDirectories(sounds.resolve("deep"));
        Files.copy(SOUNDS.resolve("voice.wav"), sounds.resolve("voice.wav"));
        Files.copy(SOUNDS.resolve("mono.flac"), sounds.resolve("deep/mono.flac"));
        Files.writeString(sounds.resolve("notes.txt"), "no sound, and not asked");
    }

    private Path out() {
        return folder.resolve("sounds.safetensors");
    }

    private Run encode(Object... more) {
        Object[] all = new Object[more.length + 8];
        Object[] first = {
            "encode", sounds, "-o", out(), "--encoder", MODEL, "--home", folder.resolve("home")
        };
        System.arraycopy(first, 0, all, 0, 8);
        System.arraycopy(more, 0, all, 8, more.length);
        return Run.akin(all);
    }

    @Test
    void aFolderOfSounds() throws IOException {
        assertThat(encode().succeeds().err()).contains("2 × 10 float32");
        assertThat(Embeddings.load(out()).vocabulary().keys())
                .containsExactly("deep/mono.flac", "voice.wav");
    }

    @Test
    void anotherPooling() {
        assertThat(encode("--pooling", "max").succeeds().err()).contains("2 × 5 float32");
        encode("--pooling", "median").failsSaying(ExitCode.WRONG_USAGE, "only [mean, std, max]");
    }

    @Test
    void aVectorForEachWindow() throws IOException {
        encode("--patches").succeeds();

        assertThat(Embeddings.load(out()).vocabulary().keys())
                .contains("voice.wav#0.00", "voice.wav#0.03", "deep/mono.flac#0.00");
    }

    @Test
    void whatCannotBeReadIsListed() throws IOException {
        Files.writeString(sounds.resolve("a.wav"), "Dear diary");
        Run run = encode();

        assertThat(run.code()).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.err()).contains("left out: ").contains("a.wav: byte 0: it is no sound");
        assertThat(Embeddings.load(out()).size()).isEqualTo(2);
    }
}
