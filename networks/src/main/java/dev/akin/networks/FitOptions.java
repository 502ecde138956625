package dev.akin.networks;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Initializer;
import dev.akin.layers.Optimizer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What all networks have in common; see [NetworkBuilder] for what each means. Immutable.
record FitOptions(
        int dimension,
        double rate,
        double l2,
        double dropout,
        double clipNorm,
        int epochs,
        @Nullable Duration atMost,
        int batchSize,
        double validation,
        int patience,
        long seed,
        int threads,
        @Nullable Embeddings pretrained,
        boolean frozen,
        @Nullable Path checkpoint,
        ProgressListener listener,
        Consumer<Epoch> onEpoch) {

    /// How rows of tables move: Adam of rows with a gradient.
    Optimizer optimizer() {
        return new Optimizer.LazyAdam(rate, 0.9, 0.999, 1e-8, 2 * l2);
    }

    DenseNetwork.Options dense() {
        return new DenseNetwork.Options(rate, 2 * l2, clipNorm, seed);
    }

    /// A table whose first row is that of nothing, for keys: its rows may be pretrained, and may never move.
    EmbeddingLayer layer(int rows) {
        return layer(rows, Initializer.uniform(0.05));
    }

    /// As [#layer(int)], of another beginning.
    EmbeddingLayer layer(int rows, Initializer initializer) {
        EmbeddingLayer.Builder builder = table(rows, dimension, initializer);
        return (frozen ? builder.frozen() : builder).build();
    }

    /// A table beside that, of another dimension and beginning.
    EmbeddingLayer layer(int rows, int width, Initializer initializer) {
        return table(rows, width, initializer).build();
    }

    private EmbeddingLayer.Builder table(int rows, int width, Initializer initializer) {
        return EmbeddingLayer.builder(rows, width)
                .initializer(initializer)
                .seed(seed)
                .maskZero()
                .optimizer(optimizer())
                .threads(threads);
    }
}
