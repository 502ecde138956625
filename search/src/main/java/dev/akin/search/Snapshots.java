package dev.akin.search;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// Copies of collections: folders that open as collections themselves.
final class Snapshots {
    private Snapshots() {}

    /// Copies the named files of an index.
    static void take(Settings settings, Path index, List<String> files, Path target)
            throws IOException {
        Path temporary = beside(target);
        try {
            Path inside =
                    Files.createDirectories(temporary.resolve(index.getFileName().toString()));
            for (String file : files) {
                DurableFiles.copy(index.resolve(file), inside.resolve(file));
            }
            DurableFiles.forceFolder(inside);
            settings.write(temporary);
            rename(temporary, target);
        } catch (IOException | RuntimeException e) {
            DurableFiles.deleteFolder(temporary);
            throw e;
        }
    }

    static void restore(Path snapshot, Path target) throws IOException {
        Settings settings = Settings.read(snapshot);
        String index = "index-" + settings.generation();
        Path temporary = beside(target);
        try {
            DurableFiles.copyFolder(snapshot.resolve(index), temporary.resolve(index));
            settings.write(temporary);
            verify(snapshot.resolve(index), temporary.resolve(index));
            rename(temporary, target);
        } catch (IOException | RuntimeException e) {
            DurableFiles.deleteFolder(temporary);
            throw e;
        }
    }

    private static Path beside(Path target) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString(), null, "it exists already");
        }
        Path whole = target.toAbsolutePath();
        return whole.resolveSibling(
                "."
                        + whole.getFileName()
                        + "."
                        + Long.toHexString(ThreadLocalRandom.current().nextLong())
                        + ".tmp");
    }

    private static void rename(Path temporary, Path target) throws IOException {
        Files.move(temporary, target);
        DurableFiles.forceFolder(target.toAbsolutePath().getParent());
    }

    /// Lucene keeps a checksum in each of its files.
    private static void verify(Path original, Path copy) throws IOException {
        try (Directory directory = FSDirectory.open(copy);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
        } catch (CorruptIndexException | IndexNotFoundException e) {
            throw MalformedFileException.atByte(
                    original, 0, "the snapshot is damaged: " + e.getMessage(), e);
        }
    }
}
