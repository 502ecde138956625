package dev.akin.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A linear layer and an activation, as sentence-transformers' `models/Dense.py`.
final class DenseHead implements Head {
    private final int inputs;
    private final float[] weights; // outputs × inputs
    private final float[] bias;
    private final String activation;
    private final DoubleUnaryOperator function;

    private DenseHead(int inputs, float[] weights, float[] bias, String activation) {
        this.inputs = inputs;
        this.weights = weights;
        this.bias = bias;
        this.activation = activation;
        this.function = java.util.Objects.requireNonNull(function(activation));
    }

    static DenseHead read(Path module) throws IOException {
        JsonFile config = JsonFile.required(module.resolve("config.json"));
        String stated = config.text("activation_function", "torch.nn.modules.activation.Tanh");
        String activation = stated.substring(stated.lastIndexOf('.') + 1);
        if (function(activation) == null) {
            throw config.malformed("the activation " + stated + " is not known");
        }
        String input = config.text("module_input_name", "sentence_embedding");
        if (!input.equals("sentence_embedding")) {
            throw config.malformed(
                    "a layer over " + input + " is not known, only over whole texts");
        }
        int inputs = size(config, "in_features");
        int outputs = size(config, "out_features");
        HeadWeights weights = HeadWeights.open(module);
        return new DenseHead(
                inputs,
                weights.floats("linear.weight", outputs, inputs),
                config.truth("bias", true)
                        ? weights.floats("linear.bias", outputs)
                        : new float[outputs],
                activation);
    }

    private static int size(JsonFile config, String name) throws IOException {
        long size = config.number(name, 0);
        if (size < 1 || size > 1 << 20) {
            throw config.malformed(name + " must be 1 to " + (1 << 20) + ", not " + size);
        }
        return (int) size;
    }

    private static @Nullable DoubleUnaryOperator function(String activation) {
        return switch (activation) {
            case "Identity" -> x -> x;
            case "Tanh" -> Math::tanh;
            case "ReLU" -> x -> Math.max(0, x);
            case "Sigmoid" -> x -> 1 / (1 + Math.exp(-x));
            case "SiLU" -> x -> x / (1 + Math.exp(-x));
            default -> null;
        };
    }

    @Override
    public float[] apply(float[] vector) {
        float[] result = new float[bias.length];
        for (int row = 0; row < result.length; row++) {
            double sum = bias[row];
            for (int i = 0; i < inputs; i++) {
                sum += (double) weights[row * inputs + i] * vector[i];
            }
            result[row] = (float) function.applyAsDouble(sum);
        }
        return result;
    }

    @Override
    public int outputs(int before) {
        if (before != inputs) {
            throw new IllegalArgumentException(
                    "a dense layer takes " + inputs + " numbers, but gets " + before);
        }
        return bias.length;
    }

    @Override
    public String fingerprint() {
        return "dense " + activation + " " + HeadWeights.fingerprint(weights, bias);
    }
}
