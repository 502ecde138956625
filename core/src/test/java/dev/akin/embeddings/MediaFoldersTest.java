package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaFoldersTest {
    @TempDir Path home;

    private Path photos;
    private MediaFolders folders;

    @BeforeEach
    void fill() throws IOException {
        home = home.toRealPath();
        photos = home.resolve("photos");
        Files.createDirectories(photos.resolve("sea"));
        Files.writeString(photos.resolve("sea/1.png"), "1");
        Files.writeString(photos.resolve("a#1.png"), "2");
        Files.writeString(home.resolve("secret.png"), "3");
        folders = MediaFolders.in(List.of(photos));
    }

    @Test
    void findsFilesAndTheWholesOfParts() {
        assertThat(folders.find("sea/1.png")).isEqualTo(photos.resolve("sea/1.png"));
        assertThat(folders.find("sea/1.png#0,3")).isEqualTo(photos.resolve("sea/1.png"));
        assertThat(folders.find("a#1.png")).isEqualTo(photos.resolve("a#1.png"));
        assertThat(folders.find("sea/2.png")).isNull();
        assertThat(folders.find("sea")).isNull();
        assertThat(folders.find("")).isNull();
    }

    @Test
    void findsNothingOutside() throws IOException {
        assertThat(folders.find("../secret.png")).isNull();
        assertThat(folders.find("sea/../../secret.png")).isNull();
        assertThat(folders.find(home.resolve("secret.png").toString())).isNull();
        assertThat(folders.find("sea/\0.png")).isNull();
        Files.createSymbolicLink(photos.resolve("link.png"), home.resolve("secret.png"));
        Files.createSymbolicLink(photos.resolve("out"), home);
        assertThat(folders.find("link.png")).isNull();
        assertThat(folders.find("out/secret.png")).isNull();
    }

    @Test
    void followsLinksWithin() throws IOException {
        Files.createSymbolicLink(photos.resolve("first.png"), photos.resolve("sea/1.png"));
        assertThat(folders.find("first.png")).isEqualTo(photos.resolve("sea/1.png"));
    }

    @Test
    void recordsFoldersSoThatTheyCanBeMovedWithTheFile() {
        Path file = home.resolve("photos.safetensors");
        Path other = home.resolveSibling("elsewhere");
        String record = MediaFolders.in(List.of(photos, home, other)).record(file);
        assertThat(record).isEqualTo("[\"photos\",\"\",\"" + other + "\"]");
        Map<String, String> metadata = Map.of(MediaFolders.METADATA, record);
        assertThat(MediaFolders.recorded(metadata, file).folders())
                .containsExactly(photos, home, other);
        assertThat(MediaFolders.recorded(metadata, Path.of("/m/x.safetensors")).folders())
                .startsWith(Path.of("/m/photos"), Path.of("/m"));
    }

    @Test
    void takesWhatItCannotReadForNoRecord() {
        for (String record : List.of("", "photos", "{}", "[1, null]", "[\"\\u0000\"]")) {
            assertThat(
                            MediaFolders.recorded(
                                            Map.of(MediaFolders.METADATA, record), Path.of("x"))
                                    .isEmpty())
                    .as(record)
                    .isTrue();
        }
        assertThat(MediaFolders.recorded(Map.of(), Path.of("x")).isEmpty()).isTrue();
    }

    @Test
    void looksInOneFolderAfterTheOther() throws IOException {
        Path more = Files.createDirectories(home.resolve("more/sea"));
        Files.writeString(more.resolve("1.png"), "other");
        Files.writeString(more.resolve("2.png"), "other");
        MediaFolders both = folders.and(MediaFolders.in(List.of(home.resolve("more"))));
        assertThat(both.find("sea/1.png")).isEqualTo(photos.resolve("sea/1.png"));
        assertThat(both.find("sea/2.png")).isEqualTo(more.resolve("2.png"));
    }
}
