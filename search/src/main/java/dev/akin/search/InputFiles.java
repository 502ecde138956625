package dev.akin.search;

import dev.akin.text.FolderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The files to be indexed: those given, and those in folders given that can be read, without hidden ones.
///
/// @param roots what was given, absolute
/// @param files sorted, each once
/// @param unread folders below those given that cannot be opened, and why
record InputFiles(List<Path> roots, Set<Path> files, Map<Path, IOException> unread) {

    /// @throws NoSuchFileException if something given is not there
    static InputFiles find(List<Path> given) throws IOException {
        return find(given, SourceReader::reads);
    }

    /// As [#find(List)], with what can be read of a folder.
    static InputFiles find(List<Path> given, Predicate<Path> reads) throws IOException {
        List<Path> roots = given.stream().map(p -> p.toAbsolutePath().normalize()).toList();
        Set<Path> files = new TreeSet<>();
        Map<Path, IOException> unread = new TreeMap<>();
        for (Path root : roots) {
            if (!Files.exists(root)) {
                throw new NoSuchFileException(root.toString());
            }
            if (Files.isDirectory(root)) {
                FolderFiles found = FolderFiles.in(root, reads);
                files.addAll(found.files());
                unread.putAll(found.unread());
            } else {
                files.add(root);
            }
        }
        return new InputFiles(roots, files, unread);
    }

    /// What was left out before any file was read.
    List<IndexingReport.Skipped> skipped() {
        return unread.entrySet().stream()
                .map(one -> new IndexingReport.Skipped(one.getKey().toString(), one.getValue()))
                .toList();
    }

    /// Whether a file would be among these if it were still there: of a folder that cannot be opened nobody knows.
    boolean covers(String path) {
        Path file = Path.of(path);
        return roots.stream().anyMatch(file::startsWith)
                && unread.keySet().stream().noneMatch(file::startsWith);
    }
}
