package dev.akin.networks;

import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/// Where the pictures of each class lie, as far as training has met them: which classes are mistaken for each other, and should meet. Batches of an
/// epoch go by what was known when it began, so that a training that is resumed makes the same.
final class ClassMeans implements Learned, ClassBatches.Nearness {
    private static final Kernels KERNELS = Kernels.best();

    /// How much of a mean is what was met last.
    private static final float NEW = 0.1f;

    private final int classes;
    private final int dimension;
    private float[] now;
    private float[] begun;
    private int epoch;

    ClassMeans(int classes, int dimension) {
        this.classes = classes;
        this.dimension = dimension;
        this.now = new float[Math.multiplyExact(classes, dimension)];
        this.begun = now.clone();
    }

    /// An epoch begins, or goes on.
    void begin(int number) {
        if (number != epoch) {
            begun = now.clone();
            epoch = number;
        }
    }

    /// The vectors of some pictures of these classes were met.
    void follow(UnitRows rows, int[] met) {
        for (int i = 0; i < met.length; i++) {
            int at = met[i] * dimension;
            KERNELS.scale(1 - NEW, now, at, dimension);
            KERNELS.axpy(NEW, rows.values(), i * dimension, now, at, dimension);
        }
    }

    @Override
    public double of(int a, int b) {
        double length =
                Math.sqrt(
                        (double)
                                KERNELS.dot(begun, b * dimension, begun, b * dimension, dimension));
        return KERNELS.dot(begun, a * dimension, begun, b * dimension, dimension)
                / Math.max(1e-6, length);
    }

    @Override
    public Map<String, Tensor> weights() {
        return Map.of();
    }

    @Override
    public void weights(Map<String, Tensor> others) {
        // What is not learned has no weights.
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of(
                "means/now",
                tensor(now),
                "means/begun",
                tensor(begun),
                "means/epoch",
                Tensor.of((float) epoch));
    }

    private Tensor tensor(float[] values) {
        return Tensor.of(TensorType.F32, MemorySegment.ofArray(values.clone()), classes, dimension);
    }

    @Override
    public void state(Map<String, Tensor> others) {
        now = Tensors.floats("means/now", others, classes, dimension);
        begun = Tensors.floats("means/begun", others, classes, dimension);
        epoch = (int) Tensors.floats("means/epoch", others, 1)[0];
    }
}
