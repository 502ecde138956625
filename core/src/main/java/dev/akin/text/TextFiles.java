package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Files of text, read into memory line by line. UTF-8, gzip is decompressed. Immutable.
///
/// What passes over a text but once reads a [Corpus], which may be larger than memory.
public final class TextFiles {
    private final FileLines lines;

    private TextFiles(FileLines lines) {
        this.lines = lines;
    }

    /// Files, folders and globs, as [Corpus#lines] finds them.
    ///
    /// @throws IllegalArgumentException if there is no path
    public static TextFiles in(List<Path> paths) {
        return new TextFiles(FileLines.in(paths));
    }

    /// A stream, which can be read once and is closed then.
    public static TextFiles standardInput(InputStream in) {
        return new TextFiles(FileLines.standardInput(in));
    }

    /// All lines but blank ones, in their order.
    ///
    /// @throws MalformedFileException if a line is not UTF-8, or there is none
    /// @throws java.nio.file.NoSuchFileException if a file is missing, or a folder or glob gives none
    public List<String> read() throws IOException {
        List<String> read = new ArrayList<>();
        lines.each((_, _, text) -> {
            if (!text.isBlank()) {
                read.add(text);
            }
        });
        if (read.isEmpty()) {
            throw MalformedFileException.atByte(
                    lines.paths().isEmpty() ? "standard input" : lines.paths().getFirst(),
                    0,
                    "there is no text in it");
        }
        return read;
    }
}
