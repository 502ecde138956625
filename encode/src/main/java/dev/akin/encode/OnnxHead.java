package dev.akin.encode;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A module that was exported as a graph of its own: [batch, inputs] → [batch, outputs].
final class OnnxHead implements Head {
    private final Path file;
    private final OrtSession session;
    private final String input;
    private final int inputs;
    private final int outputs;
    private final String fingerprint;

    private OnnxHead(Path file, OrtSession session) throws OrtException, IOException {
        this.file = file;
        this.session = session;
        Map<String, NodeInfo> taken = session.getInputInfo();
        if (taken.size() != 1) {
            throw MalformedFileException.atByte(
                    file, 0, "the graph takes " + taken.keySet() + " instead of one vector");
        }
        this.input = taken.keySet().iterator().next();
        this.inputs = width(taken);
        this.outputs = width(session.getOutputInfo());
        this.fingerprint = Fingerprint.ofBytes(Files.readAllBytes(file));
    }

    static OnnxHead read(Path file) throws IOException {
        OnnxGraph.read(file);
        try (OrtSession.SessionOptions options = OnnxModel.options()) {
            OrtSession session = OnnxModel.environment().createSession(file.toString(), options);
            try {
                return new OnnxHead(file, session);
            } catch (OrtException | IOException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw MalformedFileException.atByte(
                    file, 0, "ONNX Runtime cannot run it: " + e.getMessage(), e);
        }
    }

    private int width(Map<String, NodeInfo> nodes) throws MalformedFileException {
        if (nodes.values().iterator().next().getInfo() instanceof TensorInfo tensor
                && tensor.getShape().length == 2
                && tensor.getShape()[1] > 0) {
            return Math.toIntExact(tensor.getShape()[1]);
        }
        throw MalformedFileException.atByte(
                file, 0, "the graph does not say how many numbers it takes and gives");
    }

    @Override
    public float[] apply(float[] vector) {
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(
                                OnnxModel.environment(),
                                FloatBuffer.wrap(vector),
                                new long[] {1, inputs});
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": the graph failed: " + e.getMessage(), e);
        }
    }

    @Override
    public int outputs(int before) {
        if (before != inputs) {
            throw new IllegalArgumentException(
                    file + " takes " + inputs + " numbers, but gets " + before);
        }
        return outputs;
    }

    @Override
    public String fingerprint() {
        return "graph " + fingerprint;
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
