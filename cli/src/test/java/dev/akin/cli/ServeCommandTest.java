package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.search.CollectionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThat(Run.akin("serve", words, "--media", words).err()).contains("is no folder");
        assertThat(Run.akin("serve", words, "--media", folder, "--no-media").err())
                .contains("exclude each other");
        Run nothing = Run.akin("serve", "--home", folder);
        assertThat(nothing.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(nothing.err()).contains("akin demo");
    }

    @Test
    void knowsWhatTheDemoMade() throws IOException {
        DemoFolder demo = new DemoFolder(folder.resolve("demo"));
        assertThat(demo.hasWords()).isFalse();
        assertThat(demo.dictionaries(List.of())).isEmpty();
        Files.createDirectories(demo.path());
        Samples.write(demo.words());
        for (String name : List.of("dictionary", "dictionary-minilm")) {
            demo.collections()
                    .create(name, CollectionOptions.builder().dimension(4).build())
                    .close();
        }
        assertThat(demo.hasWords()).isTrue();
        assertThat(demo.dictionaries(List.of("dictionary"))).containsExactly("dictionary-minilm");
    }
}
