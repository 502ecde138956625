package dev.akin.search;

import static dev.akin.search.Samples.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionHomeTest {
    @TempDir Path temporary;
    private CollectionHome home;

    @BeforeEach
    void open() {
        home = new CollectionHome(temporary);
    }

    private void fill(String name, int documents) throws IOException {
        try (DocumentIndex index = home.create(name, CollectionOptions.of(4))) {
            index.upsert(Samples.documents(Samples.vectors(documents, 4, 1)));
        }
    }

    @Test
    void listsMakesAndDeletes() throws IOException {
        assertThat(home.names()).isEmpty();
        fill("notes", 3);
        fill("Заметки-2", 2);

        assertThat(home.names()).containsExactly("notes", "Заметки-2");
        home.delete("notes");
        assertThat(home.names()).containsExactly("Заметки-2");
        assertThatThrownBy(() -> home.open("notes"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("there is Заметки-2");
        try (Stream<Path> left = Files.list(temporary.resolve("collections"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aCollectionInUseIsNotDeleted() throws IOException {
        try (DocumentIndex index = home.create("notes", CollectionOptions.of(0))) {
            assertThatThrownBy(() -> home.delete("notes"))
                    .isInstanceOf(CollectionInUseException.class);
            assertThat(index.count()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".hidden", "a/b", "a b", "-x", "a\\b"})
    void namesThatAreNoFoldersAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> home.folder(name));
    }

    @Test
    void aSnapshotIsTheCollectionAsItWasAndComesBack() throws IOException {
        fill("notes", 500);
        Path snapshot = temporary.resolve("snapshot");
        float[][] vectors = Samples.vectors(500, 4, 1);
        try (DocumentIndex index = home.open("notes")) {
            index.snapshot(snapshot);
            index.delete(Filter.parse("n > 10"));
            assertThatThrownBy(() -> index.snapshot(snapshot))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
        home.restore(snapshot, "again");

        try (DocumentIndex index = home.openReadOnly("again")) {
            assertThat(index.count()).isEqualTo(500);
            assertThat(index.search(near(vectors[400]).k(1).build()).getFirst().id())
                    .isEqualTo("d400");
        }
        assertThatThrownBy(() -> home.restore(snapshot, "notes"))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("exists already");
    }

    @Test
    void aDamagedSnapshotIsRefusedAndLeavesNothing() throws IOException {
        fill("notes", 500);
        Path snapshot = temporary.resolve("snapshot");
        try (DocumentIndex index = home.open("notes")) {
            index.snapshot(snapshot);
        }
        List<Path> files;
        try (Stream<Path> found = Files.list(snapshot.resolve("index-0"))) {
            files = found.sorted().toList();
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] damaged = bytes.clone();
            damaged[bytes.length / 2] ^= 4;
            Files.write(file, damaged);
            assertThatThrownBy(() -> home.restore(snapshot, "again"))
                    .as(file.toString())
                    .isInstanceOf(MalformedFileException.class);
            Files.write(file, bytes);
        }
        assertThat(home.names()).containsExactly("notes");
        home.restore(snapshot, "again");
    }
}
