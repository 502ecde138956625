package dev.akin.format;

import dev.akin.MalformedFileException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tensors of a safetensors file, taken one after the other by whoever knows what they are for, their types and shapes
/// checked; what nobody takes is left.
final class TakenTensors {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Safetensors file;
    private final Map<String, Tensor> left;

    TakenTensors(Safetensors file) {
        this.file = file;
        this.left = new LinkedHashMap<>(file.tensors());
    }

    /// Those that nobody took: a view.
    Map<String, Tensor> left() {
        return left;
    }

    boolean has(String name) {
        return file.tensors().containsKey(name);
    }

    /// Of whatever type and shape.
    Tensor take(String name) throws MalformedFileException {
        Tensor tensor = file.tensor(name);
        left.remove(name);
        return tensor;
    }

    /// In two dimensions that a table can have.
    ///
    /// @param types any of them
    Tensor matrix(String name, TensorType... types) throws MalformedFileException {
        Tensor tensor = take(name);
        if (!Arrays.asList(types).contains(tensor.type()) || !isMatrix(tensor)) {
            throw malformed(
                    name,
                    "must be "
                            + names(types)
                            + " in two dimensions with at most "
                            + Integer.MAX_VALUE
                            + " of each, but is "
                            + tensor.type()
                            + " "
                            + tensor.shape());
        }
        return tensor;
    }

    private static boolean isMatrix(Tensor tensor) {
        List<Long> shape = tensor.shape();
        return shape.size() == 2
                && shape.get(0) <= Integer.MAX_VALUE
                && shape.get(1) <= Integer.MAX_VALUE
                && shape.get(1) >= 1;
    }

    private static String names(TensorType... types) {
        return String.join(" or ", Arrays.stream(types).map(TensorType::name).toList());
    }

    /// In one dimension, of any length.
    MemorySegment vector(String name, TensorType type) throws MalformedFileException {
        Tensor tensor = take(name);
        if (tensor.type() != type || tensor.shape().size() != 1) {
            throw malformed(
                    name,
                    "must be "
                            + type
                            + " in one dimension, but is "
                            + tensor.type()
                            + " "
                            + tensor.shape());
        }
        return tensor.data();
    }

    /// In one dimension, of this length.
    MemorySegment vector(String name, TensorType type, long length) throws MalformedFileException {
        MemorySegment data = vector(name, type);
        if (data.byteSize() != length * type.bytes()) {
            throw malformed(
                    name,
                    "must have " + length + " numbers, but has " + data.byteSize() / type.bytes());
        }
        return data;
    }

    /// As [#vector(String, TensorType, long)]; null where there is none.
    @Nullable MemorySegment optional(String name, TensorType type, long length)
            throws MalformedFileException {
        return has(name) ? vector(name, type, length) : null;
    }

    /// A copy of F32 in this shape.
    float[] floats(String name, long... shape) throws MalformedFileException {
        Tensor tensor = take(name);
        List<Long> wanted = Arrays.stream(shape).boxed().toList();
        if (tensor.type() != TensorType.F32
                || !tensor.shape().equals(wanted)
                || tensor.data().byteSize() > (long) Float.BYTES * (Integer.MAX_VALUE - 8)) {
            throw malformed(
                    name,
                    "must be F32 " + wanted + ", but is " + tensor.type() + " " + tensor.shape());
        }
        return tensor.data().toArray(FLOAT);
    }

    /// What is wrong with the header or the metadata.
    MalformedFileException malformed(String reason) {
        return MalformedFileException.atByte(file.path(), SafetensorsHeader.PREFIX, reason);
    }

    /// What is wrong with a tensor.
    MalformedFileException malformed(String tensor, String reason) {
        return MalformedFileException.atByte(
                file.path(), file.offset(tensor), "the tensor \"" + tensor + "\" " + reason);
    }
}
