package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import dev.akin.layers.Positions;
import java.util.ArrayList;
import java.util.List;

/// Blocks of self-attention and two linear layers, each added to what it reads.
final class AttentionBlock extends SequenceBlock {
    private static final float HIDDEN = -1e9f;

    private final boolean causal;
    private final Attention attention;
    private final Block enter;
    private final List<Layer> layers = new ArrayList<>();
    private final Block leave;

    /// The parts of one block.
    private record Layer(
            Block normal,
            Block queries,
            Block merge,
            Block normalAgain,
            Block widen,
            Block narrow) {}

    AttentionBlock(boolean pooled, boolean causal, Attention attention) {
        super(pooled);
        this.causal = causal;
        this.attention = attention;
        int units = attention.units();
        this.enter = child("enter", linear(units));
        for (int i = 0; i < attention.blocks(); i++) {
            layers.add(
                    new Layer(
                            child("normal" + i, normal()),
                            child("queries" + i, linear(3 * units)),
                            child("merge" + i, linear(units)),
                            child("normalAgain" + i, normal()),
                            child("widen" + i, linear(4 * units)),
                            child("narrow" + i, linear(units))));
        }
        this.leave = child("leave", normal());
    }

    private static Block linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    private static Block normal() {
        return LayerNorm.builder().axis(2).build();
    }

    @Override
    NDArray places(ParameterStore parameters, Input input, boolean training) {
        Pass pass = new Pass(parameters, training);
        NDArray hidden = hidden(input);
        NDArray x = pass.through(enter, input.rows()).add(positions(input));
        for (Layer layer : layers) {
            x = x.add(pass.attend(layer, pass.through(layer.normal, x), hidden));
            NDArray wide = pass.through(layer.widen, pass.through(layer.normalAgain, x));
            x = x.add(pass.through(layer.narrow, Activation.relu(wide)));
        }
        return pass.through(leave, x);
    }

    private NDArray positions(Input input) {
        int length = Math.toIntExact(input.rows().getShape().get(1));
        int units = attention.units();
        float[] flat = new float[length * units];
        float[][] table = Positions.sinusoidal(length, units);
        for (int t = 0; t < length; t++) {
            System.arraycopy(table[t], 0, flat, t * units, units);
        }
        return input.manager().create(flat, new Shape(1, length, units));
    }

    /// What is added to the scores: 0 where a place may be seen, else a number that leaves nothing of it.
    private NDArray hidden(Input input) {
        NDArray behind = input.mask().mul(-1).add(1).mul(HIDDEN).expandDims(1).expandDims(1);
        if (!causal) {
            return behind;
        }
        int length = Math.toIntExact(input.rows().getShape().get(1));
        float[] later = new float[length * length];
        for (int t = 0; t < length; t++) {
            for (int other = t + 1; other < length; other++) {
                later[t * length + other] = HIDDEN;
            }
        }
        return behind.add(input.manager().create(later, new Shape(1, 1, length, length)));
    }

    /// One time through the blocks.
    private final class Pass {
        private final ParameterStore parameters;
        private final boolean training;

        Pass(ParameterStore parameters, boolean training) {
            this.parameters = parameters;
            this.training = training;
        }

        NDArray through(Block block, NDArray x) {
            return block.forward(parameters, new NDList(x), training).head();
        }

        NDArray attend(Layer layer, NDArray x, NDArray hidden) {
            Shape shape = x.getShape();
            int heads = attention.heads();
            int width = attention.units() / heads;
            NDArray all =
                    through(layer.queries, x)
                            .reshape(shape.get(0), shape.get(1), 3, heads, width)
                            .transpose(2, 0, 3, 1, 4);
            NDArray scores =
                    all.get(0)
                            .matMul(all.get(1).transpose(0, 1, 3, 2))
                            .div(Tensors.number(x, Math.sqrt(width)))
                            .add(hidden);
            NDArray seen =
                    scores.softmax(-1).matMul(all.get(2)).transpose(0, 2, 1, 3).reshape(shape);
            return through(layer.merge, seen);
        }
    }

    @Override
    NDArray pool(NDArray places, Input input) {
        return mean(places, input);
    }

    @Override
    long width(long dimension) {
        return attention.units();
    }

    @Override
    void initializeChildren(NDManager manager, DataType type, long dimension) {
        Shape units = new Shape(1, 1, attention.units());
        enter.initialize(manager, type, new Shape(1, 1, dimension));
        for (Layer layer : layers) {
            for (Block block :
                    List.of(
                            layer.normal,
                            layer.queries,
                            layer.merge,
                            layer.normalAgain,
                            layer.widen)) {
                block.initialize(manager, type, units);
            }
            layer.narrow.initialize(manager, type, new Shape(1, 1, 4L * attention.units()));
        }
        leave.initialize(manager, type, units);
    }
}
