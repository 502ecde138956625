package dev.akin.examples;

import dev.akin.embeddings.Embeddings;
import dev.akin.layers.EmbeddingBag;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Initializer;
import dev.akin.layers.LoraEmbedding;
import dev.akin.layers.OneHot;
import dev.akin.layers.Optimizer;
import dev.akin.layers.Positions;
import dev.akin.vocabulary.PadSequences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Looks rows up, sums them, and learns them by hand. Argument: a folder to write to.
public final class EmbeddingLayers {
    private EmbeddingLayers() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        lookUp();
        EmbeddingLayer words = learn();
        Path file = folder.resolve("learned.safetensors");
        // region learned
        Embeddings learned = words.embeddings(List.of("good", "bad", "film", "book"));
        learned.save(file); // a file of vectors like any other
        // endregion
        goOn(words, folder.resolve("layer.safetensors"));
        begin(file);
    }

    private static void lookUp() {
        // region lookup
        EmbeddingLayer layer = EmbeddingLayer.builder(10, 3).build();
        float[][][] out = layer.forward(new int[][] {{1, 2, 4, 5}, {4, 3, 2, 9}}); // (2, 4, 3)
        // endregion
        System.out.println(out.length + " × " + out[0].length + " × " + out[0][0].length);

        // region onehot
        float[][] oneHot = OneHot.encode(new int[] {4}, 10); // ten numbers, the fifth of them 1
        float[][] product = OneHot.multiply(oneHot, layer);
        System.out.println(Arrays.equals(product[0], layer.row(4))); // true
        // endregion

        // region mask
        EmbeddingLayer masked = EmbeddingLayer.builder(10, 3).maskZero().build();
        int[][] batch = PadSequences.pad(new int[][] {{5, 2}, {7, 1, 4}}, 3);
        System.out.println(Arrays.deepToString(batch)); // [[0, 5, 2], [7, 1, 4]]
        System.out.println(Arrays.toString(masked.mask(batch)[0])); // [false, true, true]
        System.out.println(Arrays.toString(masked.row(0))); // [0.0, 0.0, 0.0]
        // endregion

        // region bag
        EmbeddingBag mean = EmbeddingBag.of(masked, EmbeddingBag.Mode.MEAN);
        float[][] means = mean.forward(batch); // (2, 3): one vector for each sequence
        // endregion
        System.out.println(means.length + " × " + means[0].length);

        // region positions
        float[][] places = Positions.sinusoidal(4, 3); // four places, three numbers each
        Positions.add(places, out);
        // endregion
    }

    private static EmbeddingLayer learn() {
        // region learn
        int[][] texts = {
            {0, 2}, {0, 3}, {1, 2}, {1, 3}
        }; // good film, good book, bad film, bad book
        float[] liked = {1, 1, 0, 0};
        EmbeddingLayer words =
                EmbeddingLayer.builder(4, 1)
                        .initializer(Initializer.constant(0))
                        .optimizer(Optimizer.adagrad(0.5))
                        .build();
        EmbeddingBag sum = EmbeddingBag.of(words, EmbeddingBag.Mode.SUM);
        for (int pass = 0; pass < 50; pass++) {
            float[][] scores = sum.forward(texts); // (4, 1)
            float[][] gradient = new float[4][1];
            for (int i = 0; i < 4; i++) {
                double probability = 1 / (1 + Math.exp(-scores[i][0]));
                gradient[i][0] = (float) (probability - liked[i]); // of the logarithmic loss
            }
            sum.backward(texts, gradient);
            sum.step();
        }
        System.out.printf("good %.1f, bad %.1f%n", words.row(0)[0], words.row(1)[0]);
        // endregion
        return words;
    }

    private static void goOn(EmbeddingLayer words, Path checkpoint) throws IOException {
        // region checkpoint
        words.save(checkpoint); // rows, options, and what the optimiser remembers
        EmbeddingLayer again = EmbeddingLayer.load(checkpoint);
        // endregion
        System.out.println(Arrays.equals(again.row(0), words.row(0)));

        // region share
        EmbeddingBag titles = EmbeddingBag.of(again, EmbeddingBag.Mode.SUM);
        EmbeddingBag bodies = EmbeddingBag.of(again, EmbeddingBag.Mode.MEAN);
        titles.backward(new int[][] {{0, 2}}, new float[][] {{0.1f}});
        bodies.backward(new int[][] {{1, 2, 3}}, new float[][] {{-0.1f}});
        again.step(); // one step of all rows that got a gradient from either
        // endregion
    }

    private static void begin(Path file) throws IOException {
        // region start
        Embeddings vectors = Embeddings.load(file);
        EmbeddingLayer start =
                EmbeddingLayer.of(vectors).optimizer(Optimizer.lazyAdam(0.001)).build();
        EmbeddingLayer fixed = EmbeddingLayer.of(vectors).frozen().build(); // steps change nothing
        LoraEmbedding between = LoraEmbedding.on(vectors.table(), 4, 4, 0.001, 1);
        // endregion
        System.out.println(start.rows() + fixed.rows() + between.merged().rows());

        // region options
        EmbeddingLayer layer =
                EmbeddingLayer.builder(1_000, 64)
                        .initializer(Initializer.uniform(0.05)) // as Keras begins
                        .optimizer(new Optimizer.LazyAdam(0.001, 0.9, 0.999, 1e-8, 1e-5))
                        .clipNorm(5) // of each row's gradient
                        .maxNorm(10) // of each row that is looked up
                        .bfloat16() // half the memory; steps are rounded by chance
                        .seed(7)
                        .build();
        // endregion
        System.out.println(layer.optimizer().rate());
    }
}
