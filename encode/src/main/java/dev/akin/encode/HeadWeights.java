package dev.akin.encode;

import dev.akin.MalformedFileException;
import dev.akin.format.Safetensors;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The weights of a module of sentence-transformers.
final class HeadWeights {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Safetensors file;

    private HeadWeights(Safetensors file) {
        this.file = file;
    }

    /// @throws NoSuchFileException if the module has no weights as safetensors
    static HeadWeights open(Path module) throws IOException {
        Path weights = module.resolve("model.safetensors");
        if (!Files.exists(weights)) {
            throw new NoSuchFileException(
                    weights.toString(),
                    null,
                    Files.exists(module.resolve("pytorch_model.bin"))
                            ? "the weights are a Python pickle, which may run code and is not read;"
                                    + " save the model again as safetensors"
                            : "no such file");
        }
        return new HeadWeights(Safetensors.open(weights));
    }

    boolean has(String name) {
        return file.tensors().containsKey(name);
    }

    /// @param shape what it must have
    float[] floats(String name, long... shape) throws IOException {
        Tensor tensor = file.tensor(name);
        List<Long> wanted = Arrays.stream(shape).boxed().toList();
        if (tensor.type() != TensorType.F32 || !tensor.shape().equals(wanted)) {
            throw MalformedFileException.atByte(
                    file.path(),
                    0,
                    "the tensor \""
                            + name
                            + "\" must be F32 "
                            + wanted
                            + ", but is "
                            + tensor.type()
                            + " "
                            + tensor.shape());
        }
        return tensor.data().toArray(FLOAT);
    }

    static String fingerprint(float[]... weights) {
        int hash = 1;
        for (float[] numbers : weights) {
            hash = 31 * hash + Arrays.hashCode(numbers);
        }
        return Integer.toHexString(hash);
    }
}
