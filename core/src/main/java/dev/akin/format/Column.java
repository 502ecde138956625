package dev.akin.format;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A value for each row of a table: texts, whole numbers or numbers. Immutable and thread-safe; may be a view of a mapped
/// file.
public final class Column {
    /// What a column holds.
    public enum Kind {
        TEXT,
        /// 64 bits.
        INTEGER,
        /// Single precision.
        NUMBER
    }

    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Kind kind;
    private final MemorySegment values; // of texts: where each begins, and the end
    private final MemorySegment utf8;
    private final int size;

    private Column(Kind kind, MemorySegment values, MemorySegment utf8, int size) {
        this.kind = kind;
        this.values = values;
        this.utf8 = utf8;
        this.size = size;
    }

    /// A copy, off-heap.
    public static Column texts(List<String> texts) {
        byte[][] encoded = new byte[texts.size()][];
        long[] offsets = new long[texts.size() + 1];
        for (int row = 0; row < encoded.length; row++) {
            encoded[row] = texts.get(row).getBytes(StandardCharsets.UTF_8);
            offsets[row + 1] = offsets[row] + encoded[row].length;
        }
        long bytes = offsets[encoded.length];
        MemorySegment utf8 = Arena.ofAuto().allocate(Math.max(1, bytes)).asSlice(0, bytes);
        for (int row = 0; row < encoded.length; row++) {
            MemorySegment.copy(
                    encoded[row],
                    0,
                    utf8,
                    ValueLayout.JAVA_BYTE,
                    offsets[row],
                    encoded[row].length);
        }
        return new Column(Kind.TEXT, MemorySegment.ofArray(offsets), utf8, encoded.length);
    }

    /// A copy.
    public static Column integers(long... numbers) {
        return new Column(
                Kind.INTEGER,
                MemorySegment.ofArray(numbers.clone()),
                MemorySegment.NULL,
                numbers.length);
    }

    /// A copy.
    public static Column numbers(float... numbers) {
        return new Column(
                Kind.NUMBER,
                MemorySegment.ofArray(numbers.clone()),
                MemorySegment.NULL,
                numbers.length);
    }

    /// A view of texts as a file holds them.
    ///
    /// @param utf8 U8, one text after the other
    /// @param offsets I64: where each begins, and the end
    /// @throws IllegalArgumentException if the offsets do not go from 0 to the end; those between are looked at when asked
    static Column texts(MemorySegment utf8, MemorySegment offsets) {
        long size = offsets.byteSize() / Long.BYTES - 1;
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("must have 1 to 2^31 numbers, not " + (size + 1));
        }
        long first = offsets.get(LONG, 0);
        long last = offsets.get(LONG, size * Long.BYTES);
        if (first != 0 || last != utf8.byteSize()) {
            throw new IllegalArgumentException(
                    "must go from 0 to "
                            + utf8.byteSize()
                            + ", where the texts end, but goes from "
                            + first
                            + " to "
                            + last);
        }
        return new Column(Kind.TEXT, offsets, utf8, (int) size);
    }

    /// A view of numbers as a file holds them.
    ///
    /// @throws IllegalArgumentException if the tensor is not I64 or F32 in one dimension
    static Column numbers(Tensor tensor) {
        boolean integers = tensor.type() == TensorType.I64;
        if ((!integers && tensor.type() != TensorType.F32)
                || tensor.shape().size() != 1
                || tensor.shape().getFirst() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "must be I64 or F32 in one dimension, but is "
                            + tensor.type()
                            + " "
                            + tensor.shape());
        }
        return new Column(
                integers ? Kind.INTEGER : Kind.NUMBER,
                tensor.data(),
                MemorySegment.NULL,
                Math.toIntExact(tensor.shape().getFirst()));
    }

    public Kind kind() {
        return kind;
    }

    /// How many rows.
    public int size() {
        return size;
    }

    /// The value as text, whatever the kind.
    ///
    /// @throws IndexOutOfBoundsException if the row is not 0 … size − 1
    /// @throws IllegalStateException if the file's places of this text are no places: it is damaged
    public String text(int row) {
        return switch (kind) {
            case TEXT -> decoded(row);
            case INTEGER -> Long.toString(integer(row));
            case NUMBER -> Float.toString(number(row));
        };
    }

    private String decoded(int row) {
        long from = values.get(LONG, (long) Long.BYTES * Objects.checkIndex(row, size));
        long to = values.get(LONG, (long) Long.BYTES * (row + 1));
        if (from < 0 || from > to || to > utf8.byteSize() || to - from > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "the text of row "
                            + row
                            + " lies at bytes "
                            + from
                            + " to "
                            + to
                            + ": the file is damaged");
        }
        return new String(
                utf8.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE),
                StandardCharsets.UTF_8);
    }

    /// @throws IndexOutOfBoundsException if the row is not 0 … size − 1
    /// @throws IllegalStateException if the column holds no whole numbers
    public long integer(int row) {
        require(Kind.INTEGER);
        return values.get(LONG, (long) Long.BYTES * Objects.checkIndex(row, size));
    }

    /// @throws IndexOutOfBoundsException if the row is not 0 … size − 1
    /// @throws IllegalStateException if the column holds no numbers
    public float number(int row) {
        require(Kind.NUMBER);
        return values.get(FLOAT, (long) Float.BYTES * Objects.checkIndex(row, size));
    }

    private void require(Kind wanted) {
        if (kind != wanted) {
            throw new IllegalStateException("the column holds " + kind + ", not " + wanted);
        }
    }

    MemorySegment values() {
        return values;
    }

    MemorySegment utf8() {
        return utf8;
    }
}
