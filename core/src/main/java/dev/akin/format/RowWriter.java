package dev.akin.format;

import dev.akin.ProgressListener;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes the rows of one table as word2vec text, word2vec binary or GloVe text.
final class RowWriter {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final KeyedTable source;
    private final int dimension;
    private final MemorySegment keys;
    private final MemorySegment offsets;

    RowWriter(KeyedTable source) {
        this.source = source;
        this.dimension = source.table().dimension();
        this.keys = source.vocabulary().bytes();
        this.offsets = source.vocabulary().offsets();
    }

    void write(Path path, FileFormat format, AtomicFile.Opener opener, ProgressListener listener)
            throws IOException {
        try (AtomicFile file = new AtomicFile(path, opener)) {
            FileChannel channel = file.channel();
            int rows = source.table().rows();
            if (format != FileFormat.GLOVE_TEXT) {
                String header = rows + " " + dimension + "\n";
                RowPipeline.writeAll(
                        channel, ByteBuffer.wrap(header.getBytes(StandardCharsets.US_ASCII)));
            }
            RowPipeline.Formatter formatter =
                    format == FileFormat.WORD2VEC_BINARY ? this::binary : this::text;
            new RowPipeline(channel, listener).write(rows, dimension, formatter);
            file.commit();
        }
    }

    private ByteBuffer text(int first, int count) {
        float[] numbers = numbers(first, count);
        byte[] text = new byte[room(first, count, FloatText.LONGEST + 1)];
        int at = 0;
        for (int r = 0; r < count; r++) {
            at = key(first + r, text, at);
            for (int i = r * dimension; i < (r + 1) * dimension; i++) {
                text[at++] = ' ';
                at = FloatText.write(numbers[i], text, at);
            }
            text[at++] = '\n';
        }
        return ByteBuffer.wrap(text, 0, at);
    }

    private ByteBuffer binary(int first, int count) {
        float[] numbers = numbers(first, count);
        byte[] bytes = new byte[room(first, count, Float.BYTES)];
        ByteBuffer rows = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < count; r++) {
            rows.position(key(first + r, bytes, rows.position()));
            rows.put((byte) ' ');
            for (int i = r * dimension; i < (r + 1) * dimension; i++) {
                rows.putFloat(numbers[i]);
            }
            rows.put((byte) '\n');
        }
        return rows.flip();
    }

    /// Bytes that rows take at most: their keys, a space or a newline, and their numbers.
    private int room(int first, int count, int perNumber) {
        long keyBytes = offset(first + count) - offset(first);
        return Math.toIntExact(keyBytes + count * (2 + (long) perNumber * dimension));
    }

    private float[] numbers(int first, int count) {
        float[] numbers = new float[count * dimension];
        source.table().read(first, count, numbers, 0);
        int other = Finite.firstOther(numbers, 0, numbers.length);
        if (other >= 0) {
            throw new IllegalArgumentException(
                    "the key \""
                            + source.vocabulary().key(first + other / dimension)
                            + "\" has the number "
                            + numbers[other]
                            + ", which is not finite; remove the key before writing this format");
        }
        return numbers;
    }

    private int key(int id, byte[] into, int at) {
        long from = offset(id);
        int length = (int) (offset(id + 1) - from);
        MemorySegment.copy(keys, ValueLayout.JAVA_BYTE, from, into, at, length);
        boolean allowed = length > 0;
        for (int i = at; i < at + length; i++) {
            allowed &= into[i] != ' ' && into[i] != '\n' && into[i] != '\t' && into[i] != '\r';
        }
        if (!allowed) {
            throw new IllegalArgumentException(
                    "the key \""
                            + source.vocabulary().key(id)
                            + "\" is empty or holds a space, a tab or a line end, which this format"
                            + " cannot keep; write "
                            + FileFormat.SAFETENSORS);
        }
        return at + length;
    }

    private long offset(int id) {
        return offsets.get(LONG, (long) Long.BYTES * id);
    }
}
