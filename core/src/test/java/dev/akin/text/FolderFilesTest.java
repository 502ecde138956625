package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        for (String name : new String[] {"b.txt", "a.txt", "c.csv", "in/d.txt", ".git/e.txt"}) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), name);
        }
    }

    private FolderFiles texts() throws IOException {
        return FolderFiles.in(folder, file -> file.toString().endsWith(".txt"));
    }

    private Path[] expected() {
        return new Path[] {
            folder.resolve("a.txt"), folder.resolve("b.txt"), folder.resolve("in/d.txt")
        };
    }

    @Test
    void areThoseThatAreWantedAndNotHidden() throws IOException {
        Files.writeString(folder.resolve(".hidden.txt"), "no");

        assertThat(texts().files()).containsExactly(expected());
        assertThat(texts().unread()).isEmpty();
    }

    @Test
    void linksAreFollowedButNotInCircles() throws IOException {
        Files.createSymbolicLink(folder.resolve("in/again"), folder);
        Files.createSymbolicLink(folder.resolve("nowhere.txt"), folder.resolve("gone"));

        assertThat(texts().files()).containsExactly(expected());
        assertThat(texts().unread()).isEmpty();
    }

    @Test
    void aFolderThatMayNotBeOpenedHidesNoOther() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(closed), "whoever may read anything");
            assertThat(texts().files()).containsExactly(expected());
            assertThat(texts().unread()).containsOnlyKeys(closed);
            assertThat(texts().unread().get(closed)).isInstanceOf(AccessDeniedException.class);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        Path gone = folder.resolve("gone");

        assertThatThrownBy(() -> FolderFiles.in(gone, _ -> true))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("gone");
    }
}
