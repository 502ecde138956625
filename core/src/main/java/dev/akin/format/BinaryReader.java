package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentTable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;

/// Reads word2vec binary: where a row begins depends on the length of every key before it, so rows are copied, one
/// after the other, out of the mapped file.
final class BinaryReader {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_KEY = 1 << 16;
    private static final int REPORT_ROWS = 1 << 12;

    private final Path path;
    private final CountsLine header;
    private final MemorySegment file;
    private final MemorySegment rows;
    private final DistinctKeys keys;
    private final KeyDecoder decoder;
    private final long stride;
    private final float[] row;
    private byte[] key = new byte[64];
    private int keyLength;
    private boolean ascii;
    private long at;

    private BinaryReader(CountsLine header, MemorySegment file, ReadOptions options)
            throws IOException {
        this.path = header.path();
        this.header = header;
        this.file = file;
        this.stride = (long) header.dimension() * Float.BYTES;
        header.checkRoom(stride + 2, file.byteSize() - header.end());
        this.rows = OffHeap.allocate(path, header.rows() * stride);
        this.keys = new DistinctKeys(header.rows());
        this.decoder = new KeyDecoder(options.encoding());
        this.row = new float[header.rows() == 0 ? 0 : header.dimension()];
        this.at = header.end();
    }

    static Contents read(Path path, ReadOptions options) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            CountsLine header = CountsLine.read(channel, path);
            MemorySegment file =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new BinaryReader(header, file, options).read(options);
        } catch (InternalError e) {
            throw MalformedFileException.atByte(
                    path, 0, "the file was cut short while it was read; restore it", e);
        }
    }

    private Contents read(ReadOptions options) throws IOException {
        Meter meter = new Meter(options.listener(), "reading", header.rows(), "rows");
        for (int r = 0; r < header.rows(); r++) {
            readKey(r);
            readRow(r);
            if (r % REPORT_ROWS == REPORT_ROWS - 1) {
                meter.add(REPORT_ROWS);
            }
        }
        passNewlines();
        if (at != file.byteSize()) {
            throw malformed(
                    "the header says "
                            + header.rows()
                            + " rows, but "
                            + (file.byteSize() - at)
                            + " bytes follow them; correct the header");
        }
        meter.add(header.rows() % REPORT_ROWS);
        meter.end();
        return contents();
    }

    private Contents contents() {
        MemorySegment kept = keys.compact(rows, stride).asSlice(0, keys.size() * stride);
        SegmentTable table =
                SegmentTable.of(kept, ElementType.FLOAT32, keys.size(), header.dimension());
        return new Contents(
                Map.of("", new KeyedTable(keys.vocabulary(), table)),
                Map.of(),
                FileFormat.WORD2VEC_BINARY,
                Map.of(),
                keys.notes());
    }

    /// The key up to its space. Some writers end each row with a newline, some do not.
    private void readKey(int r) throws MalformedFileException {
        passNewlines();
        long start = at;
        keyLength = 0;
        int allBytes = 0;
        byte b;
        while ((b = next(r)) != ' ') {
            if (keyLength == LONGEST_KEY) {
                at = start;
                throw malformed(
                        "the key of row "
                                + (r + 1)
                                + " has more than "
                                + LONGEST_KEY
                                + " bytes; the rows before it have another dimension than "
                                + header.dimension());
            }
            if (keyLength == key.length) {
                key = Arrays.copyOf(key, 2 * keyLength);
            }
            allBytes |= b;
            key[keyLength++] = b;
        }
        ascii = allBytes >= 0;
        if (keyLength == 0) {
            throw malformed("the key of row " + (r + 1) + " is empty");
        }
        addKey(start);
    }

    private void addKey(long start) throws MalformedFileException {
        if (ascii) {
            keys.add(key, 0, keyLength);
            return;
        }
        try {
            byte[] utf8 = decoder.utf8(key, 0, keyLength);
            keys.add(utf8, 0, utf8.length);
        } catch (CharacterCodingException e) {
            throw MalformedFileException.atByte(path, start, decoder.complaint(), e);
        }
    }

    private void readRow(int r) throws MalformedFileException {
        if (stride > file.byteSize() - at) {
            throw malformed(
                    "the file ends in row "
                            + (r + 1)
                            + " of "
                            + header.rows()
                            + ": "
                            + (file.byteSize() - at)
                            + " bytes of "
                            + stride
                            + "; it was cut short, or the header is wrong");
        }
        MemorySegment.copy(file, FLOAT, at, row, 0, row.length);
        int other = Finite.firstOther(row, 0, row.length);
        if (other >= 0) {
            at += (long) other * Float.BYTES;
            throw malformed(
                    "the key \""
                            + new String(key, 0, Math.min(100, keyLength), StandardCharsets.UTF_8)
                            + "\": number "
                            + (other + 1)
                            + " is "
                            + row[other]
                            + ", which is not finite; remove the row");
        }
        MemorySegment.copy(row, 0, rows, FLOAT, r * stride, row.length);
        at += stride;
    }

    private void passNewlines() {
        while (at < file.byteSize() && file.get(ValueLayout.JAVA_BYTE, at) == '\n') {
            at++;
        }
    }

    private byte next(int r) throws MalformedFileException {
        if (at == file.byteSize()) {
            throw malformed(
                    "the file ends before row "
                            + (r + 1)
                            + " of "
                            + header.rows()
                            + "; it was cut short, or the header is wrong");
        }
        return file.get(ValueLayout.JAVA_BYTE, at++);
    }

    private MalformedFileException malformed(String reason) {
        return MalformedFileException.atByte(path, at, reason);
    }
}
