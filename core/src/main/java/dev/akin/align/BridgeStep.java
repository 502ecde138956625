package dev.akin.align;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A step of learning: a batch through the layers, and what it says back to each of them. For one thread, which lets others help.
final class BridgeStep {
    private static final double LEAST_TEMPERATURE = 0.01;

    private final BridgeTraining.Builder options;
    private final Products products;
    private final List<BridgeLayer> layers;
    private final List<DenseAdam> weights = new ArrayList<>();
    private final List<DenseAdam> offsets = new ArrayList<>();
    private final float[] logScale;
    private final DenseAdam scale;
    private final SplittableRandom random;

    /// @param layers are changed
    BridgeStep(
            BridgeTraining.Builder options,
            Products products,
            List<BridgeLayer> layers,
            SplittableRandom random) {
        this.options = options;
        this.products = products;
        this.layers = layers;
        this.random = random;
        this.logScale = new float[] {(float) -Math.log(options.temperature)};
        this.scale = new DenseAdam(logScale, options.learningRate);
        for (BridgeLayer layer : layers) {
            weights.add(new DenseAdam(layer.weights(), options.learningRate));
            offsets.add(new DenseAdam(layer.offsets(), options.learningRate));
        }
    }

    List<BridgeLayer> layers() {
        return layers;
    }

    double temperature() {
        return Math.exp(-logScale[0]);
    }

    /// What comes out, at length 1.
    float[] through(float[] rows, int count) {
        float[] values = rows;
        for (int i = 0; i < layers.size(); i++) {
            values = layers.get(i).apply(values, count);
            if (i + 1 < layers.size()) {
                BridgeLayer.cutBelowZero(values);
            }
        }
        int outputs = layers.getLast().outputs();
        for (int r = 0; r < count; r++) {
            UnitRows.normalize(values, r * outputs, outputs);
        }
        return values;
    }

    /// @return the loss before the step
    double learn(BridgePairs pairs, int[] batch) {
        int count = batch.length;
        int outputs = pairs.outputs();
        List<float[]> inputs = new ArrayList<>();
        float[] values = pairs.sources(batch);
        for (int i = 0; i < layers.size(); i++) {
            drop(values);
            inputs.add(values);
            values = forward(layers.get(i), values, count);
            if (i + 1 < layers.size()) {
                BridgeLayer.cutBelowZero(values);
            }
        }
        float[] lengths = new float[count];
        for (int r = 0; r < count; r++) {
            lengths[r] = UnitRows.normalize(values, r * outputs, outputs);
        }
        float[] targets = pairs.targets(batch);
        float[] cosines = products.of(values, count, Products.transposed(targets, count), count);
        BatchLoss loss = BatchLoss.of(cosines, pairs, batch, (float) Math.exp(logScale[0]));
        float[] slopes = products.of(loss.slopes(), count, targets, outputs);
        throughLengths(slopes, values, lengths, outputs);
        backward(inputs, slopes, count);
        if (options.learnedTemperature) {
            scale.step(new float[] {(float) loss.scaleSlope()});
            logScale[0] = (float) Math.clamp(logScale[0], 0, -Math.log(LEAST_TEMPERATURE));
        }
        return loss.loss();
    }

    private float[] forward(BridgeLayer layer, float[] values, int count) {
        float[] into = products.of(values, count, layer.weights(), layer.outputs());
        for (int r = 0; r < count; r++) {
            for (int c = 0; c < layer.outputs(); c++) {
                into[r * layer.outputs() + c] += layer.offsets()[c];
            }
        }
        return into;
    }

    /// Leaves out numbers by chance, and makes the others as much larger.
    private void drop(float[] values) {
        if (options.dropout == 0) {
            return;
        }
        float kept = (float) (1 / (1 - options.dropout));
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() < options.dropout ? 0 : values[i] * kept;
        }
    }

    /// From slopes of rows at length 1 to those of the rows as they were: what points along a row does not change it.
    private static void throughLengths(
            float[] slopes, float[] units, float[] lengths, int dimension) {
        for (int r = 0; r < lengths.length; r++) {
            int from = r * dimension;
            double along = 0;
            for (int d = from; d < from + dimension; d++) {
                along += (double) slopes[d] * units[d];
            }
            float shrink = lengths[r] == 0 ? 0 : 1 / lengths[r];
            for (int d = from; d < from + dimension; d++) {
                slopes[d] = (float) (slopes[d] - along * units[d]) * shrink;
            }
        }
    }

    private void backward(List<float[]> inputs, float[] last, int count) {
        float[] slopes = last;
        for (int i = layers.size() - 1; i >= 0; i--) {
            BridgeLayer layer = layers.get(i);
            float[] input = inputs.get(i);
            float[] before =
                    i == 0
                            ? slopes
                            : products.of(
                                    slopes,
                                    count,
                                    Products.transposed(layer.weights(), layer.inputs()),
                                    layer.inputs());
            offsets.get(i).step(sums(slopes, layer.outputs()));
            weights.get(i)
                    .step(
                            products.of(
                                    Products.transposed(input, count),
                                    layer.inputs(),
                                    slopes,
                                    layer.outputs()));
            slopes = i == 0 ? slopes : throughDropped(before, input);
        }
    }

    /// Where nothing went in, because it was below zero or left out, nothing goes back.
    private float[] throughDropped(float[] slopes, float[] input) {
        float kept = (float) (1 / (1 - options.dropout));
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = input[i] > 0 ? slopes[i] * kept : 0;
        }
        return slopes;
    }

    private static float[] sums(float[] rows, int width) {
        float[] sums = new float[width];
        for (int i = 0; i < rows.length; i++) {
            sums[i % width] += rows[i];
        }
        return sums;
    }
}
