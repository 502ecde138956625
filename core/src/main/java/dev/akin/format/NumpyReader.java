package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/// Reads `.npy` arrays: mapped where tables store such numbers, float64 rounded to float32.
final class NumpyReader {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path path;
    private final NumpyHeader header;
    private final MemorySegment numbers;

    private NumpyReader(Path path, NumpyHeader header, MemorySegment numbers) {
        this.path = path;
        this.header = header;
        this.numbers = numbers;
    }

    static Contents read(Path path, ReadOptions options) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            NumpyHeader header = NumpyHeader.read(channel, path);
            MemorySegment numbers =
                    channel.map(
                            FileChannel.MapMode.READ_ONLY,
                            header.dataStart(),
                            channel.size() - header.dataStart(),
                            Arena.ofAuto());
            return new NumpyReader(path, header, numbers).read(options);
        } catch (InternalError e) {
            throw MalformedFileException.atByte(
                    path, 0, "the file was cut short while it was read; restore it", e);
        }
    }

    private Contents read(ReadOptions options) throws IOException {
        Path keysPath = KeysFile.beside(path);
        if (!Files.exists(keysPath)) {
            String note = "there is no " + keysPath + ": rows are called 0, 1, 2 …";
            return contents(table(), RowKeys.numbered(header.rows()), List.of(note));
        }
        DistinctKeys keys = KeysFile.read(keysPath, header.rows(), options);
        SegmentTable table = table();
        return contents(
                keys.size() == header.rows() ? table : gather(table, keys.kept()),
                keys.vocabulary(),
                keys.notes());
    }

    private static Contents contents(SegmentTable table, Vocabulary keys, List<String> notes) {
        return new Contents(
                Map.of("", new KeyedTable(keys, table)),
                Map.of(),
                FileFormat.NUMPY,
                Map.of(),
                notes);
    }

    private SegmentTable table() throws IOException {
        return switch (header.bytes()) {
            case 2 -> view(numbers, ElementType.FLOAT16);
            case 4 -> view(numbers, ElementType.FLOAT32);
            default -> view(narrowed(), ElementType.FLOAT32);
        };
    }

    private SegmentTable view(MemorySegment segment, ElementType type) {
        return SegmentTable.of(segment, type, header.rows(), header.dimension());
    }

    private MemorySegment narrowed() throws IOException {
        long count = (long) header.rows() * header.dimension();
        MemorySegment floats = OffHeap.allocate(path, count * Float.BYTES);
        for (long i = 0; i < count; i++) {
            double number = numbers.get(DOUBLE, i * Double.BYTES);
            float narrow = (float) number;
            if (!Float.isFinite(narrow)) {
                throw MalformedFileException.atByte(
                        path,
                        header.dataStart() + i * Double.BYTES,
                        "row "
                                + i / header.dimension()
                                + ": number "
                                + (i % header.dimension() + 1)
                                + " is "
                                + number
                                + ", which is no finite float; remove the row");
            }
            floats.set(FLOAT, i * Float.BYTES, narrow);
        }
        return floats;
    }

    private SegmentTable gather(SegmentTable table, int[] kept) throws IOException {
        long stride = (long) table.dimension() * table.elementType().bytes();
        MemorySegment rows = OffHeap.allocate(path, kept.length * stride);
        for (int i = 0; i < kept.length; i++) {
            MemorySegment.copy(table.segment(), kept[i] * stride, rows, i * stride, stride);
        }
        return SegmentTable.of(rows, table.elementType(), kept.length, table.dimension());
    }
}
