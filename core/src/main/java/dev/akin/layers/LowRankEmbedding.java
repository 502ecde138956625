package dev.akin.layers;

import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.FactoredTable;
import java.util.Arrays;

/// Rows in two factors, both learned: row(id) = A[id] · B, with A of rows × rank numbers and B of rank × dimension. What ALBERT calls a
/// factorized embedding (Lan and others 2020, "ALBERT: A Lite BERT", section 3.1).
///
/// A million rows of 64 numbers at rank 16 take 16 million numbers and 1,024 instead of 64 million. Gradients move the rows of A that were
/// looked up, and all of B. Calls have to come one after the other.
public final class LowRankEmbedding {
    private static final Kernels KERNELS = Kernels.best();

    private final EmbeddingLayer factor;
    private final EmbeddingLayer projection;

    /// All rows of B.
    private final int[] all;

    private LowRankEmbedding(EmbeddingLayer factor, EmbeddingLayer projection) {
        this.factor = factor;
        this.projection = projection;
        this.all = new int[projection.rows()];
        Arrays.setAll(all, r -> r);
    }

    /// @param rank numbers of a row of A, 1 to the dimension
    /// @throws IllegalArgumentException if a number is below 1, or the rank above the dimension
    public static Builder builder(int rows, int dimension, int rank) {
        return new Builder(rows, dimension, rank);
    }

    /// Goes on with two layers, such as those that were saved.
    ///
    /// @param factor A, [rows, rank]
    /// @param projection B, [rank, dimension]
    /// @throws IllegalArgumentException if B has not as many rows as those of A have numbers
    public static LowRankEmbedding of(EmbeddingLayer factor, EmbeddingLayer projection) {
        if (factor.dimension() != projection.rows()) {
            throw new IllegalArgumentException(
                    "rows of "
                            + factor.dimension()
                            + " numbers cannot be multiplied with "
                            + projection.rows()
                            + " rows");
        }
        return new LowRankEmbedding(factor, projection);
    }

    /// Numbers in a vector.
    public int dimension() {
        return projection.dimension();
    }

    public int rows() {
        return factor.rows();
    }

    /// Numbers of both factors, which are learned.
    public long parameters() {
        return (long) rows() * rank() + (long) rank() * dimension();
    }

    private int rank() {
        return projection.rows();
    }

    /// A, [rows, rank].
    public EmbeddingLayer factor() {
        return factor;
    }

    /// B, [rank, dimension].
    public EmbeddingLayer projection() {
        return projection;
    }

    /// The vectors of ids: [ids.length][dimension], copies.
    ///
    /// @throws IndexOutOfBoundsException if there is no such id, with its place
    public float[][] forward(int[] ids) {
        float[] out = new float[Math.multiplyExact(ids.length, dimension())];
        forward(ids, ids.length, out);
        return Shapes.rows(out, ids.length, dimension());
    }

    /// As [#forward(int\[\])], the vectors of `count` ids one behind the other.
    public void forward(int[] ids, int count, float[] out) {
        float[] low = low(ids, count);
        KERNELS.multiply(low, 0, count, rank(), directions(), dimension(), out, 0);
    }

    private float[] low(int[] ids, int count) {
        float[] low = new float[Math.multiplyExact(count, rank())];
        factor.forward(ids, count, low);
        return low;
    }

    private float[] directions() {
        float[] directions = new float[rank() * dimension()];
        projection.forward(all, all.length, directions);
        return directions;
    }

    /// Takes the gradient of what [#forward(int\[\])] gave for these ids: [ids.length][dimension].
    ///
    /// @throws IllegalArgumentException if the shapes differ, or a number is not finite
    public void backward(int[] ids, float[][] gradient) {
        backward(ids, ids.length, Shapes.flat(ids, gradient, dimension()));
    }

    /// As [#backward(int\[\], float\[\]\[\])], the gradients one behind the other.
    public void backward(int[] ids, int count, float[] gradient) {
        int rank = rank();
        int dimension = dimension();
        float[] low = low(ids, count);
        float[] ofFactor = new float[low.length];
        float[] directions = Shapes.transposed(directions(), rank, dimension);
        KERNELS.multiply(gradient, 0, count, dimension, directions, rank, ofFactor, 0);
        float[] ofProjection = new float[rank * dimension];
        float[] turned = Shapes.transposed(low, count, rank);
        KERNELS.multiply(turned, 0, rank, count, gradient, dimension, ofProjection, 0);
        factor.backward(ids, count, ofFactor);
        projection.backward(all, rank, ofProjection);
    }

    /// Moves both factors by their gradients, and forgets these.
    public void step() {
        factor.step();
        projection.step();
    }

    /// The rows as they are now, in two factors: what [dev.akin.embeddings.Embeddings] and files of the kind `svd` take. A copy.
    public EmbeddingTable table() {
        float[] low = new float[Math.multiplyExact(rows(), rank())];
        factor.table().read(0, rows(), low, 0);
        return FactoredTable.of(
                EmbeddingTable.of(low, rows(), rank()), directions(), new float[dimension()]);
    }

    /// Collects what the factors are. Not thread-safe.
    public static final class Builder {
        private final int rows;
        private final int dimension;
        private final int rank;
        private double deviation = 1;
        private Optimizer optimizer = Optimizer.sgd(0.01);
        private long seed = 1;

        private Builder(int rows, int dimension, int rank) {
            if (rows < 1 || dimension < 1 || rank < 1 || rank > dimension) {
                throw new IllegalArgumentException(
                        "rows and dimension have to be 1 or more and the rank 1 to the dimension, not "
                                + rows
                                + ", "
                                + dimension
                                + " and "
                                + rank);
            }
            this.rows = rows;
            this.dimension = dimension;
            this.rank = rank;
        }

        /// The standard deviation that numbers of rows begin with, around 0; 1 unless told.
        public Builder deviation(double value) {
            deviation = value;
            return this;
        }

        /// Of both factors; gradient descent with rate 0.01 unless told.
        public Builder optimizer(Optimizer value) {
            optimizer = value;
            return this;
        }

        /// What chance begins with; 1 unless told.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public LowRankEmbedding build() {
            return of(
                    layer(rows, rank, 1, seed),
                    layer(rank, dimension, deviation / Math.sqrt(rank), seed + 1));
        }

        private EmbeddingLayer layer(int height, int width, double wide, long from) {
            return EmbeddingLayer.builder(height, width)
                    .initializer(Initializer.normal(wide))
                    .optimizer(optimizer)
                    .seed(from)
                    .build();
        }
    }
}
