package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server says before it listens; how it answers is tested where it is, and the launcher's test runs one.
class ServeCommandTest {
    @TempDir Path folder;

    private Path words;

    @BeforeEach
    void save() throws IOException {
        words = Samples.write(folder.resolve("words.safetensors"));
    }

    @Test
    void doesNotOpenItselfToOtherMachinesUnasked() {
        Run run = Run.akin("serve", words, "--host", "0.0.0.0");
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("--api-keys");
    }

    @Test
    void saysWhatItCannotServe() throws IOException {
        assertThat(Run.akin("serve", folder.resolve("none.vec")).err()).contains("no such file");
        assertThat(Run.akin("serve", folder).err()).contains("is a folder");
        assertThat(Run.akin("serve", words, words).err()).contains("two models");
        assertThat(Run.akin("serve", words, "--port", "70000").err()).contains("0 to 65535");
        Path keys = Files.writeString(folder.resolve("keys"), "short\n");
        assertThat(Run.akin("serve", words, "--api-keys", keys).err()).contains("line 1");
        assertThat(Run.akin("serve").code()).isEqualTo(ExitCode.WRONG_USAGE);
    }
}
