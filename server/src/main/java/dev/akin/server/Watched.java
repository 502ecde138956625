package dev.akin.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A file's content, always that of the newest whole version: looked at every second, replaced at once when a new one was
/// read to its end. Whoever holds the old one goes on with it. Thread-safe.
///
/// @param <T> what the content is read as
final class Watched<T> {
    /// Reads a file.
    @FunctionalInterface
    interface Reader<T> {
        T read(Path file) throws IOException;
    }

    /// One version of the content.
    ///
    /// @param number 1 for the first
    record Version<T>(T content, int number, Instant loaded) {}

    /// What a new version of a file differs in.
    private record Stamp(FileTime modified, long bytes, @Nullable Object key) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private final Path file;
    private final Reader<? extends T> reader;
    private Stamp stamp;
    private int missed;
    private volatile Version<T> current;

    private Watched(Path file, Reader<? extends T> reader, Stamp stamp, T content) {
        this.file = file;
        this.reader = reader;
        this.stamp = stamp;
        this.current = new Version<>(content, 1, Instant.now());
    }

    static <T> Watched<T> open(Path file, Reader<? extends T> reader) throws IOException {
        Stamp stamp = Stamp.of(file);
        return new Watched<>(file, reader, stamp, reader.read(file));
    }

    Path file() {
        return file;
    }

    Version<T> current() {
        return current;
    }

    /// Looks whether there is another version, and takes it. One that cannot be read leaves the last in service; it is said
    /// once, and looked at again when it has changed.
    ///
    /// @return whether there was one
    synchronized boolean refresh(Consumer<String> remarks) {
        Stamp found;
        try {
            found = Stamp.of(file);
            missed = 0;
        } catch (IOException e) {
            miss(remarks);
            return false;
        }
        if (found.equals(stamp)) {
            return false;
        }
        try {
            T content = reader.read(file);
            if (!Stamp.of(file).equals(found)) {
                return false; // It is still being written: the next look finds it whole.
            }
            stamp = found;
            current = new Version<>(content, current.number() + 1, Instant.now());
            return true;
        } catch (IOException | IllegalArgumentException e) {
            // What was seen before reading: if it has changed since, the next look reads it again.
            stamp = found;
            remarks.accept(file + ": the last version stays in service: " + e.getMessage());
            return false;
        }
    }

    /// Between an old file's end and a new one's beginning there may be none: it is said at the second look.
    private void miss(Consumer<String> remarks) {
        missed++;
        if (missed == 2) {
            remarks.accept(file + ": it is gone; the last version stays in service");
        }
    }
}
