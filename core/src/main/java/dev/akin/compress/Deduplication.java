package dev.akin.compress;

import dev.akin.cluster.Metric;
import dev.akin.cluster.NeighborGraph;
import dev.akin.cluster.Points;
import dev.akin.table.EmbeddingTable;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes one of rows that point the same way: each row in turn is taken for the nearest one before it that stands for itself,
/// if their cosine is high enough. Rows of counted keys come in descending count, so that the rarer key takes the row of the more
/// frequent one. Lengths do not count; where they mean something, as with dot products, do without.
///
/// Looks at the ten nearest of each row. The rows that are left may be made smaller in turn.
public final class Deduplication implements Compressor {
    private static final int NEAREST = 10;

    private final double cosine;
    private final CompressorBuilder.Work work;
    private final @Nullable Compressor inner;

    private Deduplication(Builder builder) {
        this.cosine = builder.cosine;
        this.work = builder.work();
        this.inner = builder.inner;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String method() {
        return SharedRows.method("merge", inner);
    }

    @Override
    public boolean turns() {
        return inner != null && inner.turns();
    }

    @Override
    public boolean leavesOut() {
        return inner != null && inner.leavesOut();
    }

    /// As if no two rows were one, which is the most.
    @Override
    public OptionalLong bytes(int rows, int dimension) {
        return FactorBuilder.bytes(inner, rows, dimension, (long) Integer.BYTES * rows);
    }

    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        return leaders(table).of(table, inner, null);
    }

    private SharedRows leaders(EmbeddingTable table) {
        int rows = table.rows();
        int[] leaders = IntStream.range(0, rows).toArray();
        if (rows < 2) {
            return new SharedRows(leaders);
        }
        NeighborGraph graph = RememberingTable.of(table, "near each other", () -> graph(table));
        double farthest = Math.sqrt(Math.max(0, 2 - 2 * cosine));
        for (int row = 0; row < rows; row++) {
            leaders[row] = leader(graph, leaders, row, farthest);
        }
        return new SharedRows(leaders);
    }

    private NeighborGraph graph(EmbeddingTable table) {
        return NeighborGraph.of(
                Points.of(table, Metric.COSINE),
                Math.min(NEAREST, table.rows() - 1),
                new NeighborGraph.Options(work.seed(), work.threads(), work.listener()));
    }

    private static int leader(NeighborGraph graph, int[] leaders, int row, double farthest) {
        for (int i = 0; i < graph.k() && graph.distance(row, i) <= farthest; i++) {
            int near = graph.id(row, i);
            if (near < row && leaders[near] == near) {
                return near;
            }
        }
        return row;
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private double cosine = 0.9;
        private @Nullable Compressor inner;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// From which cosine on two rows are one, above 0 and at the most 1; 0.9 unless told.
        public Builder cosine(double value) {
            if (!(value > 0 && value <= 1)) {
                throw new IllegalArgumentException("0 < cosine ≤ 1, not " + value);
            }
            cosine = value;
            return this;
        }

        /// Makes the rows that are left smaller; null to keep them as they are.
        public Builder then(@Nullable Compressor compressor) {
            inner = compressor;
            return this;
        }

        public Deduplication build() {
            return new Deduplication(this);
        }
    }
}
