package dev.akin.table;

import dev.akin.kernel.CodeKernel.CodeRows;
import dev.akin.kernel.CodeWidth;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// A table of one code a number: a row is scored as it lies.
abstract sealed class CodedTable extends DecodedTable permits Int8Table, Int4Table, BinaryTable {
    private final CodeWidth width;
    private final MemorySegment codes;
    private final Scales scales;
    private final int stride;

    CodedTable(CodeWidth width, MemorySegment codes, int rows, Scales scales) {
        super(rows, scales.dimension());
        this.width = width;
        this.codes = codes;
        this.scales = scales;
        this.stride = width.stride(scales.dimension());
    }

    /// The rows' codes, read only.
    public final MemorySegment codes() {
        return codes.asReadOnly();
    }

    final Scales scales() {
        return scales;
    }

    @Override
    public long bytes() {
        return codes.byteSize() + scales.bytes();
    }

    @Override
    public final void dots(float[] query, int first, int count, float[] into, int from) {
        scorer(query).dots(first, count, into, from);
    }

    @Override
    public final RowScorer scorer(float[] query) {
        Dimensions.check(query, dimension());
        Scales.Scaled scaled = scales.scaled(width, query);
        return (first, count, into, from) -> {
            Objects.checkFromIndexSize(first, count, rows());
            Objects.checkFromIndexSize(from, count, into.length);
            CodeRows asked = new CodeRows(codes, (long) first * stride, stride, count);
            scaled.dots(asked, first, into, from);
        };
    }

    @Override
    final void decode(int row, float[] into, int from) {
        scales.decode(width, codes, (long) row * stride, row, into, from);
    }
}
