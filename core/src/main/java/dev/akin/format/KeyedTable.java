package dev.akin.format;

import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A table and the keys of its rows. Views, not copies: as thread-safe as its parts.
///
/// @param norms F32 [rows], little-endian: the Euclidean norm of each row as the file holds it; null where it does not
public record KeyedTable(
        Vocabulary vocabulary, EmbeddingTable table, @Nullable MemorySegment norms) {

    /// @throws IllegalArgumentException if there are not as many keys, or norms, as rows
    public KeyedTable {
        if (vocabulary.size() != table.rows()) {
            throw new IllegalArgumentException(
                    "there are " + vocabulary.size() + " keys but " + table.rows() + " rows");
        }
        if (norms != null && norms.byteSize() != (long) Float.BYTES * table.rows()) {
            throw new IllegalArgumentException(
                    "norms take "
                            + norms.byteSize()
                            + " bytes, but "
                            + table.rows()
                            + " rows need "
                            + (long) Float.BYTES * table.rows());
        }
    }

    /// Without norms: they are computed when first needed.
    public KeyedTable(Vocabulary vocabulary, EmbeddingTable table) {
        this(vocabulary, table, null);
    }
}
