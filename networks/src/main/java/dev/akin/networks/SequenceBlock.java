package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/// A body in PyTorch. Takes rows [batch, length, dimension], a mask [batch, length] that is 1 where a sequence holds something,
/// what turns sequences round [batch, length], and the last places [batch]; gives a vector for each place [batch, length, width], or one for
/// each sequence [batch, width].
abstract class SequenceBlock extends AbstractBlock {
    /// What a block hears of a batch.
    record Input(NDArray rows, NDArray mask, NDArray reversal, NDArray last) {
        static Input of(NDList list) {
            return new Input(list.get(0), list.get(1), list.get(2), list.get(3));
        }

        NDManager manager() {
            return rows.getManager();
        }

        /// The same with other rows.
        Input with(NDArray other) {
            return new Input(other, mask, reversal, last);
        }

        /// Every sequence turned round within its length.
        NDArray reversed(NDArray values) {
            return values.gather(reversal.expandDims(2).broadcast(values.getShape()), 1);
        }

        /// The values at the last places.
        NDArray atLast(NDArray values) {
            Shape shape = new Shape(values.getShape().get(0), 1, values.getShape().get(2));
            return values.gather(last.reshape(-1, 1, 1).broadcast(shape), 1).squeeze(1);
        }
    }

    private final boolean pooled;

    /// @param pooled whether to give one vector for each sequence
    SequenceBlock(boolean pooled) {
        this.pooled = pooled;
    }

    /// @param pooled whether to give one vector for each sequence
    /// @param causal whether a place may see only those before it
    static SequenceBlock of(Body body, boolean pooled, boolean causal) {
        return switch (body) {
            case Lstm lstm ->
                    new RecurrentBlock(
                            pooled, lstm.bidirectional(), lstm.units(), RecurrentBlock.Cell.LSTM);
            case Gru gru ->
                    new RecurrentBlock(
                            pooled, gru.bidirectional(), gru.units(), RecurrentBlock.Cell.GRU);
            case Cnn cnn -> new CnnBlock(pooled, causal, cnn);
            case Attention attention -> new AttentionBlock(pooled, causal, attention);
            case Mean _ -> new MeanBlock(pooled);
        };
    }

    /// The vectors of all places.
    abstract NDArray places(ParameterStore parameters, Input input, boolean training);

    /// One vector for each sequence.
    abstract NDArray pool(NDArray places, Input input);

    /// Numbers in a vector, for rows of this dimension.
    abstract long width(long dimension);

    final <B extends Block> B child(String name, B block) {
        return addChildBlock(name, block);
    }

    @Override
    protected final NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            @Nullable PairList<String, Object> options) {
        Input input = Input.of(inputs);
        NDArray places = places(parameters, input, training);
        return new NDList(pooled ? pool(places, input) : places);
    }

    @Override
    public final Shape[] getOutputShapes(Shape[] inputs) {
        long width = width(inputs[0].get(2));
        return new Shape[] {
            pooled
                    ? new Shape(inputs[0].get(0), width)
                    : new Shape(inputs[0].get(0), inputs[0].get(1), width)
        };
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        initializeChildren(manager, type, inputs[0].get(2));
    }

    /// @param dimension of the rows
    void initializeChildren(NDManager manager, DataType type, long dimension) {
        for (Block child : children.values()) {
            child.initialize(manager, type, new Shape(1, 1, dimension));
        }
    }

    /// The mean over the places that hold something; zeros where none does.
    static NDArray mean(NDArray places, Input input) {
        NDArray mask = input.mask().expandDims(2);
        NDArray counts = input.mask().sum(new int[] {1}, true).maximum(1);
        return places.mul(mask).sum(new int[] {1}).div(counts);
    }

    /// The mean, for a network whose other parts need PyTorch.
    private static final class MeanBlock extends SequenceBlock {
        MeanBlock(boolean pooled) {
            super(pooled);
        }

        @Override
        NDArray places(ParameterStore parameters, Input input, boolean training) {
            return input.rows();
        }

        @Override
        NDArray pool(NDArray places, Input input) {
            return mean(places, input);
        }

        @Override
        long width(long dimension) {
            return dimension;
        }
    }
}
