package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Map;

/// Numbers of networks ↔ tensors of files.
final class Tensors {
    private Tensors() {}

    /// A number that goes into what has a gradient: `mul`, `div`, `maximum` and the like keep it for the way back. DJL frees a plain
    /// number before that, and the memory may hold anything by then; this one stays as long as the array's manager.
    static NDArray number(NDArray beside, double value) {
        return beside.getManager().create((float) value);
    }

    /// A copy.
    static Tensor of(NDArray array) {
        return Tensor.of(
                TensorType.F32,
                MemorySegment.ofArray(array.toFloatArray()),
                array.getShape().getShape());
    }

    /// Copies the tensor of this name into an array.
    ///
    /// @throws IllegalArgumentException if there is none, or it is of another shape
    static void copy(String name, Map<String, Tensor> tensors, NDArray into) {
        float[] values = floats(name, tensors, into.getShape().getShape());
        Shape shape = into.getShape();
        try (NDArray copy = into.getManager().create(values, shape)) {
            into.set(new NDIndex("..."), copy);
        }
    }

    /// A copy of the tensor of this name.
    ///
    /// @throws IllegalArgumentException if there is none, or it is of another shape
    static float[] floats(String name, Map<String, Tensor> tensors, long... shape) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "there is no tensor \"" + name + "\" among " + tensors.keySet());
        }
        if (tensor.type() != TensorType.F32
                || !tensor.shape().equals(Arrays.stream(shape).boxed().toList())) {
            throw new IllegalArgumentException(
                    "the tensor \""
                            + name
                            + "\" is "
                            + tensor.type()
                            + " "
                            + tensor.shape()
                            + ", not F32 "
                            + Arrays.toString(shape));
        }
        return tensor.data().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    }
}
