package dev.akin.format;

import dev.akin.MalformedFileException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// What codes of numbers are worth: `.scale` and `.zero` F32 [dimension] and, where each row has a scale of its own,
/// `.row-scale` F32 [rows].
final class CodeParts {
    static final String SCALE = "scale";
    static final String ZERO = "zero";
    private static final String ROW_SCALE = "row-scale";

    private CodeParts() {}

    static void write(
            RowsWriter into, float[] scale, float[] zero, @Nullable MemorySegment rowScale) {
        into.part(SCALE, Tensor.of(scale));
        into.part(ZERO, Tensor.of(zero));
        if (rowScale != null) {
            long rows = rowScale.byteSize() / Float.BYTES;
            into.part(ROW_SCALE, Tensor.of(TensorType.F32, rowScale, rows));
        }
    }

    static @Nullable MemorySegment rowScale(RowsReader from, Tensor codes)
            throws MalformedFileException {
        return from.optional(ROW_SCALE, TensorType.F32, codes.shape().getFirst());
    }

    /// The dimension of rows of several codes a byte.
    ///
    /// @throws MalformedFileException if the bytes of a row hold too few, or a whole byte too many
    static int dimension(RowsReader from, Tensor codes, int inByte) throws MalformedFileException {
        long wide = codes.shape().get(1) * inByte;
        int dimension = from.dimensionOr((int) Math.min(wide, Integer.MAX_VALUE));
        if (dimension > wide || dimension <= wide - inByte) {
            throw from.malformed(
                    "has "
                            + wide
                            + (inByte == Byte.SIZE ? " bits" : " codes")
                            + " a row, but "
                            + NativeLayout.TABLES
                            + " says "
                            + dimension);
        }
        return dimension;
    }
}
