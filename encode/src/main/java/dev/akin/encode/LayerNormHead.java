package dev.akin.encode;

import java.io.IOException;
import java.nio.file.Path;

/// Layer normalisation (Ba et al. 2016), as sentence-transformers' `models/LayerNorm.py`.
final class LayerNormHead implements Head {
    /// What torch adds to the variance.
    private static final double EPSILON = 1e-5;

    private final float[] weight;
    private final float[] bias;

    private LayerNormHead(float[] weight, float[] bias) {
        this.weight = weight;
        this.bias = bias;
    }

    static LayerNormHead read(Path module) throws IOException {
        JsonFile config = JsonFile.required(module.resolve("config.json"));
        long dimension = config.number("dimension", 0);
        if (dimension < 1 || dimension > 1 << 20) {
            throw config.malformed("dimension must be 1 to " + (1 << 20) + ", not " + dimension);
        }
        HeadWeights weights = HeadWeights.open(module);
        return new LayerNormHead(
                weights.floats("norm.weight", dimension), weights.floats("norm.bias", dimension));
    }

    @Override
    public float[] apply(float[] vector) {
        double mean = 0;
        for (float number : vector) {
            mean += number;
        }
        mean /= vector.length;
        double variance = 0;
        for (float number : vector) {
            variance += (number - mean) * (number - mean);
        }
        double factor = 1 / Math.sqrt(variance / vector.length + EPSILON);
        float[] result = new float[vector.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) ((vector[i] - mean) * factor * weight[i] + bias[i]);
        }
        return result;
    }

    @Override
    public int outputs(int before) {
        if (before != weight.length) {
            throw new IllegalArgumentException(
                    "a layer norm takes " + weight.length + " numbers, but gets " + before);
        }
        return before;
    }

    @Override
    public String fingerprint() {
        return "layer norm " + HeadWeights.fingerprint(weight, bias);
    }
}
