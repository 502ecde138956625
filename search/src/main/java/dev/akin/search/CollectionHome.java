package dev.akin.search;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/// The collections of a home folder: each a folder in `HOME/collections`, by its name. Immutable.
public final class CollectionHome {
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]{0,99}");

    private final Path collections;

    /// @param home need not exist yet
    public CollectionHome(Path home) {
        this.collections = home.resolve("collections");
    }

    /// The folder of a collection, which need not exist.
    ///
    /// @throws IllegalArgumentException if that cannot be a name: letters, digits, `_`, and, but for the first, `-` and
    ///     `.`; at most 100
    public Path folder(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "\""
                            + name
                            + "\" cannot be a collection's name: 1 to 100 letters, digits, _, and"
                            + " after the first - and .");
        }
        return collections.resolve(name);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public boolean exists(String name) {
        return Settings.in(folder(name));
    }

    /// All names, sorted.
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(collections)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(collections)) {
                for (Path folder : folders) {
                    String name = folder.getFileName().toString();
                    if (NAME.matcher(name).matches() && Settings.in(folder)) {
                        names.add(name);
                    }
                }
            }
        }
        Collections.sort(names);
        return names;
    }

    /// As [DocumentIndex#create(Path, CollectionOptions)].
    public DocumentIndex create(String name, CollectionOptions options) throws IOException {
        return DocumentIndex.create(folder(name), options);
    }

    /// As [DocumentIndex#open(Path)].
    public DocumentIndex open(String name) throws IOException {
        return DocumentIndex.open(existing(name));
    }

    /// As [DocumentIndex#openReadOnly(Path)].
    public DocumentIndex openReadOnly(String name) throws IOException {
        return DocumentIndex.openReadOnly(existing(name));
    }

    /// Deletes a collection and all it holds.
    ///
    /// @throws CollectionInUseException if it is open for writing
    /// @throws NoSuchFileException if there is none
    public void delete(String name) throws IOException {
        Path folder = existing(name);
        Path away = collections.resolve("." + name + ".deleted");
        try (WriterLock _ = WriterLock.take(folder)) {
            DurableFiles.deleteFolder(away);
            // Renamed first, so that a crash leaves no half of a collection under its name.
            Files.move(folder, away);
        }
        DurableFiles.deleteFolder(away);
    }

    /// Makes a collection of a snapshot, after every byte of it was checked.
    ///
    /// @throws FileAlreadyExistsException if there is a collection of this name
    /// @throws dev.akin.MalformedFileException if the snapshot is damaged
    public void restore(Path snapshot, String name) throws IOException {
        Path folder = folder(name);
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(
                    folder.toString(),
                    null,
                    "the collection exists already; delete it first, or restore under another name");
        }
        Files.createDirectories(collections);
        Snapshots.restore(snapshot, folder);
    }

    private Path existing(String name) throws IOException {
        Path folder = folder(name);
        if (!Settings.in(folder)) {
            List<String> names = names();
            throw new NoSuchFileException(
                    name,
                    null,
                    names.isEmpty()
                            ? "there is no such collection, and no other in " + collections
                            : "there is no such collection; there is " + String.join(", ", names));
        }
        return folder;
    }
}
