package dev.akin.search;

import dev.akin.MalformedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Changes that the index on the disk does not have yet. A change is written here and forced to the disk before it is
/// acknowledged; after a crash the next writer makes it again.
///
/// A file `log-N` is a sequence of records: the length of the change, its CRC-32C, its bytes. The index says from which
/// file on the changes are not in it. A record that was being written when the process ended lacks its end or has another
/// checksum: it is the file's last (only zeros may follow, where the machine stopped), and was not acknowledged. Not
/// thread-safe.
final class ChangeLog implements AutoCloseable {
    private static final String PREFIX = "log-";
    private static final int HEADER = 2 * Integer.BYTES;

    /// Makes a change again.
    interface Replay {
        void apply(Change change) throws IOException;
    }

    private final long number;
    private final FileChannel channel;
    private long size;

    private ChangeLog(Path folder, long number) throws IOException {
        this.number = number;
        this.channel =
                FileChannel.open(
                        folder.resolve(PREFIX + number),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        DurableFiles.forceFolder(folder);
    }

    /// A new file, of the lowest free number from `least` on.
    static ChangeLog begin(Path folder, long least) throws IOException {
        NavigableMap<Long, Path> files = files(folder);
        return new ChangeLog(
                folder, files.isEmpty() ? least : Math.max(least, files.lastKey() + 1));
    }

    long number() {
        return number;
    }

    /// Bytes written.
    long size() {
        return size;
    }

    /// Keeps a change, once [#force()] is called. If that fails nothing of it is kept.
    void append(Change change) throws IOException {
        byte[] payload = ChangeCodec.encode(change);
        ByteBuffer record = ByteBuffer.allocate(HEADER + payload.length);
        record.putInt(payload.length).putInt(checksum(payload)).put(payload);
        channel.position(size);
        DurableFiles.write(channel, record.array());
        size += record.capacity();
    }

    void force() throws IOException {
        channel.force(false);
    }

    /// Takes back what was appended beyond a size.
    void cut(long toSize) throws IOException {
        channel.truncate(toSize);
        size = toSize;
    }

    /// Whether there is anything to replay from number `from` on.
    static boolean pending(Path folder, long from) throws IOException {
        for (Path file : files(folder).tailMap(from, true).values()) {
            if (Files.size(file) > 0) {
                return true;
            }
        }
        return false;
    }

    /// Makes all changes again that are in files from number `from` on.
    static void replay(Path folder, long from, Replay replay) throws IOException {
        for (Path file : files(folder).tailMap(from, true).values()) {
            replayFile(file, replay);
        }
    }

    /// Removes the files before number `before`.
    static void forget(Path folder, long before) throws IOException {
        for (Path file : files(folder).headMap(before, false).values()) {
            Files.delete(file);
        }
    }

    private static void replayFile(Path file, Replay replay) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = channel.size();
            long at = 0;
            while (end - at >= HEADER) {
                ByteBuffer header = read(channel, at, HEADER);
                int length = header.getInt();
                if (length <= 0 || length > end - at - HEADER) {
                    return; // Cut off while it was written.
                }
                byte[] payload = read(channel, at + HEADER, length).array();
                long next = at + HEADER + length;
                if (checksum(payload) == header.getInt()) {
                    replay.apply(decode(file, at, payload));
                } else if (end - next >= HEADER && read(channel, next, HEADER).getInt() != 0) {
                    throw MalformedFileException.atByte(
                            file, at, "the checksum of the change here is wrong");
                }
                at = next;
            }
        }
    }

    private static Change decode(Path file, long at, byte[] payload) throws IOException {
        try {
            return ChangeCodec.decode(payload);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(file, at, String.valueOf(e.getMessage()), e);
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException("the file ended while it was read");
            }
        }
        return buffer.flip();
    }

    private static int checksum(byte[] payload) {
        CRC32C checksum = new CRC32C();
        checksum.update(payload);
        return (int) checksum.getValue();
    }

    private static NavigableMap<Long, Path> files(Path folder) throws IOException {
        NavigableMap<Long, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : found) {
                String digits = file.getFileName().toString().substring(PREFIX.length());
                if (digits.matches("\\d{1,18}")) {
                    files.put(Long.parseLong(digits), file);
                }
            }
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
