package dev.akin.layers;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A generator of first vectors and the keys that it learns on. Not thread-safe.
final class MetaTraining {
    private final MetaEmbedding.Builder options;
    private final int[][] features;
    private final Vocabulary known;
    private final KeyLoss losses;
    private final MetaLoss meta;
    private final TanhOutput shape;
    private final EmbeddingLayer rows;
    private final EmbeddingBag bag;
    private final EmbeddingLayer output;
    private final int[] outputs;
    private final int[] keys;
    private final int[] heldBack;
    private SplittableRandom random;

    /// @param features ids of features of each key
    MetaTraining(
            MetaEmbedding.Builder options, int[][] features, Vocabulary known, KeyLoss losses) {
        this.options = options;
        this.features = features;
        this.known = known;
        this.losses = losses;
        this.meta = new MetaLoss(losses, options.alpha, options.warmUpRate, options.exact);
        int width = options.featureDimension;
        this.shape = new TanhOutput(width, losses.dimension(), options.scale);
        this.rows = layer(known.size(), width, 1 / Math.sqrt(width));
        this.bag = EmbeddingBag.of(rows, EmbeddingBag.Mode.MEAN);
        double bound = Math.sqrt(6.0 / (width + losses.dimension()));
        this.output = layer(losses.dimension(), width + 1, bound);
        this.outputs = IntStream.range(0, losses.dimension()).toArray();
        int[] all =
                IntStream.range(0, features.length)
                        .filter(k -> features[k].length > 0 && losses.examples(k) > 1)
                        .toArray();
        this.random = new SplittableRandom(options.seed);
        shuffle(all, all.length);
        int back = (int) Math.ceil(options.validation * all.length);
        this.heldBack = Arrays.copyOf(all, back);
        this.keys = Arrays.copyOfRange(all, back, all.length);
        if (keys.length == 0) {
            throw new IllegalArgumentException(
                    "none of "
                            + features.length
                            + " keys has two examples or more, a feature that was kept, and is not held"
                            + " back");
        }
    }

    private EmbeddingLayer layer(int count, int width, double bound) {
        return EmbeddingLayer.builder(count, width)
                .initializer(Initializer.uniform(bound))
                .optimizer(Optimizer.lazyAdam(options.rate))
                .seed(options.seed)
                .threads(1)
                .build();
    }

    /// Keys that something can be learned on.
    int keys() {
        return keys.length;
    }

    /// One pass over all keys.
    ///
    /// @return the mean loss
    double epoch() {
        shuffle(keys, keys.length);
        double sum = 0;
        for (int from = 0; from < keys.length; from += options.keysPerStep) {
            int to = Math.min(keys.length, from + options.keysPerStep);
            sum += step(Arrays.copyOfRange(keys, from, to));
        }
        return sum / keys.length;
    }

    /// The mean loss of the keys held back, by the same examples each time.
    double validate() {
        SplittableRandom before = random;
        random = new SplittableRandom(~options.seed);
        double[] weights = weights();
        double sum = 0;
        for (int key : heldBack) {
            float[] mean = new float[shape.inputs()];
            bag.forward(features[key], new int[1], null, mean);
            double[] vector = new double[shape.outputs()];
            shape.forward(weights, FirstVectors.doubles(mean), vector);
            sum += loss(key, vector, new double[vector.length]);
        }
        random = before;
        return sum / heldBack.length;
    }

    /// Puts what is drawn of an array first.
    private void shuffle(int[] values, int drawn) {
        for (int i = 0; i < drawn; i++) {
            int other = random.nextInt(i, values.length);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }

    private double step(int[] batch) {
        int[] ids = Arrays.stream(batch).flatMap(k -> Arrays.stream(features[k])).toArray();
        int[] offsets = new int[batch.length];
        for (int i = 1; i < batch.length; i++) {
            offsets[i] = offsets[i - 1] + features[batch[i - 1]].length;
        }
        int width = shape.inputs();
        float[] means = new float[batch.length * width];
        bag.forward(ids, offsets, null, means);
        double[] weights = weights();
        float[] ofMeans = new float[means.length];
        double[] ofWeights = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < batch.length; i++) {
            double[] mean =
                    FirstVectors.doubles(Arrays.copyOfRange(means, i * width, (i + 1) * width));
            double[] ofMean = new double[width];
            sum += learn(batch[i], mean, weights, ofWeights, ofMean);
            for (int w = 0; w < width; w++) {
                ofMeans[i * width + w] = (float) ofMean[w];
            }
        }
        bag.backward(ids, offsets, null, ofMeans);
        output.backward(outputs, outputs.length, FirstVectors.floats(ofWeights));
        bag.step();
        output.step();
        return sum;
    }

    /// The loss of a key, and its derivatives.
    private double learn(
            int key, double[] mean, double[] weights, double[] ofWeights, double[] ofMean) {
        double[] vector = new double[shape.outputs()];
        double[] slopes = new double[shape.outputs()];
        shape.forward(weights, mean, vector);
        double loss = loss(key, vector, slopes);
        shape.backward(weights, mean, vector, slopes, ofWeights, ofMean);
        return loss;
    }

    /// By examples that are drawn.
    private double loss(int key, double[] vector, double[] slopes) {
        int[] examples = IntStream.range(0, losses.examples(key)).toArray();
        int each = Math.min(options.examples, examples.length / 2);
        shuffle(examples, 2 * each);
        int[] first = Arrays.copyOf(examples, each);
        int[] second = Arrays.copyOfRange(examples, each, 2 * each);
        return meta.loss(key, first, second, vector, slopes);
    }

    private double[] weights() {
        float[] weights = new float[shape.size()];
        output.forward(outputs, outputs.length, weights);
        return FirstVectors.doubles(weights);
    }

    /// What was learned until now, copied.
    FirstVectors vectors() {
        int width = shape.inputs();
        float[] values = new float[Math.multiplyExact(known.size(), width)];
        rows.table().read(0, known.size(), values, 0);
        return new FirstVectors(
                Embeddings.of(known, EmbeddingTable.of(values, known.size(), width)),
                weights(),
                shape);
    }
}
