package dev.akin.align;

import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// y = x · W + b.
///
/// @param weights inputs × outputs, row-major
/// @param offsets outputs
@SuppressWarnings("ArrayRecordComponent") // never compared
record BridgeLayer(int inputs, int outputs, float[] weights, float[] offsets) {
    private static final Kernels KERNELS = Kernels.best();
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Weights drawn so that outputs vary as inputs do (Glorot and Bengio 2010, equation 12, for a linear layer); no offset.
    static BridgeLayer drawn(int inputs, int outputs, double gain, SplittableRandom random) {
        float[] weights = new float[Math.multiplyExact(inputs, outputs)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() * gain / Math.sqrt(inputs));
        }
        return new BridgeLayer(inputs, outputs, weights, new float[outputs]);
    }

    BridgeLayer copy() {
        return new BridgeLayer(inputs, outputs, weights.clone(), offsets.clone());
    }

    /// @param rows count × inputs
    /// @return count × outputs, new
    float[] apply(float[] rows, int count) {
        float[] into = new float[Math.multiplyExact(count, outputs)];
        KERNELS.multiply(rows, 0, count, inputs, weights, outputs, into, 0);
        for (int r = 0; r < count; r++) {
            KERNELS.axpy(1, offsets, 0, into, r * outputs, outputs);
        }
        return into;
    }

    /// In place: max(0, x).
    static void cutBelowZero(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, values[i]);
        }
    }

    Map<String, Tensor> tensors(String name) {
        return Map.of(
                name + ".weight",
                Tensor.of(TensorType.F32, MemorySegment.ofArray(weights), inputs, outputs),
                name + ".bias",
                Tensor.of(offsets));
    }

    /// @throws IllegalArgumentException if a tensor is missing or of another shape, or a number is not finite
    static BridgeLayer of(Map<String, Tensor> tensors, String name) {
        Tensor weight = checked(tensors.get(name + ".weight"), name + ".weight", 2);
        Tensor bias = checked(tensors.get(name + ".bias"), name + ".bias", 1);
        long outputs = weight.shape().get(1);
        if (weight.shape().get(0) < 1 || outputs < 1 || outputs != bias.shape().getFirst()) {
            throw new IllegalArgumentException(
                    name + " has weights " + weight.shape() + " and offsets " + bias.shape());
        }
        return new BridgeLayer(
                Math.toIntExact(weight.shape().getFirst()),
                Math.toIntExact(outputs),
                numbers(weight, name + ".weight"),
                numbers(bias, name + ".bias"));
    }

    private static Tensor checked(@Nullable Tensor tensor, String name, int dimensions) {
        if (tensor == null
                || tensor.type() != TensorType.F32
                || tensor.shape().size() != dimensions) {
            throw new IllegalArgumentException(
                    "there is no tensor " + name + " of F32 with " + dimensions + " dimensions");
        }
        return tensor;
    }

    private static float[] numbers(Tensor tensor, String name) {
        float[] numbers = tensor.data().toArray(FLOAT);
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException(name + " holds " + number);
            }
        }
        return numbers;
    }
}
