package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.akin.format.Tensor;
import java.util.Map;
import java.util.TreeMap;

/// Adam (Kingma & Ba 2015) over the weights of a block, with L2 on those that are no biases. DJL's own keeps its state to itself,
/// which a training that is to be resumed needs.
final class DenseAdam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final String STEPS = "steps";

    /// A weight, the running mean of its gradient, and that of its square.
    private record Moments(NDArray weight, NDArray mean, NDArray square) {}

    private final Map<String, Moments> weights = new TreeMap<>();
    private final DenseNetwork.Options options;
    private double rate;
    private long steps;

    DenseAdam(Map<String, NDArray> weights, DenseNetwork.Options options, NDManager manager) {
        this.options = options;
        this.rate = options.rate();
        weights.forEach((name, weight) ->
                this.weights.put(
                        name,
                        new Moments(
                                weight,
                                manager.zeros(weight.getShape()),
                                manager.zeros(weight.getShape()))));
    }

    void rate(double value) {
        rate = value;
    }

    /// Moves every weight by its gradient, which is forgotten.
    void step() {
        steps++;
        try (NDScope arrays = new NDScope()) {
            arrays.suppressNotUsedWarning();
            double scale = options.clipNorm() > 0 ? scale() : 1;
            weights.values().forEach(weight -> move(weight, scale));
        }
    }

    /// What shortens the gradient of all weights to the longest allowed.
    private double scale() {
        double squared = 0;
        for (Moments one : weights.values()) {
            squared += one.weight.getGradient().square().sum().getFloat();
        }
        return Math.min(1, options.clipNorm() / Math.sqrt(squared));
    }

    private void move(Moments one, double scale) {
        NDArray weight = one.weight;
        NDArray gradient = weight.getGradient();
        NDArray slope = scale == 1 ? gradient : gradient.mul(scale);
        if (options.decay() > 0 && weight.getShape().dimension() > 1) {
            slope = slope.add(weight.mul(options.decay()));
        }
        one.mean.muli(BETA1).addi(slope.mul(1 - BETA1));
        one.square.muli(BETA2).addi(slope.square().muli(1 - BETA2));
        double spread = Math.sqrt(1 - Math.pow(BETA2, (double) steps));
        double far = rate / (1 - Math.pow(BETA1, (double) steps));
        weight.subi(one.mean.mul(far).divi(one.square.sqrt().divi(spread).addi(EPSILON)));
        gradient.subi(gradient);
    }

    Map<String, Tensor> state() {
        Map<String, Tensor> state = new TreeMap<>();
        weights.forEach((name, one) -> {
            state.put(name + ".mean", Tensors.of(one.mean));
            state.put(name + ".square", Tensors.of(one.square));
        });
        state.put(STEPS, Tensor.of((float) steps));
        return state;
    }

    void state(Map<String, Tensor> others) {
        weights.forEach((name, one) -> {
            Tensors.copy(name + ".mean", others, one.mean);
            Tensors.copy(name + ".square", others, one.square);
        });
        steps = (long) Tensors.floats(STEPS, others, 1)[0];
    }
}
