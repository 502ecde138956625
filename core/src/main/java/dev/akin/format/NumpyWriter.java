package dev.akin.format;

import dev.akin.ProgressListener;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes a table as `.npy`, float16 where it is stored so, else float32, and its keys beside it.
final class NumpyWriter {
    private static final int KEYS_PER_BLOCK = 1 << 12;

    private NumpyWriter() {}

    static void write(
            Path path, KeyedTable source, AtomicFile.Opener opener, ProgressListener listener)
            throws IOException {
        try (AtomicFile array = new AtomicFile(path, opener);
                AtomicFile keys = new AtomicFile(KeysFile.beside(path), opener)) {
            writeKeys(keys.channel(), source.vocabulary());
            writeArray(array.channel(), source.table(), listener);
            keys.commit();
            array.commit();
        }
    }

    private static void writeArray(
            FileChannel channel, EmbeddingTable table, ProgressListener listener)
            throws IOException {
        boolean half = table.elementType() == ElementType.FLOAT16;
        byte[] header = NumpyHeader.write(half ? "<f2" : "<f4", table.rows(), table.dimension());
        RowPipeline.writeAll(channel, ByteBuffer.wrap(header));
        new RowPipeline(channel, listener)
                .write(
                        table.rows(),
                        table.dimension(),
                        (first, count) -> rows(table, half, first, count));
    }

    private static ByteBuffer rows(EmbeddingTable table, boolean half, int first, int count) {
        float[] numbers = new float[count * table.dimension()];
        table.read(first, count, numbers, 0);
        int bytes = half ? Short.BYTES : Float.BYTES;
        ByteBuffer rows =
                ByteBuffer.allocate(numbers.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            if (half) {
                rows.putShort(Float.floatToFloat16(number));
            } else {
                rows.putFloat(number);
            }
        }
        return rows.flip();
    }

    private static void writeKeys(FileChannel channel, Vocabulary keys) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int id = 0; id < keys.size(); id++) {
            String key = keys.key(id);
            if (key.isEmpty() || key.indexOf('\n') >= 0 || key.endsWith("\r")) {
                throw new IllegalArgumentException(
                        "the key \""
                                + key
                                + "\" is empty or holds a line end, which a file of keys, one a line,"
                                + " cannot keep; write "
                                + FileFormat.SAFETENSORS);
            }
            lines.append(key).append('\n');
            if (id % KEYS_PER_BLOCK == KEYS_PER_BLOCK - 1 || id == keys.size() - 1) {
                byte[] utf8 = lines.toString().getBytes(StandardCharsets.UTF_8);
                RowPipeline.writeAll(channel, ByteBuffer.wrap(utf8));
                lines.setLength(0);
            }
        }
    }
}
