package dev.akin.networks;

import dev.akin.kernel.Kernels;
import dev.akin.layers.EmbeddingBag;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Initializer;
import java.util.Arrays;
import java.util.SplittableRandom;

/// The mean of a sequence's rows, and a linear output on it: no engine but our own. The output's weights are rows too, one for each
/// output, with a bias as its last number.
final class MeanNetwork implements SequenceNetwork {
    private static final Kernels KERNELS = Kernels.best();

    private final EmbeddingBag bag;
    private final EmbeddingLayer output;
    private final int dimension;
    private final int[] all;
    private final float dropout;
    private final SplittableRandom random;

    MeanNetwork(EmbeddingLayer layer, int outputs, FitOptions options) {
        this.bag = EmbeddingBag.of(layer, EmbeddingBag.Mode.MEAN);
        this.dimension = layer.dimension();
        this.output =
                EmbeddingLayer.builder(outputs, dimension + 1)
                        .initializer(Initializer.uniform(Math.sqrt(6.0 / (outputs + dimension))))
                        .seed(options.seed())
                        .optimizer(options.optimizer())
                        .threads(1)
                        .build();
        this.all = new int[outputs];
        Arrays.setAll(all, i -> i);
        this.dropout = (float) options.dropout();
        this.random = new SplittableRandom(options.seed());
    }

    @Override
    public float[] scores(SequenceBatch batch) {
        return scores(means(batch), batch.size(), weights(all));
    }

    private float[] means(SequenceBatch batch) {
        float[] means = new float[Math.multiplyExact(batch.size(), dimension)];
        bag.forward(batch.ids(), offsets(batch), null, means);
        return means;
    }

    private static int[] offsets(SequenceBatch batch) {
        int[] offsets = new int[batch.size()];
        Arrays.setAll(offsets, i -> i * batch.length());
        return offsets;
    }

    private float[] weights(int[] outputs) {
        float[] weights = new float[Math.multiplyExact(outputs.length, dimension + 1)];
        output.forward(outputs, outputs.length, weights);
        return weights;
    }

    private float[] scores(float[] means, int size, float[] weights) {
        int outputs = all.length;
        float[] scores = new float[Math.multiplyExact(size, outputs)];
        for (int i = 0; i < size; i++) {
            for (int o = 0; o < outputs; o++) {
                int at = o * (dimension + 1);
                scores[i * outputs + o] =
                        weights[at + dimension]
                                + KERNELS.dot(means, i * dimension, weights, at, dimension);
            }
        }
        return scores;
    }

    @Override
    public double train(SequenceBatch batch, Targets targets) {
        float[] means = means(batch);
        float[] kept = dropped(means);
        float[] weights = weights(all);
        float[] slopes = scores(means, batch.size(), weights);
        double loss = targets.loss(slopes, all.length);
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException(
                    "the loss is " + loss + ", no number to go on from; try a lower rate");
        }
        float[] outputSlopes = new float[weights.length];
        float[] meanSlopes = new float[means.length];
        for (int i = 0; i < batch.size(); i++) {
            for (int o = 0; o < all.length; o++) {
                int at = o * (dimension + 1);
                float slope = slopes[i * all.length + o];
                KERNELS.axpy(slope, means, i * dimension, outputSlopes, at, dimension);
                outputSlopes[at + dimension] += slope;
                KERNELS.axpy(slope, weights, at, meanSlopes, i * dimension, dimension);
            }
        }
        for (int i = 0; i < kept.length; i++) {
            meanSlopes[i] *= kept[i];
        }
        bag.backward(batch.ids(), offsets(batch), null, meanSlopes);
        output.backward(all, all.length, outputSlopes);
        bag.step();
        output.step();
        return loss;
    }

    /// Leaves out numbers in their place, and scales the others up.
    ///
    /// @return by what each was multiplied; empty if none was left out
    private float[] dropped(float[] means) {
        if (dropout == 0) {
            return new float[0];
        }
        float[] kept = new float[means.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = random.nextDouble() < dropout ? 0 : 1 / (1 - dropout);
            means[i] *= kept[i];
        }
        return kept;
    }

    @Override
    public Learned learned() {
        return Learned.table("output", output);
    }

    @Override
    public void close() {}
}
