package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.JoinedTables;
import dev.akin.embeddings.MediaFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// Files of vectors of the same space that go into one file with what is encoded.
final class OtherTables {
    @Option(
            names = "--with",
            paramLabel = "FILE",
            description =
                    "Vectors of the same space, whose rows go into the file as well, behind the others; may be given"
                            + " several times.")
    private List<Path> files = new ArrayList<>();

    /// @param output where the file will lie
    /// @param command reads the files, and says why they do not go together
    Embeddings joined(Embeddings encoded, Path output, Subcommand command) throws IOException {
        if (files.isEmpty()) {
            return encoded;
        }
        List<Embeddings> tables = new ArrayList<>(List.of(encoded));
        MediaFolders folders = MediaFolders.recorded(encoded.metadata(), output);
        for (Path file : files) {
            Embeddings table = command.load(file);
            tables.add(table);
            folders = folders.and(MediaFolders.recorded(table.metadata(), file));
        }
        Map<String, String> metadata = new LinkedHashMap<>(encoded.metadata());
        if (!folders.isEmpty()) {
            metadata.put(MediaFolders.METADATA, folders.record(output));
        }
        return JoinedTables.of(tables, metadata);
    }
}
