package dev.akin.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The files to be indexed: those given, and those in folders given that can be read, without hidden ones.
///
/// @param roots what was given, absolute
/// @param files sorted, each once
record InputFiles(List<Path> roots, Set<Path> files) {

    /// @throws NoSuchFileException if something given is not there
    static InputFiles find(List<Path> given) throws IOException {
        return find(given, SourceReader::reads);
    }

    /// As [#find(List)], with what can be read of a folder.
    static InputFiles find(List<Path> given, Predicate<Path> reads) throws IOException {
        List<Path> roots = given.stream().map(p -> p.toAbsolutePath().normalize()).toList();
        Set<Path> files = new TreeSet<>();
        for (Path root : roots) {
            if (!Files.exists(root)) {
                throw new NoSuchFileException(root.toString());
            }
            if (Files.isDirectory(root)) {
                walk(root, reads, files);
            } else {
                files.add(root);
            }
        }
        return new InputFiles(roots, files);
    }

    private static void walk(Path folder, Predicate<Path> reads, Set<Path> files)
            throws IOException {
        try (Stream<Path> walked = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            walked.filter(reads)
                    .filter(file -> !isHidden(folder, file))
                    .filter(Files::isRegularFile)
                    .forEach(files::add);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static boolean isHidden(Path folder, Path file) {
        for (Path name : folder.relativize(file)) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /// Whether a file would be among these if it were still there.
    boolean covers(String path) {
        return roots.stream().anyMatch(root -> Path.of(path).startsWith(root));
    }
}
