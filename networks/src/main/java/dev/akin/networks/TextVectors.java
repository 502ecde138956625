package dev.akin.networks;

import ai.djl.ndarray.types.Shape;
import dev.akin.layers.EmbeddingBag;
import dev.akin.layers.EmbeddingLayer;
import java.util.Arrays;
import java.util.List;

/// Sequences of ids → one vector each, and the gradient of these vectors → a step. What a loss computed in Java stands on.
sealed interface TextVectors extends AutoCloseable {
    /// Numbers in a vector.
    int width();

    /// [sequences × width].
    float[] vectors(SequenceBatch batch);

    /// One step, by the gradient of what [#vectors(SequenceBatch)] gives.
    void step(SequenceBatch batch, float[] gradient);

    /// What it learns beside the rows.
    Learned learned();

    @Override
    void close();

    static TextVectors of(Body body, EmbeddingLayer layer, FitOptions options) {
        return body instanceof Mean
                ? new OfMean(EmbeddingBag.of(layer, EmbeddingBag.Mode.MEAN))
                : OfTorch.of(body, layer, options);
    }

    /// The mean of the rows.
    record OfMean(EmbeddingBag bag) implements TextVectors {
        @Override
        public int width() {
            return bag.layer().dimension();
        }

        @Override
        public float[] vectors(SequenceBatch batch) {
            float[] vectors = new float[Math.multiplyExact(batch.size(), width())];
            bag.forward(batch.ids(), offsets(batch), null, vectors);
            return vectors;
        }

        private static int[] offsets(SequenceBatch batch) {
            int[] offsets = new int[batch.size()];
            Arrays.setAll(offsets, i -> i * batch.length());
            return offsets;
        }

        @Override
        public void step(SequenceBatch batch, float[] gradient) {
            bag.backward(batch.ids(), offsets(batch), null, gradient);
            bag.step();
        }

        @Override
        public Learned learned() {
            return Learned.of();
        }

        @Override
        public void close() {}
    }

    /// A body of PyTorch's. A step goes through it again: the sum of vectors times their gradient has just that gradient.
    record OfTorch(EmbeddingLayer layer, DenseNetwork dense, int width) implements TextVectors {
        static OfTorch of(Body body, EmbeddingLayer layer, FitOptions options) {
            SequenceBlock block = SequenceBlock.of(body, true, false);
            DenseNetwork dense =
                    new DenseNetwork(
                            block,
                            options.dense(),
                            new Shape(1, 1, layer.dimension()),
                            new Shape(1, 1),
                            new Shape(1, 1),
                            new Shape(1));
            return new OfTorch(layer, dense, Math.toIntExact(block.width(layer.dimension())));
        }

        @Override
        public float[] vectors(SequenceBatch batch) {
            return dense.predict(
                    List.of(rows(batch)),
                    (scope, rows, block) ->
                            TorchSequenceNetwork.outputs(scope, rows.head(), block, batch));
        }

        @Override
        public void step(SequenceBatch batch, float[] gradient) {
            Rows rows = rows(batch);
            dense.train(
                    List.of(rows),
                    (scope, list, block) ->
                            TorchSequenceNetwork.outputs(scope, list.head(), block, batch)
                                    .mul(scope.create(gradient, new Shape(batch.size(), width)))
                                    .sum());
            layer.backward(batch.ids(), batch.ids().length, rows.gradient());
            layer.step();
        }

        private Rows rows(SequenceBatch batch) {
            float[] rows = new float[Math.multiplyExact(batch.ids().length, layer.dimension())];
            layer.forward(batch.ids(), batch.ids().length, rows);
            return new Rows(rows, batch.size(), batch.length(), layer.dimension());
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
}
