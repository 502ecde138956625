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
/// @param flat whether every dimension has scale 1 and zero 0
@SuppressWarnings("ArrayRecordComponent") // never compared
record Scales(float[] scale, float[] zero, @Nullable MemorySegment rows, boolean flat) {
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
        return new Scales(scale.clone(), zero.clone(), rows, all(scale, 1) && all(zero, 0));
    }

    /// Every code is worth itself.
    static Scales plain(int dimension) {
        float[] ones = new float[dimension];
        Arrays.fill(ones, 1);
        return new Scales(ones, new float[dimension], null, true);
    }

    boolean isPlain() {
        return rows == null && flat;
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

    /// A query made ready for codes.
    Scaled scaled(CodeWidth width, float[] query) {
        float[] scaled = new float[query.length];
        double shared = 0;
        for (int i = 0; i < query.length; i++) {
            scaled[i] = scale[i] * query[i];
            shared += (double) scaled[i] * zero[i];
        }
        return new Scaled(width, scaled, (float) shared);
    }

    /// A query times what codes are worth, and the sum that all rows share.
    final class Scaled {
        private final CodeWidth width;
        private final float[] query;
        private final float shared;

        private Scaled(CodeWidth width, float[] query, float shared) {
            this.width = width;
            this.query = query;
            this.shared = shared;
        }

        /// Scores the rows from `first`, whose codes are given.
        void dots(CodeRows codes, int first, float[] into, int from) {
            KERNEL.dots(width, codes, query, into, from);
            for (int r = 0; r < codes.count(); r++) {
                float of = row(first + r);
                into[from + r] = Float.isNaN(of) ? 0 : of * into[from + r] - shared;
            }
        }
    }

    void decode(CodeWidth width, MemorySegment codes, long at, int row, float[] into, int from) {
        float of = row(row);
        if (Float.isNaN(of)) {
            Arrays.fill(into, from, from + scale.length, 0);
            return;
        }
        KERNEL.widen(width, codes, at, of, into, from, scale.length);
        if (!flat) {
            for (int i = 0; i < scale.length; i++) {
                into[from + i] = scale[i] * (into[from + i] - zero[i]);
            }
        }
    }
}
