package dev.akin.text;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The files in a folder and below, without hidden ones. Links are followed; one that leads back to a folder that it lies in is passed
/// by, since what it shows is there already. A folder below that may not be opened does not hide the others.
///
/// @param files sorted
/// @param unread what could not be opened, and why
public record FolderFiles(List<Path> files, Map<Path, IOException> unread) {
    public FolderFiles {
        files = List.copyOf(files);
        unread = Collections.unmodifiableMap(new TreeMap<>(unread));
    }

    /// @param wanted which files are meant, mostly by their names
    /// @throws IOException if the folder itself cannot be opened
    public static FolderFiles in(Path folder, Predicate<Path> wanted) throws IOException {
        Walk walk = new Walk(folder, wanted);
        Files.walkFileTree(
                folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        Collections.sort(walk.files);
        return new FolderFiles(walk.files, walk.unread);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Predicate<Path> wanted;
        private final List<Path> files = new ArrayList<>();
        private final Map<Path, IOException> unread = new TreeMap<>();

        Walk(Path root, Predicate<Path> wanted) {
            this.root = root;
            this.wanted = wanted;
        }

        private boolean isHidden(Path path) {
            return !path.equals(root) && String.valueOf(path.getFileName()).startsWith(".");
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file) && wanted.test(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
            if (path.equals(root)) {
                throw failure;
            }
            if (!(failure instanceof FileSystemLoopException) && !isHidden(path)) {
                unread.put(path, failure);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
