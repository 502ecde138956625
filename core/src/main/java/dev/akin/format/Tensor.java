package dev.akin.format;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/// Numbers of one type in a shape, row-major, little-endian, without gaps. A view: the data is not copied.
///
/// @param shape the length of each dimension, outermost first; empty for a single number
/// @param data exactly the bytes that type and shape need
public record Tensor(TensorType type, List<Long> shape, MemorySegment data) {

    /// @throws IllegalArgumentException if a length is negative or the data has another size
    public Tensor {
        shape = List.copyOf(shape);
        long bytes = bytes(type, shape);
        if (data.byteSize() != bytes) {
            throw new IllegalArgumentException(
                    "a tensor of "
                            + type
                            + " "
                            + shape
                            + " takes "
                            + bytes
                            + " bytes, but the data has "
                            + data.byteSize());
        }
    }

    /// A view of `data`, row-major.
    ///
    /// @throws IllegalArgumentException as the constructor does
    public static Tensor of(TensorType type, MemorySegment data, long... shape) {
        return new Tensor(type, Arrays.stream(shape).boxed().toList(), data);
    }

    /// A view of the array, [length].
    public static Tensor of(float... values) {
        return of(TensorType.F32, MemorySegment.ofArray(values), values.length);
    }

    /// A view of the array, [length].
    public static Tensor of(int... values) {
        return of(TensorType.I32, MemorySegment.ofArray(values), values.length);
    }

    /// A view of the array, [length].
    public static Tensor of(long... values) {
        return of(TensorType.I64, MemorySegment.ofArray(values), values.length);
    }

    /// Bytes that type and shape need.
    ///
    /// @throws IllegalArgumentException if a length is negative or they are too many to count
    static long bytes(TensorType type, List<Long> shape) {
        long bytes = type.bytes();
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("the shape " + shape + " has a negative length");
            }
            try {
                bytes = Math.multiplyExact(bytes, length);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("the shape " + shape + " is too large", e);
            }
        }
        return bytes;
    }
}
