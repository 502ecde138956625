package dev.akin.table;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import dev.akin.kernel.OptimizerKernels;
import dev.akin.kernel.RowBlocks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows without gaps in one memory segment, outside the heap or in a mapped file: float32, or bfloat16, to which they can be
/// rounded by chance. They are not written where they lie: [#load] brings one into an array, and [#store] takes it back.
public final class SegmentRows implements TrainableRows {
    private static final int LINE = 16;
    private static final int CACHE_LINE = 64;

    /// What an array may have.
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final Kernels KERNELS = Kernels.best();
    private static final OptimizerKernels ROUNDING = OptimizerKernels.best();

    /// Gives memory.
    @FunctionalInterface
    public interface Memory {
        /// Memory of at least so many bytes that begins with the same ones; what is new is zeros.
        ///
        /// @throws IllegalStateException if there is no room
        MemorySegment grow(MemorySegment before, long bytes);
    }

    private final Memory memory;
    private final ElementType type;
    private final int dimension;
    private final long bytesPerRow;
    private MemorySegment segment;
    private SegmentTable rows;

    /// @param segment of at least `rows` rows; what is behind them is zeros
    public SegmentRows(
            Memory memory, MemorySegment segment, ElementType type, int rows, int dimension) {
        this.memory = memory;
        this.type = type;
        this.dimension = dimension;
        this.bytesPerRow = (long) dimension * type.bytes();
        this.segment = segment;
        this.rows = view(rows);
    }

    /// Rows of zeros outside the heap. Their memory goes when the last reference goes.
    ///
    /// @throws IllegalArgumentException if rows < 0 or dimension < 1
    public static SegmentRows offHeap(ElementType type, int rows, int dimension) {
        if (rows < 0 || dimension < 1) {
            throw new IllegalArgumentException(
                    "a table needs rows ≥ 0 and dimension ≥ 1, not " + rows + " × " + dimension);
        }
        return new SegmentRows(
                SegmentRows::larger,
                allocate((long) rows * dimension * type.bytes()),
                type,
                rows,
                dimension);
    }

    /// Rows of one number of float32 each, zeros, in the heap, where large pages make reading here and there fast.
    public static SegmentRows singles(int rows) {
        return new SegmentRows(
                (before, bytes) -> {
                    long floats = Math.max(bytes, before.byteSize() / 2 * 3) / Float.BYTES;
                    float[] grown = new float[(int) Math.min(floats, LONGEST)];
                    MemorySegment segment = MemorySegment.ofArray(grown);
                    return segment.copyFrom(before);
                },
                MemorySegment.ofArray(new float[rows]),
                ElementType.FLOAT32,
                rows,
                1);
    }

    private static MemorySegment allocate(long bytes) {
        return Arena.ofAuto().allocate(Math.max(64, bytes), 64);
    }

    /// Half as much again, so that growing row by row copies each row a few times only.
    private static MemorySegment larger(MemorySegment before, long bytes) {
        MemorySegment grown = allocate(Math.max(bytes, before.byteSize() / 2 * 3));
        MemorySegment.copy(before, 0, grown, 0, before.byteSize());
        return grown;
    }

    private SegmentTable view(int count) {
        return SegmentTable.of(segment.asSlice(0, count * bytesPerRow), type, count, dimension);
    }

    @Override
    public void grow(int count) {
        if (count < rows()) {
            throw new IllegalArgumentException(
                    "there are " + rows() + " rows already, more than " + count);
        }
        if (count * bytesPerRow > segment.byteSize()) {
            segment = memory.grow(segment, count * bytesPerRow);
        }
        rows = view(count);
    }

    /// Reads a little of each cache line of a row, so that the memory brings several rows at a time before they are loaded.
    ///
    /// @return something to keep, or else nothing is read
    public int touch(int row) {
        long at = row * bytesPerRow;
        int read = segment.get(ValueLayout.JAVA_BYTE, at + bytesPerRow - 1);
        for (long line = 0; line < bytesPerRow; line += CACHE_LINE) {
            read += segment.get(ValueLayout.JAVA_BYTE, at + line);
        }
        return read;
    }

    /// Where the numbers lie, where rows have one and are in the heap; else nothing.
    public @Nullable RowBlocks rowBlocks() {
        return segment.heapBase().orElse(null) instanceof float[] numbers
                ? new RowBlocks(new float[][] {numbers}, Integer.SIZE - 1, 0, 1)
                : null;
    }

    /// The only number of a row, where rows have one.
    public float number(int row) {
        return segment.get(FLOAT, row * bytesPerRow);
    }

    /// Sets the only number of a row, where rows have one of float32.
    public void number(int row, float value) {
        segment.set(FLOAT, row * bytesPerRow, value);
    }

    /// Copies a row to `into[at …]`, widened.
    public void load(int row, float[] into, int at) {
        KERNELS.widen(type, segment, row * bytesPerRow, into, at, dimension);
    }

    /// Puts a row back; bfloat16 is rounded by chance, to the upper of two numbers as often as the exact one is nearer to it,
    /// so that small changes are kept on average (Gupta and others 2015).
    ///
    /// @param chance what the rounding depends on: the same gives the same
    public void store(int row, float[] from, int at, int chance) {
        if (type == ElementType.BFLOAT16) {
            ROUNDING.roundByChance(from, at, segment, row * bytesPerRow, dimension, chance);
        } else {
            KERNELS.narrow(type, from, at, segment, row * bytesPerRow, dimension);
        }
    }

    @Override
    public void set(int row, float[] values, int from) {
        Objects.checkIndex(row, rows());
        KERNELS.narrow(type, values, from, segment, row * bytesPerRow, dimension);
    }

    @Override
    public int stride() {
        return Math.ceilDiv(dimension, LINE) * LINE;
    }

    @Override
    public int rows() {
        return rows.rows();
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ElementType elementType() {
        return type;
    }

    @Override
    public long bytes() {
        return segment.byteSize();
    }

    @Override
    public void read(int first, int count, float[] into, int from) {
        rows.read(first, count, into, from);
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        rows.gather(ids, count, into, from);
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        rows.dots(query, first, count, into, from);
    }

    @Override
    public void norms(int first, int count, float[] into, int from) {
        rows.norms(first, count, into, from);
    }
}
