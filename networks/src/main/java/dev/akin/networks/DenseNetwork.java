package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.akin.format.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The dense part of a network: a block of PyTorch's, its weights, and Adam. Trained by one thread at a time; any may predict.
final class DenseNetwork implements Learned, AutoCloseable {
    /// How its weights move.
    ///
    /// @param rate of Adam
    /// @param decay what L2 adds to a weight's gradient, times the weight; not to biases
    /// @param clipNorm the longest gradient of all weights together; 0 for any
    record Options(double rate, double decay, double clipNorm, long seed) {}

    /// Runs the block.
    @FunctionalInterface
    interface Forward {
        NDList apply(NDList inputs);
    }

    /// What is made smaller: a number.
    @FunctionalInterface
    interface Objective {
        NDArray loss(NDManager scope, NDList rows, Forward block);
    }

    /// What is asked of it without training.
    @FunctionalInterface
    interface Question {
        NDArray ask(NDManager scope, NDList rows, Forward block);
    }

    /// A loss that is computed in Java.
    @FunctionalInterface
    interface Slope {
        /// @param outputs of the block
        /// @param gradient of them, to be filled
        /// @return the loss
        double loss(float[] outputs, float[] gradient);
    }

    private final NDManager manager;
    private final Block block;
    private final ParameterStore parameters;
    private final DenseAdam adam;

    /// @param inputs the shapes of a batch of one; weights do not depend on the batch
    /// @throws IllegalStateException if there is no PyTorch
    DenseNetwork(Block block, Options options, Shape... inputs) {
        this.manager = Torch.engine().newBaseManager();
        this.block = block;
        this.parameters = new ParameterStore(manager, false);
        Torch.exclusively(() -> {
            // The engine's chance, which all networks share.
            Torch.engine().setRandomSeed((int) options.seed());
            block.initialize(manager, DataType.FLOAT32, inputs);
            return block;
        });
        this.adam = new DenseAdam(weightsByName(), options, manager);
    }

    /// What is learned by gradients, and what only follows the batches, as the means that are normalised by.
    private Map<String, NDArray> allByName() {
        Map<String, NDArray> all = new TreeMap<>();
        for (var parameter : block.getParameters()) {
            all.put(parameter.getKey(), parameter.getValue().getArray());
        }
        return all;
    }

    private Map<String, NDArray> weightsByName() {
        Map<String, NDArray> weights = new TreeMap<>();
        for (var parameter : block.getParameters()) {
            Parameter weight = parameter.getValue();
            if (weight.requiresGradient()) {
                weights.put(parameter.getKey(), weight.getArray());
            }
        }
        return weights;
    }

    /// One step down the gradient; that of the rows is left with them.
    ///
    /// @return the loss before the step
    /// @throws IllegalStateException if the loss is not finite
    double train(List<Rows> rows, Objective objective) {
        return Torch.exclusively(() -> {
            try (NDScope arrays = new NDScope();
                    NDManager scope = manager.newSubManager()) {
                arrays.suppressNotUsedWarning();
                NDList inputs = inputs(scope, rows);
                inputs.forEach(input -> input.setRequiresGradient(true));
                double loss = collect(scope, inputs, objective);
                for (int i = 0; i < rows.size(); i++) {
                    rows.get(i).gradient(finite(inputs.get(i).getGradient().toFloatArray()));
                }
                adam.step();
                return loss;
            }
        });
    }

    /// One step down the gradient that a loss in Java gives; the input gets none.
    ///
    /// @return the loss before the step
    /// @throws IllegalStateException if the loss is not finite
    double train(Rows input, Slope slope) {
        return Torch.exclusively(() -> {
            try (NDScope arrays = new NDScope();
                    NDManager scope = manager.newSubManager()) {
                arrays.suppressNotUsedWarning();
                double loss = collect(scope, input, slope);
                adam.step();
                return loss;
            }
        });
    }

    /// The sum of outputs times their gradient has just that gradient.
    private double collect(NDManager scope, Rows input, Slope slope) {
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            NDArray outputs = block.forward(parameters, inputs(scope, List.of(input)), true).head();
            float[] values = outputs.toFloatArray();
            float[] gradient = new float[values.length];
            double loss = slope.loss(values, gradient);
            if (!Double.isFinite(loss)) {
                throw new IllegalStateException(
                        "the loss is " + loss + ", no number to go on from; try a lower rate");
            }
            collector.backward(outputs.mul(scope.create(gradient, outputs.getShape())).sum());
            return loss;
        }
    }

    /// Nothing has moved yet.
    private static float[] finite(float[] gradient) {
        for (float number : gradient) {
            if (!Float.isFinite(number)) {
                throw new IllegalStateException(
                        "the gradient of a row is "
                                + number
                                + ", no number to go on from; try a lower rate");
            }
        }
        return gradient;
    }

    private double collect(NDManager scope, NDList inputs, Objective objective) {
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            NDArray loss =
                    objective.loss(scope, inputs, list -> block.forward(parameters, list, true));
            float value = loss.getFloat();
            if (!Float.isFinite(value)) {
                throw new IllegalStateException(
                        "the loss is " + value + ", no number to go on from; try a lower rate");
            }
            collector.backward(loss);
            return value;
        }
    }

    /// The numbers of an answer.
    float[] predict(List<Rows> rows, Question question) {
        return Torch.withoutGradients(() -> {
            try (NDScope arrays = new NDScope();
                    NDManager scope = manager.newSubManager()) {
                arrays.suppressNotUsedWarning();
                return question.ask(
                                scope,
                                inputs(scope, rows),
                                list -> block.forward(parameters, list, false))
                        .toFloatArray();
            }
        });
    }

    private static NDList inputs(NDManager scope, List<Rows> rows) {
        NDList inputs = new NDList();
        for (Rows one : rows) {
            inputs.add(scope.create(one.values(), one.shape()));
        }
        return inputs;
    }

    /// How far steps go from now on.
    void rate(double rate) {
        adam.rate(rate);
    }

    @Override
    public Map<String, Tensor> weights() {
        Map<String, Tensor> copies = new TreeMap<>();
        allByName().forEach((name, weight) -> copies.put(name, Tensors.of(weight)));
        return copies;
    }

    @Override
    public void weights(Map<String, Tensor> others) {
        Torch.exclusively(() -> {
            allByName().forEach((name, weight) -> Tensors.copy(name, others, weight));
            return others;
        });
    }

    @Override
    public Map<String, Tensor> state() {
        return adam.state();
    }

    @Override
    public void state(Map<String, Tensor> others) {
        adam.state(others);
    }

    @Override
    public void close() {
        manager.close();
    }
}
