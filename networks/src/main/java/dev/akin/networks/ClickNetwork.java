package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Initializer;
import java.util.List;

/// Rows of an example's values → how probable a click is. One table holds the rows of all fields, another a number for each of its rows.
final class ClickNetwork implements AutoCloseable {
    private static final String OWN = "own";

    private final ClickBody body;
    private final int fields;
    private final EmbeddingLayer rows;
    private final EmbeddingLayer own;
    private final DenseNetwork dense;

    ClickNetwork(ClickShape shape, EmbeddingLayer rows, FitOptions options) {
        this.body = shape.body();
        this.fields = shape.fields().size();
        this.rows = rows;
        this.own = options.layer(rows.rows(), 1, Initializer.constant(0));
        this.dense =
                new DenseNetwork(
                        layers(shape.hidden(), (float) options.dropout()),
                        options.dense(),
                        new Shape(1, (long) fields * rows.dimension()));
    }

    private static SequentialBlock layers(List<Integer> hidden, float dropout) {
        SequentialBlock layers = new SequentialBlock();
        for (int size : hidden) {
            layers.add(Linear.builder().setUnits(size).build());
            layers.add(Activation.reluBlock());
            layers.add(Dropout.builder().optRate(dropout).build());
        }
        return layers.add(Linear.builder().setUnits(1).build());
    }

    EmbeddingLayer rows() {
        return rows;
    }

    /// One step.
    ///
    /// @param ids examples × fields
    /// @return the mean loss before it
    double train(int[] ids, boolean[] clicked) {
        Rows wide = gathered(own, ids);
        Rows deep = gathered(rows, ids);
        Targets targets = targets(clicked);
        double loss =
                dense.train(
                        List.of(deep, wide),
                        (scope, inputs, block) -> targets.loss(scores(inputs, block), scope));
        learn(rows, ids, deep.gradient());
        learn(own, ids, wide.gradient());
        return loss;
    }

    private static void learn(EmbeddingLayer layer, int[] ids, float[] gradient) {
        layer.backward(ids, ids.length, gradient);
        layer.step();
    }

    static Targets targets(boolean[] clicked) {
        float[] marks = new float[clicked.length];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = clicked[i] ? 1 : 0;
        }
        return new Targets.Any(marks);
    }

    /// Before the sigmoid, example by example.
    float[] scores(int[] ids) {
        return dense.predict(
                List.of(gathered(rows, ids), gathered(own, ids)),
                (scope, inputs, block) -> scores(inputs, block));
    }

    private Rows gathered(EmbeddingLayer layer, int[] ids) {
        float[] values = new float[Math.multiplyExact(ids.length, layer.dimension())];
        layer.forward(ids, ids.length, values);
        return new Rows(values, ids.length / fields, fields, layer.dimension());
    }

    /// [examples, 1]
    private NDArray scores(NDList inputs, DenseNetwork.Forward block) {
        NDArray values = inputs.get(0);
        long examples = values.getShape().get(0);
        NDArray flat = values.reshape(examples, (long) fields * rows.dimension());
        NDArray wide = inputs.get(1).sum(new int[] {1});
        NDArray scores = block.apply(new NDList(flat)).head().add(wide);
        return switch (body) {
            case WIDE_AND_DEEP -> scores;
            case DEEP_FM -> scores.add(pairs(values));
        };
    }

    /// The sum of the products of all pairs of rows: half of what the square of their sum has beside their own squares (Rendle 2010,
    /// lemma 3.1).
    private static NDArray pairs(NDArray values) {
        NDArray all = values.sum(new int[] {1}).square();
        NDArray single = values.square().sum(new int[] {1});
        return all.sub(single).sum(new int[] {1}, true).mul(Tensors.number(values, 0.5));
    }

    /// What it learns beside the rows.
    Learned learned() {
        return Learned.of(dense, Learned.table(OWN, own));
    }

    @Override
    public void close() {
        dense.close();
    }
}
