package dev.akin.format;

import dev.akin.table.EmbeddingTable;
import java.util.List;

/// Where a table's tensors are added, by what they are for.
///
/// @param name of the table, `embeddings` or `context/embeddings`
record RowsWriter(String name, List<TensorPart> parts) {

    /// Adds a table in its own way, and those that it is made of.
    void add(EmbeddingTable table) {
        StoredRows way = StoredRows.of(table);
        way.write(table, this);
        EmbeddingTable inner = way.inner(table);
        if (inner != null) {
            add(inner);
        }
    }

    /// Numbers as they are stored.
    void rows(EmbeddingTable table) {
        parts.add(TensorPart.rows(name, table));
    }

    /// What carries the table's name alone: the rows, or their codes.
    void main(Tensor tensor) {
        parts.add(TensorPart.of(name, tensor));
    }

    /// @param use `scale` for `embeddings.scale`
    void part(String use, Tensor tensor) {
        parts.add(TensorPart.of(name + "." + use, tensor));
    }
}
