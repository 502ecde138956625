package dev.akin.table;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import dev.akin.kernel.RowBlocks;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows that a learner updates: float32 in heap blocks, each row padded with zeros to whole vectors.
///
/// Learners take the [blocks][#block(int)] and write into them; everybody else sees an [EmbeddingTable]. Heap arrays
/// because the JIT gives loops over `float[]` the fewest checks; blocks because one array ends at 2³¹ − 1 numbers.
/// Every row starts on a cache line wherever the block itself does: the collector places large arrays at the start of
/// a region, so the first row begins [#LEAD] numbers in, which with the array's header makes 64 bytes.
///
/// Writing is not synchronised: learners of the Hogwild kind (Recht et al. 2011) accept lost updates.
public final class TrainableTable implements TrainableRows {
    /// Numbers before the first row of a block: 16 bytes of array header + 12 × 4 bytes = one cache line.
    private static final int LEAD = 12;

    private static final int LINE = 16;
    private static final int BLOCK_NUMBERS = 1 << 30;
    private static final Kernels KERNELS = Kernels.best();

    private final int dimension;
    private final int stride;
    private final int shift;
    private float[][] blocks;
    private int rows;

    /// Rows of zeros.
    ///
    /// @throws IllegalArgumentException if rows < 0 or dimension < 1
    public TrainableTable(int rows, int dimension) {
        this(rows, dimension, BLOCK_NUMBERS);
    }

    /// As [#TrainableTable(int, int)], in blocks of at most `blockNumbers` numbers: for tests that cross a block's edge.
    public TrainableTable(int rows, int dimension, int blockNumbers) {
        if (rows < 0 || dimension < 1) {
            throw new IllegalArgumentException(
                    "a table needs rows ≥ 0 and dimension ≥ 1, not " + rows + " × " + dimension);
        }
        this.dimension = dimension;
        this.stride = Math.ceilDiv(dimension, LINE) * LINE;
        int rowsPerBlock = Integer.highestOneBit(Math.max(1, blockNumbers / stride));
        this.shift = Integer.numberOfTrailingZeros(rowsPerBlock);
        this.blocks = new float[0][];
        grow(rows);
    }

    /// Blocks that are full stay where they are; the last one may become another array, half as large again.
    @Override
    public void grow(int count) {
        if (count < rows) {
            throw new IllegalArgumentException(
                    "there are " + rows + " rows already, more than " + count);
        }
        int rowsPerBlock = 1 << shift;
        int full = blocks.length - 1;
        blocks = Arrays.copyOf(blocks, Math.max(1, Math.ceilDiv(count, rowsPerBlock)));
        for (int b = Math.max(0, full); b < blocks.length; b++) {
            long rowsHere = Math.min(rowsPerBlock, count - (long) b * rowsPerBlock);
            blocks[b] = grown(blocks[b], rowsHere);
        }
        rows = count;
    }

    private float[] grown(float @Nullable [] block, long rowsHere) {
        long needed = LEAD + (rowsHere + 1) * stride;
        if (block == null) {
            return new float[Math.toIntExact(needed)];
        }
        long largest = LEAD + ((1L << shift) + 1) * stride;
        return needed <= block.length
                ? block
                : Arrays.copyOf(
                        block, (int) Math.min(largest, Math.max(needed, block.length * 3L / 2)));
    }

    /// The array that holds `row`, not a copy. Its index there is [#offset(int)].
    public float[] block(int row) {
        return blocks[row >>> shift];
    }

    /// Whether two rows lie in one block.
    public boolean together(int row, int other) {
        return row >>> shift == other >>> shift;
    }

    /// Where `row` begins in its block.
    public int offset(int row) {
        return LEAD + (row & ((1 << shift) - 1)) * stride;
    }

    /// Where in `row`'s block a row lies that has no id and holds zeros: something to read and write where a kernel
    /// needs a row and there is none. Whoever writes there writes zeros.
    public int spareOffset(int row) {
        return block(row).length - stride;
    }

    /// How many blocks there are: one up to 2³⁰ numbers.
    public int blocks() {
        return blocks.length;
    }

    /// Where all rows lie, until [#grow(int)] is called.
    public RowBlocks rowBlocks() {
        return new RowBlocks(blocks, shift, LEAD, stride);
    }

    /// Numbers from one row's start to the next: the dimension, rounded up to a multiple of 16.
    @Override
    public int stride() {
        return stride;
    }

    @Override
    public void set(int row, float[] values, int from) {
        Objects.checkIndex(row, rows);
        System.arraycopy(values, from, block(row), offset(row), dimension);
    }

    /// As [#gather(int\[\], int, float\[\], int)] from index 0, rows [#stride()] apart.
    public void gatherPadded(int[] ids, int count, float[] into) {
        for (int i = 0; i < count; i++) {
            copy(ids[i], into, i * stride);
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ElementType elementType() {
        return ElementType.FLOAT32;
    }

    @Override
    public long bytes() {
        long numbers = 0;
        for (float[] block : blocks) {
            numbers += block.length;
        }
        return Float.BYTES * numbers;
    }

    @Override
    public void read(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows);
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension), into.length);
        for (int r = 0; r < count; r++) {
            copy(first + r, into, from + r * dimension);
        }
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        Objects.checkFromIndexSize(0, count, ids.length);
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension), into.length);
        for (int i = 0; i < count; i++) {
            copy(Objects.checkIndex(ids[i], rows), into, from + i * dimension);
        }
    }

    private void copy(int row, float[] into, int from) {
        System.arraycopy(block(row), offset(row), into, from, dimension);
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        Dimensions.check(query, dimension);
        Objects.checkFromIndexSize(first, count, rows);
        Objects.checkFromIndexSize(from, count, into.length);
        eachRun(
                first,
                count,
                (rowsOf, offset, done, run) ->
                        KERNELS.dots(
                                ElementType.FLOAT32,
                                rowsOf,
                                offset,
                                4L * stride,
                                run,
                                query,
                                dimension,
                                into,
                                from + done));
    }

    @Override
    public void norms(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows);
        Objects.checkFromIndexSize(from, count, into.length);
        eachRun(
                first,
                count,
                (rowsOf, offset, done, run) ->
                        KERNELS.squaredNorms(
                                ElementType.FLOAT32,
                                rowsOf,
                                offset,
                                4L * stride,
                                run,
                                dimension,
                                into,
                                from + done));
        Dimensions.squareRoots(into, from, count);
    }

    private interface RunAction {
        void accept(MemorySegment block, long offset, int done, int run);
    }

    /// Splits a range of rows where blocks end.
    private void eachRun(int first, int count, RunAction action) {
        for (int done = 0; done < count; ) {
            int row = first + done;
            int run = Math.min(count - done, (1 << shift) - (row & ((1 << shift) - 1)));
            action.accept(MemorySegment.ofArray(block(row)), 4L * offset(row), done, run);
            done += run;
        }
    }
}
