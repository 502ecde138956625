package dev.akin.layers;

import java.util.Arrays;

/// Rows for many ids from two small tables: id i is remainder row i mod m with quotient row i / m, so that each id has a vector of
/// its own though far fewer rows are kept (Shi and others 2020, "Compositional Embeddings Using Complementary Partitions").
///
/// A million ids take 2,000 rows with m = 1,000. Calls have to come one after the other.
public final class QuotientRemainder {
    /// What becomes of the two rows of an id.
    public enum Operation {
        SUM,
        /// Number by number.
        MULTIPLY,
        /// One behind the other: each is half of the vector.
        CONCAT
    }

    private final EmbeddingLayer remainders;
    private final EmbeddingLayer quotients;
    private final Operation operation;
    private final int ids;
    private final int dimension;

    private QuotientRemainder(
            EmbeddingLayer remainders, EmbeddingLayer quotients, Operation operation, int ids) {
        this.remainders = remainders;
        this.quotients = quotients;
        this.operation = operation;
        this.ids = ids;
        this.dimension = remainders.dimension() * (operation == Operation.CONCAT ? 2 : 1);
    }

    /// @param ids how many there are: 0 … ids − 1
    /// @param dimension of the vectors; even with [Operation#CONCAT]
    /// @param remainders the m of the paper: rows of the first table; √ids gives the fewest rows
    /// @throws IllegalArgumentException if a number is below 1, or half a dimension is no whole number
    public static Builder builder(int ids, int dimension, int remainders) {
        return new Builder(ids, dimension, remainders);
    }

    /// Numbers in a vector.
    public int dimension() {
        return dimension;
    }

    /// Rows of both tables together.
    public int rows() {
        return remainders.rows() + quotients.rows();
    }

    /// The vectors of ids: [ids.length][dimension], copies.
    ///
    /// @throws IndexOutOfBoundsException if there is no such id, with its place
    public float[][] forward(int[] ids) {
        float[][] low = remainders.forward(lower(ids));
        float[][] high = quotients.forward(upper(ids));
        float[][] out = new float[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            out[i] = combined(low[i], high[i]);
        }
        return out;
    }

    private float[] combined(float[] low, float[] high) {
        float[] out = Arrays.copyOf(low, dimension);
        for (int d = 0; d < high.length; d++) {
            switch (operation) {
                case SUM -> out[d] += high[d];
                case MULTIPLY -> out[d] *= high[d];
                case CONCAT -> out[low.length + d] = high[d];
            }
        }
        return out;
    }

    /// Takes the gradient of what [#forward(int\[\])] gave for these ids: [ids.length][dimension].
    ///
    /// @throws IllegalArgumentException if the shapes differ, or a number is not finite
    public void backward(int[] ids, float[][] gradient) {
        Shapes.requireLength("the gradient", gradient.length, ids.length);
        int[] lower = lower(ids);
        int[] upper = upper(ids);
        float[][] low = operation == Operation.MULTIPLY ? remainders.forward(lower) : gradient;
        float[][] high = operation == Operation.MULTIPLY ? quotients.forward(upper) : gradient;
        float[][] ofLow = new float[ids.length][];
        float[][] ofHigh = new float[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            Shapes.requireLength("the gradient of id " + ids[i], gradient[i].length, dimension);
            int width = remainders.dimension();
            switch (operation) {
                case SUM -> {
                    ofLow[i] = gradient[i];
                    ofHigh[i] = gradient[i];
                }
                case MULTIPLY -> {
                    ofLow[i] = product(gradient[i], high[i]);
                    ofHigh[i] = product(gradient[i], low[i]);
                }
                case CONCAT -> {
                    ofLow[i] = Arrays.copyOf(gradient[i], width);
                    ofHigh[i] = Arrays.copyOfRange(gradient[i], width, dimension);
                }
            }
        }
        remainders.backward(new int[][] {lower}, new float[][][] {ofLow});
        quotients.backward(new int[][] {upper}, new float[][][] {ofHigh});
    }

    private static float[] product(float[] a, float[] b) {
        float[] product = a.clone();
        for (int d = 0; d < b.length; d++) {
            product[d] *= b[d];
        }
        return product;
    }

    /// Moves the rows that have gradients, and forgets these.
    public void step() {
        remainders.step();
        quotients.step();
    }

    /// The first table, by i mod m.
    public EmbeddingLayer remainders() {
        return remainders;
    }

    /// The second table, by i / m.
    public EmbeddingLayer quotients() {
        return quotients;
    }

    private int[] lower(int[] of) {
        check(of);
        return Arrays.stream(of).map(id -> id % remainders.rows()).toArray();
    }

    private int[] upper(int[] of) {
        return Arrays.stream(of).map(id -> id / remainders.rows()).toArray();
    }

    private void check(int[] of) {
        for (int i = 0; i < of.length; i++) {
            if (of[i] < 0 || of[i] >= ids) {
                throw new IndexOutOfBoundsException(
                        "id "
                                + of[i]
                                + " at place "
                                + i
                                + " is not one of "
                                + ids
                                + ": 0 to "
                                + (ids - 1));
            }
        }
    }

    /// Collects what the tables are. Not thread-safe.
    public static final class Builder {
        private final int ids;
        private final int dimension;
        private final int remainders;
        private Operation operation = Operation.MULTIPLY;
        private Initializer initializer = Initializer.normal(1);
        private Optimizer optimizer = Optimizer.sgd(0.01);
        private long seed = 1;

        private Builder(int ids, int dimension, int remainders) {
            if (ids < 1 || dimension < 1 || remainders < 1) {
                throw new IllegalArgumentException(
                        "ids, dimension and remainders have to be 1 or more, not "
                                + ids
                                + ", "
                                + dimension
                                + " and "
                                + remainders);
            }
            this.ids = ids;
            this.dimension = dimension;
            this.remainders = Math.min(remainders, ids);
        }

        /// [Operation#MULTIPLY], which the paper found best, unless told.
        public Builder operation(Operation value) {
            if (value == Operation.CONCAT && dimension % 2 != 0) {
                throw new IllegalArgumentException(
                        "two halves of " + dimension + " numbers: the dimension has to be even");
            }
            operation = value;
            return this;
        }

        /// Of both tables; normally distributed with deviation 1 unless told.
        public Builder initializer(Initializer value) {
            initializer = value;
            return this;
        }

        /// Gradient descent with rate 0.01 unless told.
        public Builder optimizer(Optimizer value) {
            optimizer = value;
            return this;
        }

        /// What chance begins with; 1 unless told.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public QuotientRemainder build() {
            return new QuotientRemainder(
                    table(remainders, seed),
                    table(Math.ceilDiv(ids, remainders), seed + 1),
                    operation,
                    ids);
        }

        private EmbeddingLayer table(int rows, long from) {
            int width = operation == Operation.CONCAT ? dimension / 2 : dimension;
            return EmbeddingLayer.builder(rows, width)
                    .initializer(initializer)
                    .optimizer(optimizer)
                    .seed(from)
                    .build();
        }
    }
}
