package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.HashedTable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Rows that are weighted sums of shared ones, which hashing chooses: F32 [rows, choices] of weights, the mean, and I64 [1], what hashing
/// begins with.
final class HashedRows implements StoredRows {
    private static final String WEIGHTS = "weights";
    private static final String SEED = "seed";
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public String kind() {
        return "hash";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof HashedTable;
    }

    @Override
    public EmbeddingTable inner(EmbeddingTable table) {
        return ((HashedTable) table).shared();
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        HashedTable hashed = (HashedTable) table;
        into.part(
                WEIGHTS,
                Tensor.of(TensorType.F32, hashed.weights(), hashed.rows(), hashed.choices()));
        into.part(FactoredRows.MEAN, Tensor.of(hashed.mean()));
        MemorySegment seed = MemorySegment.ofArray(new byte[Long.BYTES]);
        seed.set(LONG, 0, hashed.seed());
        into.part(SEED, Tensor.of(TensorType.I64, seed, 1));
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        Tensor weights = from.matrix(WEIGHTS, TensorType.F32);
        int choices = (int) (long) weights.shape().get(1);
        EmbeddingTable shared = from.inner(-1, from.dimensionOr(-1));
        float[] mean = from.floats(FactoredRows.MEAN, shared.dimension());
        long seed = from.vector(SEED, TensorType.I64, 1).get(LONG, 0);
        try {
            return HashedTable.of(shared, weights.data(), choices, mean, seed);
        } catch (IllegalArgumentException e) {
            throw from.malformed(WEIGHTS, String.valueOf(e.getMessage()));
        }
    }
}
