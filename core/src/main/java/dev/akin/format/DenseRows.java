package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import java.util.Objects;

/// Number by number: F32, F16 or BF16 [rows, dimension]. Whatever has no way of its own is written so.
final class DenseRows implements StoredRows {
    @Override
    public String kind() {
        return "dense";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return true;
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        into.rows(table);
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        return view(from.main(TensorType.F32, TensorType.F16, TensorType.BF16));
    }

    /// @param tensor of a type that tables have, in two dimensions
    static EmbeddingTable view(Tensor tensor) {
        return SegmentTable.of(
                tensor.data(),
                Objects.requireNonNull(tensor.type().elementType()),
                Math.toIntExact(tensor.shape().get(0)),
                Math.toIntExact(tensor.shape().get(1)));
    }
}
