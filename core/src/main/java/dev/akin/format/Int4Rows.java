package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int4Table;

/// Four bits a number: U8 [rows, ⌈dimension / 2⌉], the first of two in a byte's lower half, and what the codes are worth.
final class Int4Rows implements StoredRows {
    @Override
    public String kind() {
        return "int4";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof Int4Table;
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        Int4Table codes = (Int4Table) table;
        long stride = Math.ceilDiv(codes.dimension(), 2);
        into.main(Tensor.of(TensorType.U8, codes.codes(), codes.rows(), stride));
        CodeParts.write(into, codes.scale(), codes.zero(), codes.rowScale());
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        Tensor codes = from.main(TensorType.U8);
        int dimension = CodeParts.dimension(from, codes, 2);
        return Int4Table.of(
                codes.data(),
                from.floats(CodeParts.SCALE, dimension),
                from.floats(CodeParts.ZERO, dimension),
                CodeParts.rowScale(from, codes));
    }
}
