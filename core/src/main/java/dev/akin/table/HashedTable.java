package dev.akin.table;

import dev.akin.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/// Rows that are sums of a few shared ones, which hashing chooses, each times a weight of the row's own, and the mean (Svenstrup, Hansen,
/// Winther 2017, "Hash Embeddings for Efficient Word Representations"): only shared rows, weights and the mean are stored.
///
/// The shared rows lie in as many equal runs as a row has choices, and each choice is of a run of its own. A query is multiplied by all
/// shared rows once. Immutable, and as thread-safe as the shared rows are.
public final class HashedTable extends DecodedTable {
    private static final Kernels KERNELS = Kernels.best();
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final EmbeddingTable shared;
    private final MemorySegment weights;
    private final int choices;
    private final float[] mean;
    private final long seed;

    private HashedTable(
            EmbeddingTable shared, MemorySegment weights, int choices, float[] mean, long seed) {
        super((int) (weights.byteSize() / Float.BYTES / choices), mean.length);
        this.shared = shared;
        this.weights = weights;
        this.choices = choices;
        this.mean = mean;
        this.seed = seed;
    }

    /// A view of shared rows and weights; the mean is copied.
    ///
    /// @param weights F32 [rows, choices], little-endian
    /// @param choices how many shared rows make a row, 1 or more
    /// @param mean `dimension` numbers
    /// @param seed of hashing
    /// @throws IllegalArgumentException if the sizes do not agree
    public static HashedTable of(
            EmbeddingTable shared, MemorySegment weights, int choices, float[] mean, long seed) {
        if (choices < 1 || shared.rows() < choices || shared.rows() % choices != 0) {
            throw new IllegalArgumentException(
                    shared.rows() + " shared rows are no " + choices + " runs of the same length");
        }
        long rows = weights.byteSize() / Float.BYTES / choices;
        if (weights.byteSize() != rows * choices * Float.BYTES || rows > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    weights.byteSize() + " bytes are no rows of " + choices + " weights");
        }
        ProjectedTable.checkLength("mean", mean, shared.dimension());
        return new HashedTable(shared, weights, choices, mean.clone(), seed);
    }

    /// Which shared row a row takes for a choice (the mixing function of SplitMix64).
    ///
    /// @param shared how many shared rows there are
    public static int place(long seed, int row, int choice, int choices, int shared) {
        long z = seed + STEP * ((long) row * choices + choice + 1);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z ^= z >>> 31;
        int run = shared / choices;
        return choice * run + (int) Long.remainderUnsigned(z, run);
    }

    /// The shared rows.
    public EmbeddingTable shared() {
        return shared;
    }

    /// F32 [rows, choices], little-endian, read only.
    public MemorySegment weights() {
        return weights.asReadOnly();
    }

    /// How many shared rows make a row.
    public int choices() {
        return choices;
    }

    /// What is added to each row: a copy.
    public float[] mean() {
        return mean.clone();
    }

    public long seed() {
        return seed;
    }

    @Override
    public long bytes() {
        return shared.bytes() + weights.byteSize() + (long) Float.BYTES * mean.length;
    }

    private int place(int row, int choice) {
        return place(seed, row, choice, choices, shared.rows());
    }

    private float weight(int row, int choice) {
        return weights.get(FLOAT, Float.BYTES * ((long) row * choices + choice));
    }

    @Override
    void decode(int row, float[] into, int from) {
        System.arraycopy(mean, 0, into, from, mean.length);
        float[] part = new float[mean.length];
        for (int choice = 0; choice < choices; choice++) {
            shared.read(place(row, choice), 1, part, 0);
            KERNELS.axpy(weight(row, choice), part, 0, into, from, part.length);
        }
    }

    @Override
    public void dots(float[] query, int first, int count, float[] into, int from) {
        if ((long) count * choices < shared.rows()) {
            super.dots(query, first, count, into, from);
        } else {
            scorer(query).dots(first, count, into, from);
        }
    }

    @Override
    public RowScorer scorer(float[] query) {
        Dimensions.check(query, dimension());
        float[] products = new float[shared.rows()];
        shared.scorer(query).dots(0, products.length, products, 0);
        float offset = KERNELS.dot(mean, 0, query, 0, mean.length);
        return (first, count, into, from) -> {
            Objects.checkFromIndexSize(first, count, rows());
            Objects.checkFromIndexSize(from, count, into.length);
            for (int i = 0; i < count; i++) {
                float sum = offset;
                for (int choice = 0; choice < choices; choice++) {
                    sum += weight(first + i, choice) * products[place(first + i, choice)];
                }
                into[from + i] = sum;
            }
        };
    }
}
