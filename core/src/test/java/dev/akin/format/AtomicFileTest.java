package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir Path folder;

    @Test
    void aFullDiskLeavesTheOldFileAndIsSaidOfTheNewOne() throws IOException {
        Path file = Files.writeString(folder.resolve("map.svg"), "the old one");
        assertThatThrownBy(
                        () -> AtomicFile.write(file, new byte[100], LimitedChannel.fullAfter(50)))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": No space left on device");
        assertThat(file).hasContent("the old one");
        assertThat(folder)
                .isDirectoryContaining(file::equals)
                .isDirectoryNotContaining("glob:**.tmp");
    }
}
