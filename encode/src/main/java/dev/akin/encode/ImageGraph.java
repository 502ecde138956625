package dev.akin.encode;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.akin.MalformedFileException;
import dev.akin.media.Picture;
import dev.akin.media.PicturePreprocessor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A graph of pictures in ONNX Runtime. Each call runs on its caller's thread alone, and any number at a time. Thread-safe.
final class ImageGraph implements AutoCloseable {
    private final Path file;
    private final OrtSession session;
    private final PicturePreprocessor preprocessor;
    private final ImageInput input;
    private final ImageOutputs outputs;
    private final String fingerprint;
    private final int patch;

    private ImageGraph(Path file, OrtSession session, PicturePreprocessor preprocessor, int patch)
            throws OrtException, IOException {
        this.file = file;
        this.session = session;
        this.preprocessor = preprocessor;
        this.patch = patch;
        this.input = ImageInput.of(file.toString(), session.getInputInfo());
        this.outputs = ImageOutputs.of(file.toString(), session.getOutputInfo());
        input.check(file.toString(), preprocessor);
        try (InputStream in = Files.newInputStream(file)) {
            this.fingerprint = Fingerprint.ofStream(in);
        }
    }

    /// @param patch pixels along the side of a patch, or 0 where nothing says
    /// @throws MalformedFileException if it is no ONNX model, or not one that takes pictures and gives vectors
    static ImageGraph open(Path file, PicturePreprocessor preprocessor, int patch)
            throws IOException {
        OnnxGraph.read(file);
        try (OrtSession.SessionOptions options = OnnxModel.options()) {
            options.setMemoryPatternOptimization(preprocessor.width() > 0);
            OrtSession session = OnnxModel.environment().createSession(file.toString(), options);
            try {
                return new ImageGraph(file, session, preprocessor, patch);
            } catch (OrtException | IOException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw MalformedFileException.atByte(
                    file, 0, "ONNX Runtime cannot run it: " + e.getMessage(), e);
        }
    }

    String fingerprint() {
        return fingerprint;
    }

    boolean givesPatches() {
        return outputs.patches() != null;
    }

    /// The vector of a picture, as the model pools it or as [FeatureGrid#pooled] does.
    ///
    /// @throws IllegalStateException if ONNX Runtime fails
    float[] vector(Picture picture) {
        Picture fitted = preprocessor.fitted(picture);
        return run(fitted, outputs.pooled()).pooled(fitted.height(), fitted.width());
    }

    /// @throws IllegalArgumentException if the graph gives none
    /// @throws IllegalStateException if ONNX Runtime fails
    Patches patches(Picture picture) {
        String output = outputs.patches();
        if (output == null) {
            throw new IllegalArgumentException(
                    file + " gives one vector for a picture, and none for its patches");
        }
        Picture fitted = preprocessor.fitted(picture);
        return run(fitted, output).patches(fitted.height(), fitted.width());
    }

    private FeatureGrid run(Picture fitted, String output) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            feed(fitted, tensors);
            try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
                return first((OnnxTensor) result.get(0));
            }
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": the model failed: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private void feed(Picture fitted, Map<String, OnnxTensor> tensors) throws OrtException {
        int pictures = Math.max(1, input.batch());
        float[] numbers = preprocessor.numbers(fitted, input.order());
        tensors.put(
                input.name(),
                OnnxTensor.createTensor(
                        OnnxModel.environment(),
                        FloatBuffer.wrap(Arrays.copyOf(numbers, pictures * numbers.length)),
                        input.shape(pictures, fitted.height(), fitted.width())));
        for (String name : input.tokens()) {
            long[] one = {name.equals("attention_mask") ? 1 : 0};
            tensors.put(
                    name,
                    OnnxTensor.createTensor(
                            OnnxModel.environment(), LongBuffer.wrap(one), new long[] {1, 1}));
        }
    }

    private FeatureGrid first(OnnxTensor tensor) {
        long[] shape = tensor.getInfo().getShape();
        int[] own = Arrays.stream(shape).skip(1).mapToInt(Math::toIntExact).toArray();
        int size = Arrays.stream(own).reduce(1, Math::multiplyExact);
        float[] values = new float[size];
        tensor.getFloatBuffer().get(values);
        return new FeatureGrid(values, own, input.order(), patch);
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
