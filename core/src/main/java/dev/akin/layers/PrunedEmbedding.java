package dev.akin.layers;

import dev.akin.table.EmbeddingTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Rows whose small numbers are zeros, and how small is learned too: number w of a row counts as sign(w) · max(0, |w| − σ(s)), with one
/// threshold s for all, one for each dimension or one for each row (plug-in embedding pruning; Liu, Gao, Chen, Jin, Li 2021,
/// "Learnable Embedding Sizes for Recommender Systems", equations 4 to 6).
///
/// Thresholds begin near 0. What makes them grow is the decay, which draws s towards 0 and so σ(s) towards a half, until the loss
/// resists. [#kept()] then begins again with the same rows and the zeros fixed, as the paper does. Calls have to come one after the
/// other.
public final class PrunedEmbedding {
    /// What has a threshold of its own.
    public enum Threshold {
        ALL,
        DIMENSION,
        ROW
    }

    private static final int BLOCK = 1024;

    private final Builder options;
    private final EmbeddingLayer weights;
    private final EmbeddingLayer thresholds;

    /// Of numbers that are not zero for good; null while thresholds say.
    private final @Nullable BitSet mask;

    private PrunedEmbedding(
            Builder options,
            EmbeddingLayer weights,
            EmbeddingLayer thresholds,
            @Nullable BitSet mask) {
        this.options = options;
        this.weights = weights;
        this.thresholds = thresholds;
        this.mask = mask;
    }

    /// @throws IllegalArgumentException if a number is below 1
    public static Builder builder(int rows, int dimension) {
        return new Builder(rows, dimension);
    }

    /// Numbers in a vector.
    public int dimension() {
        return weights.dimension();
    }

    public int rows() {
        return weights.rows();
    }

    /// The rows before small numbers become zeros.
    public EmbeddingLayer weights() {
        return weights;
    }

    /// s: [1, 1], [1, dimension] or [rows, 1].
    public EmbeddingLayer thresholds() {
        return thresholds;
    }

    /// The vectors of ids, small numbers zeros: [ids.length][dimension], copies.
    ///
    /// @throws IndexOutOfBoundsException if there is no such id, with its place
    public float[][] forward(int[] ids) {
        float[][] out = weights.forward(ids);
        IntFunction<float[]> limits = limits();
        for (int i = 0; i < ids.length; i++) {
            prune(ids[i], out[i], limits);
        }
        return out;
    }

    private void prune(int id, float[] row, IntFunction<float[]> limits) {
        float[] limit = mask == null ? limits.apply(id) : row;
        for (int d = 0; d < row.length; d++) {
            if (mask != null) {
                row[d] = mask.get(place(id, d)) ? row[d] : 0;
            } else {
                float left = Math.abs(row[d]) - limit[d % limit.length];
                row[d] = left > 0 ? Math.copySign(left, row[d]) : 0;
            }
        }
    }

    private int place(int id, int d) {
        return id * dimension() + d;
    }

    /// σ(s) of an id: one number, or one for each dimension.
    private IntFunction<float[]> limits() {
        if (options.threshold == Threshold.ROW) {
            return id -> sigmoids(thresholds.row(id));
        }
        float[] shared = sigmoids(thresholds.row(0));
        return _ -> shared;
    }

    private static float[] sigmoids(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (1 / (1 + Math.exp(-values[i])));
        }
        return values;
    }

    /// Takes the gradient of what [#forward(int\[\])] gave for these ids: [ids.length][dimension].
    ///
    /// @throws IllegalArgumentException if the shapes differ, or a number is not finite
    public void backward(int[] ids, float[][] gradient) {
        float[] flat = Shapes.flat(ids, gradient, dimension());
        float[][] rows = weights.forward(ids);
        IntFunction<float[]> limits = limits();
        int width = thresholds.dimension();
        float[] ofThresholds = new float[ids.length * width];
        for (int i = 0; i < ids.length; i++) {
            float[] limit = limits.apply(ids[i]);
            for (int d = 0; d < dimension(); d++) {
                int at = i * dimension() + d;
                float above = limit[d % limit.length];
                boolean kept =
                        mask == null ? Math.abs(rows[i][d]) > above : mask.get(place(ids[i], d));
                flat[at] = kept ? flat[at] : 0;
                ofThresholds[i * width + d % width] -=
                        Math.signum(rows[i][d]) * above * (1 - above) * flat[at];
                flat[at] += (float) options.decay * (mask == null || kept ? rows[i][d] : 0);
            }
        }
        weights.backward(ids, ids.length, flat);
        if (mask == null) {
            takeThresholds(ids, ofThresholds);
        }
    }

    private void takeThresholds(int[] ids, float[] gradient) {
        int[] places = options.threshold == Threshold.ROW ? ids : new int[ids.length];
        int[] distinct = Arrays.stream(places).distinct().toArray();
        float[][] values = thresholds.forward(distinct);
        float[] decay = new float[distinct.length * thresholds.dimension()];
        for (int i = 0; i < decay.length; i++) {
            float value = values[i / thresholds.dimension()][i % thresholds.dimension()];
            decay[i] = (float) options.decay * value;
        }
        thresholds.backward(places, places.length, gradient);
        thresholds.backward(distinct, distinct.length, decay);
    }

    /// Moves rows and thresholds by their gradients, and forgets these.
    public void step() {
        weights.step();
        thresholds.step();
    }

    /// The share of all numbers that are zeros.
    public double sparsity() {
        return 1 - (double) counted().cardinality() / ((double) rows() * dimension());
    }

    /// Numbers that are not zero.
    private BitSet counted() {
        BitSet counted = new BitSet();
        EmbeddingTable table = table();
        float[] block = new float[BLOCK * dimension()];
        for (int first = 0; first < rows(); first += BLOCK) {
            int count = Math.min(BLOCK, rows() - first);
            table.read(first, count, block, 0);
            for (int i = 0; i < count * dimension(); i++) {
                if (block[i] != 0) {
                    counted.set(place(first, 0) + i);
                }
            }
        }
        return counted;
    }

    /// The same rows as this began with, and zeros for good where this has zeros now: to be learned again (the paper's algorithm 1,
    /// after Frankle and Carbin's lottery tickets).
    public PrunedEmbedding kept() {
        return new PrunedEmbedding(
                options, options.weights(), options.thresholds(), mask == null ? counted() : mask);
    }

    /// The vectors of all ids as they are now: [rows][dimension], a copy.
    public EmbeddingTable table() {
        float[] values = new float[Math.multiplyExact(rows(), dimension())];
        weights.table().read(0, rows(), values, 0);
        IntFunction<float[]> limits = limits();
        for (int id = 0; id < rows(); id++) {
            int from = place(id, 0);
            float[] row = Arrays.copyOfRange(values, from, from + dimension());
            prune(id, row, limits);
            System.arraycopy(row, 0, values, from, row.length);
        }
        return EmbeddingTable.of(values, rows(), dimension());
    }

    /// Collects what rows and thresholds are. Not thread-safe.
    public static final class Builder {
        private static final double NEAR_ZERO = -15;

        private final int rows;
        private final int dimension;
        private Threshold threshold = Threshold.DIMENSION;
        private double start = NEAR_ZERO;
        private double decay = 1e-5;
        private Initializer initializer = Initializer.normal(1);
        private Optimizer optimizer = Optimizer.sgd(0.01);
        private Optimizer ofThresholds = Optimizer.sgd(0.01);
        private long seed = 1;

        private Builder(int rows, int dimension) {
            if (rows < 1 || dimension < 1 || (long) rows * dimension > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException(
                        "rows and dimension have to be 1 or more and 2³¹ numbers at the most, not "
                                + rows
                                + " × "
                                + dimension);
            }
            this.rows = rows;
            this.dimension = dimension;
        }

        private Builder copy() {
            Builder copy = new Builder(rows, dimension);
            copy.threshold = threshold;
            copy.start = start;
            copy.decay = decay;
            copy.initializer = initializer;
            copy.optimizer = optimizer;
            copy.ofThresholds = ofThresholds;
            copy.seed = seed;
            return copy;
        }

        /// What has a threshold of its own; each dimension unless told.
        public Builder threshold(Threshold value) {
            threshold = value;
            return this;
        }

        /// The s that thresholds begin with; −15 unless told, whose σ is 3·10⁻⁷.
        public Builder start(double value) {
            start = value;
            return this;
        }

        /// How much of themselves rows that were looked up, and thresholds, lose with each gradient; 10⁻⁵ unless told.
        public Builder decay(double share) {
            if (!(share >= 0 && share < 1)) {
                throw new IllegalArgumentException("the decay is 0 to 1, not " + share);
            }
            decay = share;
            return this;
        }

        /// Of rows; normally distributed with deviation 1 unless told.
        public Builder initializer(Initializer value) {
            initializer = value;
            return this;
        }

        /// Of rows; gradient descent with rate 0.01 unless told.
        public Builder optimizer(Optimizer value) {
            optimizer = value;
            return this;
        }

        /// Of thresholds; gradient descent with rate 0.01 unless told.
        public Builder ofThresholds(Optimizer value) {
            ofThresholds = value;
            return this;
        }

        /// What chance begins with; 1 unless told.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public PrunedEmbedding build() {
            Builder options = copy();
            return new PrunedEmbedding(options, options.weights(), options.thresholds(), null);
        }

        private EmbeddingLayer weights() {
            return EmbeddingLayer.builder(rows, dimension)
                    .initializer(initializer)
                    .optimizer(optimizer)
                    .seed(seed)
                    .build();
        }

        private EmbeddingLayer thresholds() {
            return EmbeddingLayer.builder(
                            threshold == Threshold.ROW ? rows : 1,
                            threshold == Threshold.DIMENSION ? dimension : 1)
                    .initializer(Initializer.constant(start))
                    .optimizer(ofThresholds)
                    .build();
        }
    }
}
