package dev.akin.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder for what does not fit in memory while a command works; gone with all it holds when the command ends.
record Scratch(Path folder) implements AutoCloseable {

    /// Beside the output, where there must be room for large files anyway; `/tmp` is often memory.
    static Scratch in(Path parent) throws IOException {
        return new Scratch(Files.createTempDirectory(parent, ".akin-scratch-"));
    }

    @Override
    public void close() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
