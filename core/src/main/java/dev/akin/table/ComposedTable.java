package dev.akin.table;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows that share parts: each is the mean of a row of its own and of rows that others use too, as fastText makes a word's
/// vector from the word and its n-grams (Bojanowski et al. 2017; `FastText::getWordVector`).
///
/// A few rows are computed when they are asked for. The first question about many computes them all, on all cores, and
/// keeps them outside of the heap, `rows × dimension × 4` bytes.
public final class ComposedTable implements EmbeddingTable {
    /// Which shared rows belong to a row. Called from several threads at once.
    @FunctionalInterface
    public interface Shares {
        /// The numbers of the shared rows, in the order in which they are added; -1 for one that counts as zeros. The array
        /// is the caller's.
        int[] of(int row);
    }

    private static final Kernels KERNELS = Kernels.best();
    private static final int FEW = 64;

    private final EmbeddingTable own;
    private final EmbeddingTable shared;
    private final Shares shares;
    private volatile @Nullable SegmentTable whole;

    /// Neither table is copied.
    ///
    /// @param own a row for each row of the new table
    /// @throws IllegalArgumentException if the tables differ in dimension
    public ComposedTable(EmbeddingTable own, EmbeddingTable shared, Shares shares) {
        if (own.dimension() != shared.dimension()) {
            throw new IllegalArgumentException(
                    "the rows have "
                            + own.dimension()
                            + " dimensions, but the shared ones "
                            + shared.dimension());
        }
        this.own = own;
        this.shared = shared;
        this.shares = shares;
    }

    /// What [ComposedTable] does, undone: the own rows that `composed` rows were made from, as far as rounding allows.
    ///
    /// @param into receives rows `first` to `first + count - 1`, row-major, from index 0
    public static void separate(
            EmbeddingTable composed,
            EmbeddingTable shared,
            Shares shares,
            int first,
            int count,
            float[] into) {
        int dimension = composed.dimension();
        composed.read(first, count, into, 0);
        float[] part = new float[dimension];
        for (int r = 0; r < count; r++) {
            int[] parts = shares.of(first + r);
            KERNELS.scale(1 + parts.length, into, r * dimension, dimension);
            for (int row : parts) {
                if (row >= 0) {
                    shared.read(row, 1, part, 0);
                    KERNELS.axpy(-1, part, 0, into, r * dimension, dimension);
                }
            }
        }
    }

    @Override
    public int rows() {
        return own.rows();
    }

    @Override
    public int dimension() {
        return own.dimension();
    }

    @Override
    public ElementType elementType() {
        return ElementType.FLOAT32;
    }

    @Override
    public long bytes() {
        return (long) rows() * dimension() * Float.BYTES;
    }

    @Override
    public void read(int first, int count, float[] into, int from) {
        if (whole != null || count > FEW) {
            whole().read(first, count, into, from);
            return;
        }
        Objects.checkFromIndexSize(first, count, rows());
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension()), into.length);
        Composer composer = new Composer();
        for (int r = 0; r < count; r++) {
            composer.compose(first + r, into, from + r * dimension());
        }
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        if (whole != null || count > FEW) {
            whole().gather(ids, count, into, from);
            return;
        }
        Objects.checkFromIndexSize(0, count, ids.length);
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension()), into.length);
        Composer composer = new Composer();
        for (int i = 0; i < count; i++) {
            int row = Objects.checkIndex(ids[i], rows());
            composer.compose(row, into, from + i * dimension());
        }
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        whole().dots(query, first, count, into, from);
    }

    @Override
    public void norms(int first, int count, float[] into, int from) {
        whole().norms(first, count, into, from);
    }

    /// Composes rows one after the other, with memory of its own: own row and shared rows side by side, then summed.
    private final class Composer {
        private final int dimension = dimension();
        private final float[] sum = new float[dimension];
        private float[] parts = new float[32 * dimension];
        private int[] starts = new int[32];

        void compose(int row, float[] into, int from) {
            int[] sharedRows = shares.of(row);
            int divisor = 1 + sharedRows.length;
            reserve(divisor);
            own.read(row, 1, parts, 0);
            int count = withoutGaps(sharedRows);
            shared.gather(sharedRows, count, parts, dimension);
            KERNELS.sumRows(parts, starts, 1 + count, dimension, sum);
            KERNELS.scale((float) (1.0 / divisor), sum, 0, dimension);
            System.arraycopy(sum, 0, into, from, dimension);
        }

        private void reserve(int rows) {
            if (parts.length < (long) rows * dimension) {
                parts = new float[Math.multiplyExact(2 * rows, dimension)];
                starts = new int[2 * rows];
            }
            if (starts[1] == 0) {
                Arrays.setAll(starts, i -> i * dimension);
            }
        }

        private static int withoutGaps(int[] rows) {
            int count = 0;
            for (int row : rows) {
                if (row >= 0) {
                    rows[count++] = row;
                }
            }
            return count;
        }
    }

    /// All rows, computed by whoever asks first.
    private SegmentTable whole() {
        SegmentTable known = whole;
        return known == null ? compute() : known;
    }

    private synchronized SegmentTable compute() {
        SegmentTable known = whole;
        if (known == null) {
            MemorySegment rows = Arena.ofAuto().allocate(Math.max(1, bytes()), 64);
            int blocks = Math.ceilDiv(rows(), FEW);
            IntStream.range(0, blocks).parallel().forEach(block -> composeBlock(block * FEW, rows));
            known =
                    SegmentTable.of(
                            rows.asSlice(0, bytes()), ElementType.FLOAT32, rows(), dimension());
            whole = known;
        }
        return known;
    }

    private void composeBlock(int first, MemorySegment rows) {
        int count = Math.min(FEW, rows() - first);
        float[] block = new float[count * dimension()];
        Composer composer = new Composer();
        for (int r = 0; r < count; r++) {
            composer.compose(first + r, block, r * dimension());
        }
        long at = (long) first * dimension() * Float.BYTES;
        KERNELS.narrow(ElementType.FLOAT32, block, 0, rows, at, block.length);
    }
}
