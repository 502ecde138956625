package dev.akin.compress;

import dev.akin.algebra.SymmetricEigen;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.TensorTrainTable;
import dev.akin.table.TrainShape;
import java.util.OptionalLong;

/// A train of three cores instead of rows: numbers of rows and of columns are written in three digits each, and a row is the product
/// of the matrices that its digits choose (Oseledets 2011, "Tensor-Train Decomposition", algorithm TT-SVD; of embeddings Khrulkov
/// et al. 2019, "Tensorized Embedding Layers"). The mean of the rows is kept apart.
///
/// The first and the last core are the directions in which the table, cut after the first and before the last digits, differs
/// most; what is left between them is the core in the middle. Where the digits do not count the rows exactly, rows of zeros
/// are added. Rows near each other share cores: tables whose order means nothing, such as that of words, lose much. Far smaller than any
/// other form, and quicker to lose what they say; look at the error.
public final class TensorTrain implements Compressor {
    private static final int USUAL_RANK = 64;

    private final int rank;
    private final CompressorBuilder.Work work;

    private TensorTrain(Builder builder) {
        this.rank = builder.rank;
        this.work = builder.work();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// What is asked for by name.
    static TensorTrain of(MethodRequest asked) {
        return asked.to(builder()).rank(asked.whole(MethodOption.RANK, USUAL_RANK)).build();
    }

    @Override
    public String method() {
        return "tensor-train";
    }

    @Override
    public OptionalLong bytes(int rows, int dimension) {
        TrainShape s = TrainShape.of(rows, dimension, rank);
        return OptionalLong.of(Float.BYTES * (s.numbers() + dimension));
    }

    /// @throws IllegalArgumentException if the dimension has no three factors, which the message answers with dimensions that have;
    ///     if there is no row, or a number is not finite
    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        CentredRows rows = CentredRows.of(table, work);
        TrainShape shape = TrainShape.of(table.rows(), table.dimension(), rank);
        TrainUnfolding unfolding = new TrainUnfolding(table, rows.mean(), shape, work);
        double[][] squares = unfolding.firstProducts();
        double all = 0;
        for (int i = 0; i < squares.length; i++) {
            all += squares[i][i];
        }
        float[] first = leading(squares, shape.r1());
        float[][] rest = unfolding.without(first);
        float[] third = leading(unfolding.lastProducts(rest), shape.r2());
        float[] second = unfolding.middle(rest, third);
        double kept = 0;
        for (float number : second) {
            kept += (double) number * number;
        }
        double error = all == 0 ? 0 : Math.sqrt(Math.max(0, all - kept) / all);
        Components.tell(work, "factoring", 1, 1, error);
        float[] last = turned(third, shape);
        return TensorTrainTable.of(
                shape, table.rows(), new float[][] {first, second, last}, rows.mean());
    }

    /// The directions of the largest eigenvalues as columns, `squares.length × count`.
    private static float[] leading(double[][] squares, int count) {
        SymmetricEigen eigen = SymmetricEigen.of(squares);
        float[] columns = new float[squares.length * count];
        for (int c = 0; c < count; c++) {
            double[] vector = eigen.vector(c);
            for (int i = 0; i < vector.length; i++) {
                columns[i * count + c] = (float) vector[i];
            }
        }
        return columns;
    }

    /// From `[I₃, J₃, R₂]` to `[I₃, R₂, J₃]`.
    private static float[] turned(float[] third, TrainShape shape) {
        float[] turned = new float[third.length];
        int size = shape.j3() * shape.r2();
        for (int i = 0; i < third.length; i++) {
            int within = i % size;
            int to = within % shape.r2() * shape.j3() + within / shape.r2();
            turned[i - within + to] = third[i];
        }
        return turned;
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private int rank = USUAL_RANK;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// How wide the train is between its cores, 1 or more; 64 unless told. Narrower where that is enough for all.
        public Builder rank(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("rank ≥ 1, not " + value);
            }
            rank = value;
            return this;
        }

        public TensorTrain build() {
            return new TensorTrain(this);
        }
    }
}
