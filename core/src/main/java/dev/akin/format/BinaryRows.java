package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.BinaryTable;
import dev.akin.table.EmbeddingTable;

/// A bit a number: U8 [rows, ⌈dimension / 8⌉].
final class BinaryRows implements StoredRows {
    @Override
    public String kind() {
        return "binary";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof BinaryTable;
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        BinaryTable bits = (BinaryTable) table;
        long stride = Math.ceilDiv(bits.dimension(), Byte.SIZE);
        into.main(Tensor.of(TensorType.U8, bits.bits(), bits.rows(), stride));
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        Tensor bits = from.main(TensorType.U8);
        long wide = bits.shape().get(1) * Byte.SIZE;
        int dimension = from.dimensionOr((int) Math.min(wide, Integer.MAX_VALUE));
        if (dimension > wide || dimension <= wide - Byte.SIZE) {
            throw from.malformed(
                    "has "
                            + wide
                            + " bits a row, but "
                            + NativeLayout.TABLES
                            + " says "
                            + dimension);
        }
        return BinaryTable.of(bits.data(), Math.toIntExact(bits.shape().getFirst()), dimension);
    }
}
