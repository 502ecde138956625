package dev.akin.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The right to write a file, held by one process at a time until closed: of two that learn for an hour and then write
/// the same file, the second would undo the first one's work.
///
/// The system's lock on a small hidden file beside the target, which holds the number of the process. The system frees
/// the lock however the process ends, so that a file left behind by a crash blocks nobody. A normal end deletes it.
public final class OutputClaim implements AutoCloseable {
    /// What is in a lock file that is about to be deleted: whoever opened it before must open it anew.
    private static final String GONE = "gone";

    private static final int ATTEMPTS = 100;
    private static final int LONGEST_TEXT = 32;

    /// The system's locks do not keep the threads of one process apart, and closing any channel of the file frees them.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final FileChannel channel;

    private OutputClaim(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /// @param path as it was asked for: messages name it
    /// @param target the file behind it
    /// @throws FileSystemException if another process holds it; the message names that one
    public static OutputClaim of(Path path, Path target) throws IOException {
        Path lockFile = target.resolveSibling("." + target.getFileName() + ".lock");
        if (!HELD_HERE.add(lockFile)) {
            throw held(path, "this process");
        }
        try {
            return new OutputClaim(lockFile, locked(path, lockFile));
        } catch (Throwable e) {
            HELD_HERE.remove(lockFile);
            throw e;
        }
    }

    /// Only an end that was cut short just before deleting leaves a file that is marked as gone and is still there.
    private static FileChannel locked(Path path, Path lockFile) throws IOException {
        for (int attempt = 1; ; attempt++) {
            FileChannel channel = open(lockFile);
            try {
                FileLock lock = channel.tryLock();
                String text = read(channel);
                if (lock == null) {
                    throw held(path, text.matches("\\d+") ? "process " + text : "another process");
                }
                if (!text.equals(GONE) || attempt == ATTEMPTS) {
                    VectorFiles.naming(path, () -> take(channel, lockFile));
                    return channel;
                }
                channel.close();
            } catch (Throwable e) {
                try (channel) {
                    throw e;
                }
            }
        }
    }

    /// A full disk has no room for the number: then nothing is left behind.
    private static void take(FileChannel channel, Path lockFile) throws IOException {
        try {
            write(channel, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            Files.deleteIfExists(lockFile);
            throw e;
        }
    }

    private static FileChannel open(Path lockFile) throws IOException {
        return FileChannel.open(
                lockFile,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
        channel.read(text, 0);
        return StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static FileSystemException held(Path path, String holder) {
        return new FileSystemException(
                path.toString(),
                null,
                holder + " is writing it; wait until that has ended, or write another file");
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            write(channel, GONE);
            Files.deleteIfExists(lockFile);
        } finally {
            HELD_HERE.remove(lockFile);
        }
    }
}
