package dev.akin.format;

import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Memory in a file of its own that nobody else sees, mapped, so that it may be more than the machine has. The file goes when the last
/// reference goes or the process ends, however it ends where the system allows that. It is written before it is mapped: a full disk shows
/// here, not where a row is touched.
public final class ScratchFile implements SegmentRows.Memory {
    private static final int BLOCK = 1 << 20;

    private final Path folder;
    private final FileChannel channel;

    /// Rows of zeros.
    ///
    /// @throws UncheckedIOException if there is no such folder, nothing may be written there, or there is no room
    public static SegmentRows rows(Path folder, ElementType type, int rows, int dimension) {
        try {
            ScratchFile file = new ScratchFile(folder);
            long bytes = Math.max(1, (long) rows * dimension) * type.bytes();
            MemorySegment first = file.grow(MemorySegment.ofArray(new byte[0]), bytes);
            return new SegmentRows(file, first, type, rows, dimension);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScratchFile(Path folder) throws IOException {
        this.folder = folder;
        this.channel =
                FileChannel.open(
                        Files.createTempFile(folder, "rows", ".scratch"),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
    }

    /// Half as much again, or what is asked for. What is mapped already stays, as the beginning of the same file.
    @Override
    public MemorySegment grow(MemorySegment before, long bytes) {
        long size = Math.max(bytes, before.byteSize() / 2 * 3);
        try {
            fill(size);
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, Arena.ofAuto());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new FileSystemException(
                            folder.toString(),
                            null,
                            "there is no room for "
                                    + size
                                    + " bytes of rows ("
                                    + e.getMessage()
                                    + "); keep fewer rows, or begin in another folder"));
        }
    }

    private void fill(long size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(BLOCK);
        for (long at = channel.size(); at < size; ) {
            zeros.clear().limit((int) Math.min(BLOCK, size - at));
            at += channel.write(zeros, at);
        }
    }
}
