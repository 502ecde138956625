package dev.akin.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Turns paths into files: a folder gives all files in it, a glob those that match; sorted, hidden ones left out.
final class SourceFiles {
    private static final String GLOB = "*?[{";

    private SourceFiles() {}

    static List<Source> find(List<Path> paths) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                sources.add(Source.of(file));
            }
        }
        return sources;
    }

    private static List<Path> files(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return require(walk(path, file -> true), path, "the folder holds no file");
        }
        if (Files.notExists(path) && isGlob(path.toString())) {
            PathMatcher matcher = path.getFileSystem().getPathMatcher("glob:" + path);
            Path folder = beforeGlob(path);
            if (Files.notExists(folder)) {
                throw new NoSuchFileException(folder.toString());
            }
            List<Path> found = walk(folder, file -> matcher.matches(asGiven(path, file)));
            return require(found, path, "no file matches");
        }
        return List.of(path);
    }

    private static List<Path> require(List<Path> found, Path path, String otherwise)
            throws IOException {
        if (found.isEmpty()) {
            throw new NoSuchFileException(path.toString(), null, otherwise);
        }
        return found;
    }

    private static boolean isGlob(String text) {
        return text.chars().anyMatch(c -> GLOB.indexOf(c) >= 0);
    }

    private static Path beforeGlob(Path glob) {
        Path parent = glob;
        while (parent != null && isGlob(parent.toString())) {
            parent = parent.getParent();
        }
        return parent == null ? glob.getFileSystem().getPath("") : parent;
    }

    /// A walk from `""` gives `a.txt`, one from `.` gives `./a.txt`: just as the glob was written.
    private static Path asGiven(Path glob, Path file) {
        return glob.isAbsolute() ? file.toAbsolutePath() : file;
    }

    private static List<Path> walk(Path folder, Predicate<Path> wanted) throws IOException {
        FolderFiles found = FolderFiles.in(folder, wanted);
        if (!found.unread().isEmpty()) {
            throw found.unread().values().iterator().next();
        }
        return found.files();
    }
}
