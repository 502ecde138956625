package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A way in which the rows of a table lie in our own file: which tensors, and what they are called. Each is named after the
/// table, `embeddings`, and what it is for: `embeddings.scale`.
///
/// A table that is made of another one, such as rows of a lower dimension and what takes them to the higher, writes that one
/// too, under the same name; the kind of both is `svd+int8`, the outer one first.
interface StoredRows {
    /// What `akin.tables` calls it.
    String kind();

    /// Whether this is how the table is written.
    boolean holds(EmbeddingTable table);

    /// The table that is part of this one and written in a way of its own, or null.
    default @Nullable EmbeddingTable inner(EmbeddingTable table) {
        return null;
    }

    /// Adds the tensors of a table that it [#holds(EmbeddingTable)], but for those of [#inner(EmbeddingTable)].
    void write(EmbeddingTable table, RowsWriter into);

    /// @throws MalformedFileException if a tensor is missing, or of another shape
    EmbeddingTable read(RowsReader from) throws MalformedFileException;

    static StoredRows of(EmbeddingTable table) {
        return StoredKinds.ALL.stream().filter(way -> way.holds(table)).findFirst().orElseThrow();
    }

    /// The kinds of a table and of those it is made of, outer to inner, joined by `+`.
    static String kindOf(EmbeddingTable table) {
        StoredRows way = of(table);
        EmbeddingTable inner = way.inner(table);
        return inner == null ? way.kind() : way.kind() + "+" + kindOf(inner);
    }

    /// As [#kindOf], with the type of numbers for `dense`.
    static String shown(EmbeddingTable table) {
        StoredRows way = of(table);
        EmbeddingTable inner = way.inner(table);
        if (inner != null) {
            return way.kind() + "+" + shown(inner);
        }
        return way instanceof DenseRows
                ? table.elementType().name().toLowerCase(Locale.ROOT)
                : way.kind();
    }

    /// Null if there is no such kind.
    static @Nullable StoredRows ofKind(String kind) {
        return StoredKinds.ALL.stream()
                .filter(way -> way.kind().equals(kind))
                .findFirst()
                .orElse(null);
    }

    static String kinds() {
        return StoredKinds.ALL.stream().map(StoredRows::kind).collect(Collectors.joining(", "));
    }
}
