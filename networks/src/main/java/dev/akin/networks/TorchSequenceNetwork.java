package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.akin.format.Tensor;
import dev.akin.layers.EmbeddingLayer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
                        new Whole(
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
                List.of(rows(batch)), (scope, rows, block) -> scores(scope, rows, block, batch));
    }

    @Override
    public double train(SequenceBatch batch, Targets targets) {
        Rows rows = rows(batch);
        double loss =
                dense.train(
                        List.of(rows),
                        (scope, list, block) ->
                                targets.loss(
                                        scores(scope, list, block, batch).reshape(-1, outputs),
                                        scope));
        source.learn(batch, rows.gradient());
        return loss;
    }

    private Rows rows(SequenceBatch batch) {
        return new Rows(source.rows(batch), batch.size(), batch.length(), source.dimension());
    }

    private static NDArray scores(
            NDManager scope, NDList rows, DenseNetwork.Forward block, SequenceBatch batch) {
        Shape shape = new Shape(batch.size(), batch.length());
        return block.apply(
                        new NDList(
                                rows.head(),
                                scope.create(batch.mask(), shape),
                                scope.create(batch.reversal(), shape),
                                scope.create(batch.last())))
                .head();
    }

    @Override
    public Map<String, Tensor> weights() {
        return dense.weights();
    }

    @Override
    public void weights(Map<String, Tensor> others) {
        dense.weights(others);
    }

    @Override
    public Map<String, Tensor> state() {
        return dense.state();
    }

    @Override
    public void state(Map<String, Tensor> others) {
        dense.state(others);
    }

    @Override
    public void close() {
        dense.close();
    }

    /// Dropout, the body, dropout, and a linear output.
    private static final class Whole extends AbstractBlock {
        private final Block leaveOut;
        private final SequenceBlock body;
        private final Block output;

        Whole(SequenceBlock body, int outputs, float dropout) {
            this.leaveOut = addChildBlock("dropout", Dropout.builder().optRate(dropout).build());
            this.body = addChildBlock("body", body);
            this.output = addChildBlock("output", Linear.builder().setUnits(outputs).build());
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore parameters,
                NDList inputs,
                boolean training,
                @Nullable PairList<String, Object> options) {
            NDArray rows = leaveOut(parameters, inputs.head(), training);
            NDList read =
                    body.forward(
                            parameters,
                            new NDList(rows, inputs.get(1), inputs.get(2), inputs.get(3)),
                            training);
            NDArray kept = leaveOut(parameters, read.head(), training);
            return output.forward(parameters, new NDList(kept), training);
        }

        private NDArray leaveOut(ParameterStore parameters, NDArray values, boolean training) {
            return leaveOut.forward(parameters, new NDList(values), training).head();
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return output.getOutputShapes(body.getOutputShapes(inputs));
        }

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            leaveOut.initialize(manager, type, inputs[0]);
            body.initialize(manager, type, inputs);
            output.initialize(manager, type, body.getOutputShapes(inputs));
        }
    }
}
