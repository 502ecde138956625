package dev.akin.examples;

import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.HashedIds;
import dev.akin.layers.LowRankEmbedding;
import dev.akin.layers.MappedLayer;
import dev.akin.layers.Optimizer;
import dev.akin.layers.PrunedEmbedding;
import dev.akin.layers.QuotientRemainder;
import dev.akin.layers.TensorTrainEmbedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// Layers that are saved, resumed, halved, kept in a file, and shared by many ids. Argument: a folder for their files.
public final class LargeLayers {
    private LargeLayers() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        resume(folder.resolve("layer.safetensors"));
        map(folder.resolve("mapped.safetensors"));
        share();
        fewerNumbers();
    }

    private static void resume(Path file) throws IOException {
        // region resume
        EmbeddingLayer layer =
                EmbeddingLayer.builder(1000, 16).optimizer(Optimizer.adagrad(0.1)).build();
        learn(layer);
        layer.save(file);
        EmbeddingLayer later = EmbeddingLayer.load(file);
        learn(layer);
        learn(later);
        System.out.println(Arrays.equals(layer.row(7), later.row(7))); // true
        // endregion
    }

    private static void learn(EmbeddingLayer layer) {
        layer.backward(new int[] {7}, 1, layer.forward(new int[] {7})[0]);
        layer.step();
    }

    private static void map(Path file) throws IOException {
        // region map
        EmbeddingLayer.Builder options = EmbeddingLayer.builder(1000, 16).bfloat16();
        try (MappedLayer mapped = options.map(file)) {
            learn(mapped.layer());
        }
        try (MappedLayer mapped = MappedLayer.open(file)) {
            learn(mapped.layer());
            System.out.println(mapped.layer().table().bytes()); // 32000
        }
        // endregion
    }

    private static void share() {
        // region share
        HashedIds hashed = HashedIds.of(10_000, 1);
        EmbeddingLayer few = EmbeddingLayer.builder(10_001, 16).maskZero().build();
        float[][] vectors = few.forward(hashed.ids(4711, -3));

        QuotientRemainder million = QuotientRemainder.builder(1_000_000, 16, 1000).build();
        System.out.println(million.rows() + " " + vectors.length); // 2000 2
        System.out.println(million.forward(new int[] {999_999})[0].length); // 16
        // endregion
    }

    private static void fewerNumbers() {
        // region fewer
        LowRankEmbedding low = LowRankEmbedding.builder(100_000, 64, 8).build();
        System.out.println(low.parameters()); // 800512

        TensorTrainEmbedding train = TensorTrainEmbedding.builder(1_000_000, 64, 16).build();
        System.out.println(train.parameters() < 150_000); // true

        PrunedEmbedding pruned = PrunedEmbedding.builder(1000, 64).decay(1e-4).build();
        pruned.backward(new int[] {7}, pruned.forward(new int[] {7}));
        pruned.step();
        PrunedEmbedding again = pruned.kept();
        System.out.println(again.table().dimension()); // 64
        // endregion
    }
}
