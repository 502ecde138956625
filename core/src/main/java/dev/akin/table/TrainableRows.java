package dev.akin.table;

/// Rows that training reads and writes, whatever they are stored as, and that can become more. Reading is thread-safe while
/// nobody writes; several threads may write, each other rows.
public sealed interface TrainableRows extends EmbeddingTable permits TrainableTable, SegmentRows {
    /// Numbers that a row in an array of its own takes: the dimension, rounded up to a multiple of 16.
    int stride();

    /// Sets one row from `values[from … from + dimension − 1]`, rounded to nearest where numbers are stored as fewer bits.
    void set(int row, float[] values, int from);

    /// Adds rows of zeros, until there are so many. Not thread-safe.
    ///
    /// @throws IllegalArgumentException if there are more already
    /// @throws IllegalStateException if there is no room
    void grow(int rows);
}
