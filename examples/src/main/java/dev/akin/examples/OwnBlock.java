package dev.akin.examples;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Optimizer;
import dev.akin.networks.EmbeddingNetwork;

/// Puts a block of DJL's on an embedding layer: does a sequence hold more small ids or more large ones?
public final class OwnBlock {
    private OwnBlock() {}

    public static void main(String[] arguments) {
        int[][] ids = {{1, 2, 4}, {5, 6, 2}, {3, 1, 6}, {4, 1, 5}, {2, 3, 1}, {6, 4, 5}};
        int[] labels = {0, 1, 0, 1, 0, 1};
        // region block
        Block block =
                new SequentialBlock()
                        .add(rows -> new NDList(rows.head().max(new int[] {1})))
                        .add(Linear.builder().setUnits(8).build())
                        .add(Activation::relu)
                        .add(Linear.builder().setUnits(2).build());
        EmbeddingLayer layer =
                EmbeddingLayer.builder(7, 4).optimizer(Optimizer.lazyAdam(0.01)).build();
        try (EmbeddingNetwork network =
                EmbeddingNetwork.of(layer, block, Loss.softmaxCrossEntropyLoss()).rate(0.01)) {
            for (int step = 0; step < 200; step++) {
                network.train(ids, labels); // a step of the block and of the rows it read
            }
            float[][] scores = network.predict(ids); // (6, 2)
            System.out.println(scores[0][0] > scores[0][1]); // true
        }
        // endregion
    }
}
