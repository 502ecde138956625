package dev.akin.compress;

import dev.akin.table.EmbeddingTable;
import dev.akin.table.FactoredTable;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Short rows and a matrix that makes the long ones of them: the truncated singular value decomposition of the rows without
/// their mean, which of all tables of that rank is nearest (Eckart and Young 1936). The squares of the rows' products, `dimension
/// × dimension`, give it exactly.
///
/// The short rows may be made smaller in turn: `svd+int8`.
public final class LowRank implements Compressor {
    private final int rank;
    private final CompressorBuilder.Work work;
    private final @Nullable Compressor inner;

    private LowRank(Builder builder) {
        this.rank = builder.rank();
        this.work = builder.work();
        this.inner = builder.inner();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String method() {
        return FactorBuilder.method("svd", inner);
    }

    @Override
    public boolean leavesOut() {
        return inner != null && inner.leavesOut();
    }

    @Override
    public OptionalLong bytes(int rows, int dimension) {
        int kept = FactorBuilder.kept(rank, dimension);
        return FactorBuilder.bytes(inner, rows, kept, (kept + 1L) * dimension * Float.BYTES);
    }

    /// @throws IllegalArgumentException if the rank is above the dimension, there is no row, or a number is not finite
    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        int kept = FactorBuilder.kept(rank, table.dimension());
        CentredRows.Directed directed = CentredRows.directed(table, work);
        CentredRows rows = directed.rows();
        Components components = directed.components();
        float[] projection = components.rows(0, kept);
        float[] lowering = Components.transposed(projection, kept, table.dimension());
        EmbeddingTable shortRows = rows.times(lowering, kept);
        Components.tell(work, "factoring", 1, 1, components.errorWithout(kept));
        return FactoredTable.of(FactorBuilder.smaller(shortRows, inner), projection, rows.mean());
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends FactorBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        public LowRank build() {
            return new LowRank(this);
        }
    }
}
