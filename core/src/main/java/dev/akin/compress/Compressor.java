package dev.akin.compress;

import dev.akin.table.EmbeddingTable;
import java.util.OptionalLong;

/// A way to make a table smaller. Immutable and thread-safe; the same options and rows give the same table, with any number
/// of threads.
public interface Compressor {
    /// What the command calls it and files record: `int8`, `svd+int8`.
    String method();

    /// Whether the rows have other axes then, so that vectors made elsewhere, such as those of parts of words, mean nothing beside
    /// them. False unless told.
    default boolean turns() {
        return false;
    }

    /// Whether rows, and with them their keys, are left out: rows that an [dev.akin.table.IndexedTable] says to have none inside. Only the
    /// outermost method may. False unless told.
    default boolean leavesOut() {
        return false;
    }

    /// How many bytes the smaller rows will take, by their shape alone: exact, or nearly where rows that share one are counted. Empty where
    /// only making them tells, which is so unless told.
    ///
    /// @throws IllegalArgumentException if rows of this shape cannot be made smaller in this way
    default OptionalLong bytes(int rows, int dimension) {
        return OptionalLong.empty();
    }

    /// A smaller table of the same rows, and of the same dimension unless the method says otherwise. What is lost shows when
    /// it is read.
    ///
    /// @throws IllegalArgumentException if these rows cannot be made smaller in this way; the message says what can
    /// @throws java.util.concurrent.CancellationException if a listener asks to stop
    EmbeddingTable compress(EmbeddingTable table);
}
