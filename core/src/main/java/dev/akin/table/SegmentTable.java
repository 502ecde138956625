package dev.akin.table;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A table in one memory segment without gaps: a heap array, off-heap memory, or a mapped file. Little-endian.
///
/// One class for all three: the segment knows where its bytes are. Off-heap and mapped tables may hold more than
/// 2³¹ numbers; their memory goes when the last reference to them goes.
public final class SegmentTable implements EmbeddingTable {
    private static final Kernels KERNELS = Kernels.best();

    private final MemorySegment segment;
    private final ElementType type;
    private final int rows;
    private final int dimension;
    private final long stride;

    private SegmentTable(MemorySegment segment, ElementType type, int rows, int dimension) {
        this.segment = segment;
        this.type = type;
        this.rows = rows;
        this.dimension = dimension;
        this.stride = (long) dimension * type.bytes();
    }

    /// A view of `segment`, row-major.
    ///
    /// @throws IllegalArgumentException if the segment does not hold exactly `rows × dimension` numbers
    public static SegmentTable of(
            MemorySegment segment, ElementType type, int rows, int dimension) {
        if (rows < 0 || dimension < 1) {
            throw new IllegalArgumentException(
                    "a table needs rows ≥ 0 and dimension ≥ 1, not " + rows + " × " + dimension);
        }
        long bytes = (long) rows * dimension * type.bytes();
        if (segment.byteSize() != bytes) {
            throw new IllegalArgumentException(
                    rows
                            + " × "
                            + dimension
                            + " of "
                            + type
                            + " take "
                            + bytes
                            + " bytes, but the segment has "
                            + segment.byteSize());
        }
        return new SegmentTable(segment, type, rows, dimension);
    }

    /// A copy of `source`, off-heap, stored as `type` (rounded to nearest where `type` is the narrower one).
    public static SegmentTable copyOf(EmbeddingTable source, ElementType type) {
        long stride = (long) source.dimension() * type.bytes();
        MemorySegment segment = Arena.ofAuto().allocate(Math.max(1, source.rows() * stride), 64);
        float[] row = new float[source.dimension()];
        for (int r = 0; r < source.rows(); r++) {
            source.read(r, 1, row, 0);
            KERNELS.narrow(type, row, 0, segment, r * stride, row.length);
        }
        return of(
                segment.asSlice(0, source.rows() * stride),
                type,
                source.rows(),
                source.dimension());
    }

    /// The rows' bytes, read only, for writing them to a file as they are.
    public MemorySegment segment() {
        return segment.asReadOnly();
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
        return type;
    }

    @Override
    public long bytes() {
        return segment.byteSize();
    }

    @Override
    public void read(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows);
        int numbers = Math.multiplyExact(count, dimension);
        Objects.checkFromIndexSize(from, numbers, into.length);
        KERNELS.widen(type, segment, first * stride, into, from, numbers);
    }

    @Override
    public void gather(int[] ids, int count, float[] into, int from) {
        Objects.checkFromIndexSize(0, count, ids.length);
        Objects.checkFromIndexSize(from, Math.multiplyExact(count, dimension), into.length);
        for (int i = 0; i < count; i++) {
            long at = Objects.checkIndex(ids[i], rows) * stride;
            KERNELS.widen(type, segment, at, into, from + i * dimension, dimension);
        }
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        Dimensions.check(query, dimension);
        Objects.checkFromIndexSize(first, count, rows);
        Objects.checkFromIndexSize(from, count, into.length);
        KERNELS.dots(type, segment, first * stride, stride, count, query, dimension, into, from);
    }

    @Override
    public void norms(int first, int count, float[] into, int from) {
        Objects.checkFromIndexSize(first, count, rows);
        Objects.checkFromIndexSize(from, count, into.length);
        KERNELS.squaredNorms(type, segment, first * stride, stride, count, dimension, into, from);
        Dimensions.squareRoots(into, from, count);
    }
}
