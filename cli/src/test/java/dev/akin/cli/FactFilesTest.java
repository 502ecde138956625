package dev.akin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactFilesTest {
    @TempDir Path folder;

    @Test
    void wordNetIsMeantUnlessAFileHasItsName() throws IOException {
        assertThat(FactFiles.isWordNet(List.of("wordnet"), folder)).isTrue();
        Path directory = Files.createDirectory(folder.resolve("wordnet"));
        assertThat(FactFiles.isWordNet(List.of("wordnet"), folder)).isTrue();
        assertThat(FactFiles.isWordNet(List.of("wordnet", "facts.tsv"), folder)).isFalse();
        Files.delete(directory);
        Files.writeString(folder.resolve("wordnet"), "a\tb\tc\n");
        assertThat(FactFiles.isWordNet(List.of("wordnet"), folder)).isFalse();
    }
}
