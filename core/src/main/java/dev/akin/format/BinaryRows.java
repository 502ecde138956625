package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.BinaryTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.RescoredTable;
import org.jspecify.annotations.Nullable;

/// A bit a number: U8 [rows, ⌈dimension / 8⌉]; what bits are worth, where it is not 1 and −1. In front of rows that are stored in
/// a way of their own, the bits are called `.bits`.
final class BinaryRows implements StoredRows {
    private static final String BITS = "bits";

    @Override
    public String kind() {
        return "binary";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof BinaryTable || table instanceof RescoredTable;
    }

    @Override
    public @Nullable EmbeddingTable inner(EmbeddingTable table) {
        return table instanceof RescoredTable rescored ? rescored.rescoring() : null;
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        switch (table) {
            case RescoredTable rescored -> {
                into.part(BITS, tensor(rescored.bits()));
                worth(rescored.bits(), "bits-", into);
            }
            case BinaryTable bits -> {
                into.main(tensor(bits));
                worth(bits, "", into);
            }
            default -> throw new IllegalArgumentException("no bits: " + table.getClass());
        }
    }

    private static Tensor tensor(BinaryTable bits) {
        long stride = Math.ceilDiv(bits.dimension(), Byte.SIZE);
        return Tensor.of(TensorType.U8, bits.bits(), bits.rows(), stride);
    }

    private static void worth(BinaryTable bits, String prefix, RowsWriter into) {
        if (!bits.isPlain()) {
            into.part(prefix + CodeParts.SCALE, Tensor.of(bits.scale()));
            into.part(prefix + CodeParts.ZERO, Tensor.of(bits.zero()));
        }
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        if (!from.isOuter()) {
            return bits(from, from.main(TensorType.U8), "");
        }
        BinaryTable bits = bits(from, from.matrix(BITS, TensorType.U8), "bits-");
        return new RescoredTable(bits, from.inner(bits.rows(), bits.dimension()));
    }

    private static BinaryTable bits(RowsReader from, Tensor bits, String prefix)
            throws MalformedFileException {
        int dimension = CodeParts.dimension(from, bits, Byte.SIZE);
        int rows = Math.toIntExact(bits.shape().getFirst());
        return from.has(prefix + CodeParts.SCALE)
                ? BinaryTable.of(
                        bits.data(),
                        from.floats(prefix + CodeParts.SCALE, dimension),
                        from.floats(prefix + CodeParts.ZERO, dimension))
                : BinaryTable.of(bits.data(), rows, dimension);
    }
}
