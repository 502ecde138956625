package dev.akin.kernel;

import java.lang.foreign.MemorySegment;

/// Rows of bytes, half bytes and bits, scored as they lie, without unpacking them. Callers have checked all bounds.
/// Stateless and thread-safe.
public sealed interface CodeKernel permits ScalarCodeKernel, VectorCodeKernel {

    /// The fastest of this JVM.
    static CodeKernel best() {
        return Kernels.best() == Kernels.scalar() ? ScalarCodeKernel.INSTANCE : VectorCodes.get();
    }

    /// Always the scalar one: the definition that the other is tested against.
    static CodeKernel scalar() {
        return ScalarCodeKernel.INSTANCE;
    }

    /// Σ code · query over each row's codes.
    ///
    /// @param query a number for each code of a row
    /// @param into receives a sum for each row, from index `from`
    void dots(CodeWidth width, CodeRows rows, float[] query, float[] into, int from);

    /// The codes of one row, times `factor`, as numbers.
    ///
    /// @param at where the row begins
    /// @param into receives `length` numbers from index `from`
    void widen(
            CodeWidth width,
            MemorySegment codes,
            long at,
            float factor,
            float[] into,
            int from,
            int length);

    /// The largest |values[i]|; NaN if one of them is not a number.
    float largest(float[] values, int length);

    /// code[i] = values[i] · scale, rounded to nearest (ties to even) and cut to what the width can tell; the padding of the
    /// last byte is 0.
    ///
    /// @param scale for [CodeWidth#HALF], of codes that lie half a step off whole numbers: −7.5 … 7.5
    /// @param into receives a row of codes from `at`
    void narrow(
            CodeWidth width, float[] values, float scale, int length, MemorySegment into, long at);

    /// Rows of codes.
    ///
    /// @param offset where the first row begins
    /// @param stride bytes from one row to the next
    record CodeRows(MemorySegment codes, long offset, long stride, int count) {}
}
