package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.IndexedTable;
import java.lang.foreign.MemorySegment;

/// Rows that share others: I32 [rows], which of the inner rows each is, and what one is that has none.
final class IndexedRows implements StoredRows {
    private static final String INDEX = "index";
    private static final String FALLBACK = "fallback";

    @Override
    public String kind() {
        return "indexed";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof IndexedTable;
    }

    @Override
    public EmbeddingTable inner(EmbeddingTable table) {
        return ((IndexedTable) table).inner();
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        IndexedTable indexed = (IndexedTable) table;
        into.part(INDEX, Tensor.of(TensorType.I32, indexed.index(), indexed.rows()));
        float[] fallback = indexed.fallback();
        if (fallback != null) {
            into.part(FALLBACK, Tensor.of(fallback));
        }
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        EmbeddingTable inner = from.inner(-1, from.dimensionOr(-1));
        MemorySegment index = from.vector(INDEX, TensorType.I32, from.rows());
        float[] fallback = from.has(FALLBACK) ? from.floats(FALLBACK, inner.dimension()) : null;
        try {
            return IndexedTable.of(inner, index, fallback);
        } catch (IllegalArgumentException e) {
            throw from.malformed(INDEX, String.valueOf(e.getMessage()));
        }
    }
}
