package dev.akin.table;

/// Scores rows of a table against one query, which was made ready once: of a scan in blocks only the rows are left to do.
/// Thread-safe.
@FunctionalInterface
public interface RowScorer {
    /// The dot product of the query with each row from `first` to `first + count - 1`, to `into` from index `from`.
    ///
    /// @throws IndexOutOfBoundsException for rows outside 0 … rows − 1, or an array too short
    void dots(int first, int count, float[] into, int from);
}
