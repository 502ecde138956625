package dev.akin.networks;

import dev.akin.layers.EmbeddingLayer;

/// Where the rows of a batch come from, and where their gradient goes.
interface RowSource {
    /// Numbers in a row.
    int dimension();

    /// The rows of a batch: size × length × dimension.
    float[] rows(SequenceBatch batch);

    /// Moves what the rows came from by their gradient.
    void learn(SequenceBatch batch, float[] gradient);

    /// A row for each id.
    static RowSource of(EmbeddingLayer layer) {
        return new RowSource() {
            @Override
            public int dimension() {
                return layer.dimension();
            }

            @Override
            public float[] rows(SequenceBatch batch) {
                int count = batch.ids().length;
                float[] rows = new float[Math.multiplyExact(count, layer.dimension())];
                layer.forward(batch.ids(), count, rows);
                return rows;
            }

            @Override
            public void learn(SequenceBatch batch, float[] gradient) {
                layer.backward(batch.ids(), batch.ids().length, gradient);
                layer.step();
            }
        };
    }
}
