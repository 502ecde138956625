package dev.akin.encode;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A graph in ONNX Runtime that takes one tensor of floats, and perhaps a mask, or whether a sound is shown in several views. Each call runs on its caller's thread alone, and any
/// number at a time. Thread-safe.
final class SoundGraph implements AutoCloseable {
    private static final String MASK = "attention_mask";

    /// Of CLAP: whether the views of a sound are of different stretches.
    private static final String LONGER = "is_longer";

    private static final Set<String> BESIDE = Set.of(MASK, LONGER);

    private final Path file;
    private final OrtSession session;
    private final String input;
    private final long[] shape;
    private final String fingerprint;

    /// What a call gives.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Output(float[] values, long[] shape) {
        int last() {
            return Math.toIntExact(shape[shape.length - 1]);
        }
    }

    private SoundGraph(Path file, OrtSession session) throws OrtException, IOException {
        this.file = file;
        this.session = session;
        Map<String, NodeInfo> inputs = session.getInputInfo();
        this.input =
                inputs.keySet().stream()
                        .filter(name -> !BESIDE.contains(name))
                        .findFirst()
                        .orElseThrow(() -> malformed("the graph takes nothing"));
        long beside = inputs.keySet().stream().filter(BESIDE::contains).count();
        if (inputs.size() > 1 + beside || type(node(inputs)) != OnnxJavaType.FLOAT) {
            throw malformed(
                    "the graph takes "
                            + ImageInput.described(inputs)
                            + "; a model of sounds takes one tensor of floats and perhaps an "
                            + MASK
                            + " or "
                            + LONGER);
        }
        this.shape = ((TensorInfo) node(inputs).getInfo()).getShape();
        try (InputStream in = Files.newInputStream(file)) {
            this.fingerprint = Fingerprint.ofStream(in);
        }
    }

    private NodeInfo node(Map<String, NodeInfo> inputs) {
        return Objects.requireNonNull(inputs.get(input));
    }

    private static @Nullable OnnxJavaType type(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor ? tensor.type : null;
    }

    /// @throws MalformedFileException if it is no ONNX model, or takes something else
    static SoundGraph open(Path file) throws IOException {
        OnnxGraph.read(file);
        try (OrtSession.SessionOptions options = OnnxModel.options()) {
            OrtSession session = OnnxModel.environment().createSession(file.toString(), options);
            try {
                return new SoundGraph(file, session);
            } catch (OrtException | IOException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw MalformedFileException.atByte(
                    file, 0, "ONNX Runtime cannot run it: " + e.getMessage(), e);
        }
    }

    MalformedFileException malformed(String reason) {
        return MalformedFileException.atByte(file, 0, reason);
    }

    String fingerprint() {
        return fingerprint;
    }

    /// What it takes; numbers that are left open are negative.
    long[] shape() {
        return shape.clone();
    }

    Map<String, NodeInfo> outputs() throws OrtException {
        return session.getOutputInfo();
    }

    /// The graph's own words for what it takes.
    String takes() {
        return input + Arrays.toString(shape);
    }

    /// @param values row-major, of the shape `sizes`
    /// @throws IllegalStateException if ONNX Runtime fails
    Output run(String output, float[] values, long... sizes) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            tensors.put(
                    input,
                    OnnxTensor.createTensor(
                            OnnxModel.environment(), FloatBuffer.wrap(values), sizes));
            NodeInfo mask = session.getInputInfo().get(MASK);
            if (mask != null) {
                tensors.put(MASK, ones(mask, sizes));
            }
            if (session.getInputInfo().containsKey(LONGER)) {
                tensors.put(LONGER, longer(sizes));
            }
            try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
                OnnxTensor tensor = (OnnxTensor) result.get(0);
                return new Output(tensor.getFloatBuffer().array(), tensor.getInfo().getShape());
            }
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": the model failed: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    /// As transformers has it of a sound that goes through the model alone: several views count as those of a long one.
    private static OnnxTensor longer(long[] sizes) throws OrtException {
        boolean[][] value = {{sizes.length == 4 && sizes[1] > 1}};
        return OnnxTensor.createTensor(OnnxModel.environment(), value);
    }

    private static OnnxTensor ones(NodeInfo mask, long[] sizes) throws OrtException {
        long[] shape = {sizes[0], sizes[sizes.length - 1]};
        int count = Math.toIntExact(shape[0] * shape[1]);
        if (type(mask) == OnnxJavaType.INT32) {
            int[] ones = new int[count];
            Arrays.fill(ones, 1);
            return OnnxTensor.createTensor(OnnxModel.environment(), IntBuffer.wrap(ones), shape);
        }
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return OnnxTensor.createTensor(OnnxModel.environment(), LongBuffer.wrap(ones), shape);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
