package dev.akin.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.concurrent.ThreadLocalRandom;

/// A file that appears whole or not at all: written under another name beside its own, forced to the disk, renamed.
/// Closed without [#commit()], it removes what it wrote and leaves an older file of the name as it was.
public final class AtomicFile implements AutoCloseable {
    /// Opens the temporary file; tests give one whose disk is full.
    @FunctionalInterface
    interface Opener {
        FileChannel open(Path path) throws IOException;
    }

    static final Opener ON_DISK =
            path -> FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private boolean committed;

    AtomicFile(Path path, Opener opener) throws IOException {
        target = resolve(path);
        temporary =
                target.resolveSibling(
                        "."
                                + target.getFileName()
                                + "."
                                + Long.toHexString(ThreadLocalRandom.current().nextLong())
                                + ".tmp");
        channel = opener.open(temporary);
    }

    /// Puts bytes in the place of an older file.
    ///
    /// @throws FileAlreadyExistsException if there is a folder, a device or a pipe of the name
    /// @throws NoSuchFileException if there is no such folder
    public static void write(Path path, byte[] bytes) throws IOException {
        write(path, bytes, ON_DISK);
    }

    static void write(Path path, byte[] bytes, Opener opener) throws IOException {
        VectorFiles.naming(
                path,
                () -> {
                    try (AtomicFile file = new AtomicFile(path, opener)) {
                        ByteBuffer left = ByteBuffer.wrap(bytes);
                        while (left.hasRemaining()) {
                            file.channel.write(left);
                        }
                        file.commit();
                    }
                });
    }

    FileChannel channel() {
        return channel;
    }

    void commit() throws IOException {
        channel.force(true);
        channel.close();
        keepPermissions();
        try {
            Files.move(
                    temporary,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
        committed = true;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (!committed) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /// The file behind a link; never a device or a pipe, which a rename would replace.
    private static Path resolve(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(path)) {
            throw new FileAlreadyExistsException(path.toString(), null, "it is a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such folder");
        }
        if (!Files.exists(path)) {
            return path.toAbsolutePath();
        }
        if (!Files.isRegularFile(path)) {
            throw new FileAlreadyExistsException(
                    path.toString(), null, "it is a device or a pipe, not a file");
        }
        return path.toRealPath();
    }

    private void keepPermissions() throws IOException {
        PosixFileAttributeView older =
                Files.getFileAttributeView(
                        target, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (older != null && Files.exists(target)) {
            Files.setPosixFilePermissions(temporary, older.readAttributes().permissions());
        }
    }
}
