package dev.akin.cli;

import dev.akin.knowledge.Facts;
import dev.akin.text.FactLines;
import dev.akin.wordnet.WordNetFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Facts from where a command was told to read them.
final class FactFiles {
    /// An input that is no file, but WordNet's own relations.
    static final String WORDNET = "wordnet";

    private FactFiles() {}

    static Facts read(List<String> inputs) throws IOException {
        if (isWordNet(inputs, Path.of(""))) {
            return Facts.of(WordNetFacts.read());
        }
        FactLines lines =
                inputs.contains("-")
                        ? FactLines.standardInput(System.in)
                        : FactLines.in(inputs.stream().map(Path::of).toList());
        try {
            return Facts.read(lines);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    String.join(", ", inputs) + ": " + e.getMessage(), e);
        }
    }

    /// A file of that name goes before; a folder of that name does not, as a checkout of Akin has one.
    static boolean isWordNet(List<String> inputs, Path folder) {
        return inputs.equals(List.of(WORDNET)) && !Files.isRegularFile(folder.resolve(WORDNET));
    }

    static Facts of(List<Path> files) throws IOException {
        return read(files.stream().map(Path::toString).toList());
    }
}
