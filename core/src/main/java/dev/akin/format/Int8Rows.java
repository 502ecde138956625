package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int8Table;

/// A byte a number: I8 [rows, dimension], and what the codes are worth.
final class Int8Rows implements StoredRows {
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
        CodeParts.write(into, codes.scale(), codes.zero(), codes.rowScale());
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        Tensor codes = from.main(TensorType.I8);
        long dimension = codes.shape().get(1);
        return Int8Table.of(
                codes.data(),
                from.floats(CodeParts.SCALE, dimension),
                from.floats(CodeParts.ZERO, dimension),
                CodeParts.rowScale(from, codes));
    }
}
