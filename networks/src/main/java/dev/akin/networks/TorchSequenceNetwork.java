package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.akin.layers.EmbeddingLayer;
import java.util.List;

/// A body of PyTorch's on rows of tables.
final class TorchSequenceNetwork implements SequenceNetwork {
    /// What stands on the rows.
    ///
    /// @param pooled whether a sequence gets one answer, or each place of it
    /// @param causal whether a place may see only those before it
    record Head(Body body, int outputs, boolean pooled, boolean causal) {}

    private final RowSource source;
    private final int outputs;
    private final DenseNetwork dense;

    TorchSequenceNetwork(EmbeddingLayer layer, Head shape, FitOptions options) {
        this(RowSource.of(layer), shape, options);
    }

    TorchSequenceNetwork(RowSource source, Head shape, FitOptions options) {
        this.source = source;
        this.outputs = shape.outputs();
        this.dense =
                new DenseNetwork(
                        new OutputBlock(
                                SequenceBlock.of(shape.body(), shape.pooled(), shape.causal()),
                                shape.outputs(),
                                (float) options.dropout()),
                        options.dense(),
                        new Shape(1, 1, source.dimension()),
                        new Shape(1, 1),
                        new Shape(1, 1),
                        new Shape(1));
    }

    @Override
    public float[] scores(SequenceBatch batch) {
        return dense.predict(
                List.of(rows(batch)),
                (scope, rows, block) -> outputs(scope, rows.head(), block, batch));
    }

    @Override
    public double train(SequenceBatch batch, Targets targets) {
        Rows rows = rows(batch);
        double loss =
                dense.train(
                        List.of(rows),
                        (scope, list, block) ->
                                targets.loss(
                                        outputs(scope, list.head(), block, batch)
                                                .reshape(-1, outputs),
                                        scope));
        source.learn(batch, rows.gradient());
        return loss;
    }

    private Rows rows(SequenceBatch batch) {
        return new Rows(source.rows(batch), batch.size(), batch.length(), source.dimension());
    }

    /// What an [OutputBlock] or a [SequenceBlock] gives for the rows of a batch.
    static NDArray outputs(
            NDManager scope, NDArray rows, DenseNetwork.Forward block, SequenceBatch batch) {
        Shape shape = new Shape(batch.size(), batch.length());
        return block.apply(
                        new NDList(
                                rows,
                                scope.create(batch.mask(), shape),
                                scope.create(batch.reversal(), shape),
                                scope.create(batch.last())))
                .head();
    }

    @Override
    public Learned learned() {
        return dense;
    }

    @Override
    public void close() {
        dense.close();
    }
}
