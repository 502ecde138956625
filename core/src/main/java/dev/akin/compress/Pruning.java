package dev.akin.compress;

import dev.akin.cluster.Metric;
import dev.akin.cluster.NeighborGraph;
import dev.akin.cluster.Points;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.PickedRows;
import dev.akin.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Keeps the rows that are worth most; for each of the others stands the nearest of those kept by cosine, or the mean of the others.
/// Every key stays, unless it is told to leave ([Instead#NOTHING]).
///
/// The rows that are left may be made smaller in turn.
public final class Pruning implements Compressor {
    /// What makes a row worth keeping.
    public enum Worth {
        /// How often its key was counted; without counts, rows are taken to come in that order.
        FREQUENCY,
        /// Its length: learners leave the rows of keys that say little short.
        NORM,
        /// How far it is from the nearest row that comes before it, times the logarithm of its count: what has a near
        /// substitute is not missed. Without counts the distance alone.
        USEFULNESS
    }

    /// What stands for a row that is not kept.
    public enum Instead {
        /// The nearest kept row by cosine.
        NEAREST,
        /// The mean of the rows that are not kept, one for all.
        MEAN,
        /// Nothing: their keys leave the vocabulary, and with it the file.
        NOTHING
    }

    private static final int NEAREST = 10;

    private final double kept;
    private final Worth worth;
    private final Instead instead;
    private final @Nullable Vocabulary keys;
    private final CompressorBuilder.Work work;
    private final @Nullable Compressor inner;

    private Pruning(Builder builder) {
        this.kept = builder.kept;
        this.worth = builder.worth;
        this.instead = builder.instead;
        this.keys = builder.keys;
        this.work = builder.work();
        this.inner = builder.inner;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String method() {
        return SharedRows.method("prune", inner);
    }

    @Override
    public boolean turns() {
        return inner != null && inner.turns();
    }

    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        int count = count(table.rows());
        if (count == table.rows() && !(instead == Instead.NOTHING && isOfKeys(count))) {
            return inner == null ? table : inner.compress(table);
        }
        SharedRows shared =
                RememberingTable.of(
                        table,
                        List.of("pruned", count, worth, instead),
                        () -> shared(table, count));
        return shared.of(table, inner, fallback(table, shared));
    }

    private float @Nullable [] fallback(EmbeddingTable table, SharedRows shared) {
        int[] leaders = shared.leaders();
        return switch (instead) {
            case NEAREST -> null;
            case MEAN ->
                    mean(
                            table,
                            IntStream.range(0, leaders.length)
                                    .filter(row -> leaders[row] < 0)
                                    .toArray());
            case NOTHING -> new float[0];
        };
    }

    /// Rows of something else, such as those of sub-words, all stay: nothing is known of them but what they are.
    private boolean isOfKeys(int rows) {
        return keys == null || keys.size() == rows;
    }

    private int count(int rows) {
        return isOfKeys(rows)
                ? (int) Math.min(rows, Math.max(1, Math.round(kept < 1 ? kept * rows : kept)))
                : rows;
    }

    @Override
    public boolean leavesOut() {
        return instead == Instead.NOTHING || (inner != null && inner.leavesOut());
    }

    @Override
    public OptionalLong bytes(int rows, int dimension) {
        int count = count(rows);
        if (instead == Instead.NOTHING && isOfKeys(rows)) {
            return FactorBuilder.bytes(inner, count, dimension, 0);
        }
        long index = count == rows ? 0 : (long) Integer.BYTES * rows;
        long fallback = instead == Instead.MEAN ? (long) Float.BYTES * dimension : 0;
        return FactorBuilder.bytes(inner, count, dimension, index + (index == 0 ? 0 : fallback));
    }

    private SharedRows shared(EmbeddingTable table, int count) {
        int rows = table.rows();
        double[] worths = worths(table);
        int[] order =
                IntStream.range(0, rows)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer row) -> -worths[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] keep = Arrays.copyOf(order, count);
        int[] drop = Arrays.copyOfRange(order, count, rows);
        Arrays.sort(keep);
        int[] leaders = new int[rows];
        IntStream.of(keep).forEach(row -> leaders[row] = row);
        if (instead != Instead.NEAREST) {
            IntStream.of(drop).forEach(row -> leaders[row] = -1);
            return new SharedRows(leaders);
        }
        NeighborGraph near =
                NeighborGraph.among(points(table, drop), points(table, keep), 1, graphOptions());
        for (int i = 0; i < drop.length; i++) {
            leaders[drop[i]] = keep[near.id(i, 0)];
        }
        return new SharedRows(leaders);
    }

    private NeighborGraph.Options graphOptions() {
        return new NeighborGraph.Options(work.seed(), work.threads(), work.listener());
    }

    private static Points points(EmbeddingTable table, int[] rows) {
        return Points.of(new PickedRows(table, rows), Metric.COSINE);
    }

    private double[] worths(EmbeddingTable table) {
        return switch (worth) {
            case FREQUENCY -> frequencies(table.rows());
            case NORM -> norms(table);
            case USEFULNESS -> usefulness(table);
        };
    }

    private boolean counted() {
        return keys != null && keys.counted();
    }

    private double[] frequencies(int rows) {
        return IntStream.range(0, rows)
                .mapToDouble(row -> keys != null && counted() ? keys.count(row) : -row)
                .toArray();
    }

    private static double[] norms(EmbeddingTable table) {
        float[] norms = new float[table.rows()];
        table.norms(0, norms.length, norms, 0);
        return IntStream.range(0, norms.length).mapToDouble(row -> norms[row]).toArray();
    }

    private double[] usefulness(EmbeddingTable table) {
        int rows = table.rows();
        NeighborGraph graph =
                NeighborGraph.of(
                        Points.of(table, Metric.COSINE),
                        Math.min(NEAREST, rows - 1),
                        graphOptions());
        double[] worths = new double[rows];
        for (int row = 0; row < rows; row++) {
            double count = keys != null && counted() ? Math.log1p((double) keys.count(row)) : 1;
            worths[row] = count * toSubstitute(graph, row);
        }
        return worths;
    }

    /// The distance to the nearest row that comes before; of a row with none among its nearest, that of the farthest of them.
    private static double toSubstitute(NeighborGraph graph, int row) {
        for (int i = 0; i < graph.k(); i++) {
            if (graph.id(row, i) < row) {
                return graph.distance(row, i);
            }
        }
        return graph.distance(row, graph.k() - 1);
    }

    private static float[] mean(EmbeddingTable table, int[] rows) {
        double[] sum = new double[table.dimension()];
        for (int row : rows) {
            float[] values = table.row(row);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / rows.length);
        }
        return mean;
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private double kept = 0.5;
        private Worth worth = Worth.FREQUENCY;
        private Instead instead = Instead.NEAREST;
        private @Nullable Vocabulary keys;
        private @Nullable Compressor inner;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// How many rows keep their own: from 1 on a number, below it a share of all; half of all unless told.
        public Builder keep(double rows) {
            if (!(rows > 0) || !(rows <= Integer.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "keep is a share of all rows or a number of rows, above 0, not " + rows);
            }
            kept = rows;
            return this;
        }

        /// What makes a row worth keeping; the frequency of its key unless told.
        public Builder by(Worth what) {
            worth = what;
            return this;
        }

        /// What stands for the others; the nearest kept row unless told.
        public Builder instead(Instead what) {
            instead = what;
            return this;
        }

        /// The keys of the rows, for their counts; null where there are none. A table of another size, such as that of
        /// sub-words, loses no row.
        public Builder keys(@Nullable Vocabulary vocabulary) {
            keys = vocabulary;
            return this;
        }

        /// Makes the rows that are left smaller; null to keep them as they are.
        public Builder then(@Nullable Compressor compressor) {
            inner = compressor;
            return this;
        }

        public Pruning build() {
            return new Pruning(this);
        }

        /// From what was asked of it by name.
        static Pruning of(MethodRequest asked, @Nullable Compressor inner) {
            return asked.to(builder())
                    .keep(asked.share(MethodOption.KEEP, 0.5))
                    .by(asked.choice(MethodOption.BY, Worth.FREQUENCY))
                    .instead(asked.choice(MethodOption.INSTEAD, Instead.NEAREST))
                    .keys(asked.keys())
                    .then(inner)
                    .build();
        }
    }
}
