package dev.akin.table;

import dev.akin.kernel.ElementType;
import java.lang.foreign.MemorySegment;

/// Rows × dimension of numbers, read only, whatever they are stored as.
///
/// Works in blocks: read or gather rows into an array, or score a range of rows against a query. Every
/// implementation is thread-safe for reading, and checks rows and array bounds at these methods.
public interface EmbeddingTable {

    /// A view of `values`, row-major, `rows × dimension`; the array is not copied.
    static EmbeddingTable of(float[] values, int rows, int dimension) {
        return SegmentTable.of(MemorySegment.ofArray(values), ElementType.FLOAT32, rows, dimension);
    }

    /// How many rows, from 0 to 2³¹ − 1.
    int rows();

    /// Numbers in a row, at least 1.
    int dimension();

    /// How numbers are stored; what is read is always float.
    ElementType elementType();

    /// Bytes that the rows take, padding included.
    long bytes();

    /// Copies rows `first` to `first + count - 1` into `into`, row-major, from index `from`.
    ///
    /// @throws IndexOutOfBoundsException for rows outside 0 … rows − 1, or an array too short
    void read(int first, int count, float[] into, int from);

    /// Copies the rows named by `ids[0 … count − 1]`, in that order, into `into`, row-major, from index `from`.
    ///
    /// @throws IndexOutOfBoundsException as `read` does
    void gather(int[] ids, int count, float[] into, int from);

    /// The dot product of `query` (`dimension` numbers) with each row from `first` to `first + count - 1`.
    ///
    /// @throws IllegalArgumentException if the query has another dimension
    /// @throws IndexOutOfBoundsException as `read` does
    void dots(float[] query, int first, int count, float[] into, int from);

    /// Scores many ranges of rows against one query: tables that make a query ready for their rows do so once. As [#dots] but for
    /// the last bits.
    ///
    /// @param query `dimension` numbers; copied
    /// @throws IllegalArgumentException if the query has another dimension
    default RowScorer scorer(float[] query) {
        Dimensions.check(query, dimension());
        float[] copy = query.clone();
        return (first, count, into, from) -> dots(copy, first, count, into, from);
    }

    /// The Euclidean norm of each row from `first` to `first + count - 1`.
    ///
    /// @throws IndexOutOfBoundsException as `read` does
    void norms(int first, int count, float[] into, int from);

    /// A copy of one row.
    default float[] row(int row) {
        float[] copy = new float[dimension()];
        read(row, 1, copy, 0);
        return copy;
    }
}
