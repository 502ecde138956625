package dev.akin.table;

import dev.akin.kernel.CodeKernel;
import dev.akin.kernel.CodeKernel.CodeRows;
import dev.akin.kernel.CodeWidth;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What codes are worth: number i of row r is `scale[i] × (row[r] × code − zero[i])`. Immutable.
///
/// Scores need not unpack a row: its dot product with a query is `row[r] × Σ code × (scale[i] × query[i])`, less a sum that
/// all rows share.
///
/// @param scale [dimension]
/// @param zero [dimension]
/// @param rows F32 [rows], little-endian: NaN for a row of zeros; null where it is 1 for every row
@SuppressWarnings("ArrayRecordComponent") // never compared
record Scales(float[] scale, float[] zero, @Nullable MemorySegment rows) {
    private static final CodeKernel KERNEL = CodeKernel.best();
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    Scales {
        if (scale.length == 0 || scale.length != zero.length) {
            throw new IllegalArgumentException(
                    "there are " + scale.length + " scales but " + zero.length + " zeros");
        }
    }

    /// Copies the arrays.
    static Scales of(float[] scale, float[] zero, @Nullable MemorySegment rows) {
        return new Scales(scale.clone(), zero.clone(), rows);
    }

    /// Every code is worth itself.
    static Scales plain(int dimension) {
        float[] ones = new float[dimension];
        Arrays.fill(ones, 1);
        return new Scales(ones, new float[dimension], null);
    }

    boolean isPlain() {
        return rows == null && all(scale, 1) && all(zero, 0);
    }

    private static boolean all(float[] numbers, float value) {
        for (float number : numbers) {
            if (number != value) {
                return false;
            }
        }
        return true;
    }

    int dimension() {
        return scale.length;
    }

    /// How many rows codes are.
    ///
    /// @throws IllegalArgumentException if they fill no whole number of rows, or there is not a scale for each
    int rows(CodeWidth width, MemorySegment codes) {
        int stride = width.stride(scale.length);
        long count = codes.byteSize() / stride;
        if (codes.byteSize() % stride != 0 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    codes.byteSize() + " codes are no rows of " + stride);
        }
        if (rows != null && rows.byteSize() != Float.BYTES * count) {
            throw new IllegalArgumentException(
                    count
                            + " rows need "
                            + Float.BYTES * count
                            + " bytes of scales, not "
                            + rows.byteSize());
        }
        return (int) count;
    }

    @Nullable MemorySegment readOnlyRows() {
        return rows == null ? null : rows.asReadOnly();
    }

    long bytes() {
        return 2L * Float.BYTES * scale.length + (rows == null ? 0 : rows.byteSize());
    }

    float row(int row) {
        return rows == null ? 1 : rows.get(FLOAT, (long) Float.BYTES * row);
    }

    /// Scores the rows from `first`, whose codes are given.
    void dots(CodeWidth width, CodeRows codes, float[] query, int first, float[] into, int from) {
        float[] scaled = new float[query.length];
        double shared = 0;
        for (int i = 0; i < query.length; i++) {
            scaled[i] = scale[i] * query[i];
            shared += (double) scaled[i] * zero[i];
        }
        KERNEL.dots(width, codes, scaled, into, from);
        float sum = (float) shared;
        for (int r = 0; r < codes.count(); r++) {
            float of = row(first + r);
            into[from + r] = Float.isNaN(of) ? 0 : of * into[from + r] - sum;
        }
    }

    void decode(CodeWidth width, MemorySegment codes, long at, int row, float[] into, int from) {
        float of = row(row);
        if (Float.isNaN(of)) {
            Arrays.fill(into, from, from + scale.length, 0);
            return;
        }
        KERNEL.widen(width, codes, at, into, from, scale.length);
        for (int i = 0; i < scale.length; i++) {
            into[from + i] = scale[i] * (of * into[from + i] - zero[i]);
        }
    }
}
