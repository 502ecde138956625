package dev.akin.cli;

import dev.akin.search.CollectionHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the demo has made, if it has run.
record DemoFolder(Path path) {
    static DemoFolder of(HomeOption home) {
        return new DemoFolder(home.path().resolve("demo"));
    }

    /// The vectors of words.
    Path words() {
        return path.resolve("wordnet.safetensors");
    }

    boolean hasWords() {
        return Files.isRegularFile(words());
    }

    CollectionHome collections() {
        return new CollectionHome(path);
    }

    /// The dictionaries, by name; those that the user has one of the same name of are left out.
    List<String> dictionaries(List<String> others) throws IOException {
        return Files.isDirectory(path)
                ? collections().names().stream().filter(name -> !others.contains(name)).toList()
                : List.of();
    }
}
