package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.FactoredTable;
import java.lang.foreign.MemorySegment;

/// Short rows, F32 [rank, dimension] that makes the long ones of them, and the mean of those.
final class FactoredRows implements StoredRows {
    static final String MEAN = "mean";
    private static final String PROJECTION = "projection";

    @Override
    public String kind() {
        return "svd";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof FactoredTable;
    }

    @Override
    public EmbeddingTable inner(EmbeddingTable table) {
        return ((FactoredTable) table).inner();
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        FactoredTable factored = (FactoredTable) table;
        int rank = factored.inner().dimension();
        into.part(PROJECTION, floats(factored.projection(), rank, factored.dimension()));
        into.part(MEAN, Tensor.of(factored.mean()));
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        Tensor projection = from.matrix(PROJECTION, TensorType.F32);
        long rank = projection.shape().get(0);
        long dimension = projection.shape().get(1);
        return FactoredTable.of(
                from.inner(from.rows(), (int) rank),
                from.floats(PROJECTION, rank, dimension),
                from.floats(MEAN, dimension));
    }

    static Tensor floats(float[] values, long... shape) {
        return Tensor.of(TensorType.F32, MemorySegment.ofArray(values), shape);
    }
}
