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
import org.jspecify.annotations.Nullable;

/// Dropout, the body, dropout, and a linear output.
final class OutputBlock extends AbstractBlock {
    private final Block leaveOut;
    private final SequenceBlock body;
    private final Block output;

    OutputBlock(SequenceBlock body, int outputs, float dropout) {
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
