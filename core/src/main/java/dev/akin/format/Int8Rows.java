package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int8Table;

/// A byte a number: I8 [rows, dimension], what a step of each dimension is worth, and which code stands for 0.
final class Int8Rows implements StoredRows {
    private static final String SCALE = "scale";
    private static final String ZERO = "zero";

    @Override
    public String kind() {
        return "int8";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof Int8Table;
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        Int8Table codes = (Int8Table) table;
        into.main(Tensor.of(TensorType.I8, codes.codes(), codes.rows(), codes.dimension()));
        into.part(SCALE, Tensor.of(codes.scale()));
        into.part(ZERO, Tensor.of(codes.zero()));
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        Tensor codes = from.main(TensorType.I8);
        long dimension = codes.shape().get(1);
        return Int8Table.of(
                codes.data(), from.floats(SCALE, dimension), from.floats(ZERO, dimension));
    }
}
