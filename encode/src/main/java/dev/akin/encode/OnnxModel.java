package dev.akin.encode;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A graph in ONNX Runtime: batches of token ids → vectors of tokens. Each call runs on its caller's thread alone, and
/// any number at a time. Thread-safe.
final class OnnxModel implements AutoCloseable {
    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final String PLACES = "position_ids";
    private static final Set<String> KNOWN = Set.of(IDS, MASK, TYPES, PLACES);

    /// One for the process: it cannot be had twice.
    private static final class Environment {
        static final OrtEnvironment ONE =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    }

    /// What a batch gives.
    ///
    /// @param values row-major: [batch, length, width], or [batch, width] where the graph pools
    /// @param length tokens that each text has here, padding among them
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Output(float[] values, int length, int width) {
        /// Where the vectors of a text's tokens begin.
        int first(int text) {
            return text * length * width;
        }
    }

    private final String name;
    private final OrtSession session;
    private final OnnxGraph graph;
    private final String fingerprint;
    private final String output;
    private final @Nullable BlankPicture blank;
    private final boolean pooled;
    private final int width;

    private OnnxModel(Loaded loaded, OrtSession session) throws OrtException, IOException {
        this.name = loaded.name;
        this.graph = loaded.graph;
        this.fingerprint = loaded.fingerprint;
        this.session = session;
        this.blank = BlankPicture.of(session, loaded.folder);
        checkInputs();
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        this.output = chooseOutput(outputs);
        long[] shape = shape(Objects.requireNonNull(outputs.get(output)));
        this.pooled = shape.length == 2;
        long last = shape[shape.length - 1];
        this.width = last > 0 ? Math.toIntExact(last) : widthByTrying();
    }

    private record Loaded(
            String name, OnnxGraph graph, String fingerprint, @Nullable Path folder) {}

    /// @throws MalformedFileException if it is no ONNX model, or not one that takes tokens and gives vectors
    static OnnxModel open(ModelFiles files) throws IOException {
        Path file = files.graphFile();
        if (file != null) {
            OnnxGraph graph = OnnxGraph.read(file);
            try (InputStream in = files.openGraph()) {
                Loaded loaded =
                        new Loaded(file.toString(), graph, Fingerprint.ofStream(in), folder(files));
                return start(
                        loaded, options -> Environment.ONE.createSession(file.toString(), options));
            }
        }
        try (InputStream in = files.openGraph()) {
            byte[] bytes = in.readAllBytes();
            OnnxGraph graph = OnnxGraph.read(files.graphName(), MemorySegment.ofArray(bytes));
            Loaded loaded =
                    new Loaded(files.graphName(), graph, Fingerprint.ofBytes(bytes), folder(files));
            return start(loaded, options -> Environment.ONE.createSession(bytes, options));
        }
    }

    private static @Nullable Path folder(ModelFiles files) {
        return files instanceof ModelFiles.InFolder in ? in.folder() : null;
    }

    private interface Start {
        OrtSession session(OrtSession.SessionOptions options) throws OrtException;
    }

    private static OnnxModel start(Loaded loaded, Start start) throws IOException {
        try (OrtSession.SessionOptions options = options()) {
            OrtSession session = start.session(options);
            try {
                return new OnnxModel(loaded, session);
            } catch (OrtException | IOException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw MalformedFileException.atByte(
                    loaded.name, 0, "ONNX Runtime cannot run it: " + e.getMessage(), e);
        }
    }

    static OrtEnvironment environment() {
        return Environment.ONE;
    }

    static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        // Calls side by side are faster than threads within a call.
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        // It would remember a plan for each length of text.
        options.setMemoryPatternOptimization(false);
        return options;
    }

    private void checkInputs() throws OrtException, IOException {
        for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
            if (blank != null && input.getKey().equals(blank.input())) {
                continue;
            }
            if (!KNOWN.contains(input.getKey())) {
                throw malformed(
                        "asks for the input "
                                + input.getKey()
                                + ", but only "
                                + KNOWN.stream().sorted().toList()
                                + " are known; export the model for feature extraction");
            }
            if (!(input.getValue().getInfo() instanceof TensorInfo tensor)
                    || tensor.type != OnnxJavaType.INT64) {
                throw malformed("takes " + input.getKey() + " as other than int64");
            }
        }
        if (!session.getInputNames().contains(IDS)) {
            throw malformed("does not take " + IDS);
        }
    }

    /// Vectors of tokens before ready vectors of texts; the names that exporters use before others.
    private String chooseOutput(Map<String, NodeInfo> outputs) throws MalformedFileException {
        if (outputs.containsKey(TextTower.OUTPUT)) {
            return TextTower.OUTPUT;
        }
        for (String usual : List.of("last_hidden_state", "token_embeddings")) {
            NodeInfo node = outputs.get(usual);
            if (node != null && shape(node).length == 3) {
                return usual;
            }
        }
        if (outputs.containsKey("sentence_embedding")) {
            return "sentence_embedding";
        }
        for (int rank : new int[] {3, 2}) {
            for (Map.Entry<String, NodeInfo> named : outputs.entrySet()) {
                if (shape(named.getValue()).length == rank) {
                    return named.getKey();
                }
            }
        }
        throw malformed("gives no vectors, only " + outputs.keySet());
    }

    private static long[] shape(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
    }

    private int widthByTrying() throws OrtException {
        return run(List.of(new Piece(new int[] {0}, 0, 1))).width();
    }

    private MalformedFileException malformed(String reason) {
        return MalformedFileException.atByte(name, 0, "the graph " + reason);
    }

    /// Whether the texts of a call change each other's vectors.
    boolean quantizesDynamically() {
        return graph.quantizesDynamically();
    }

    /// Whether the graph gives one vector a text, so that there is nothing to pool.
    boolean pools() {
        return pooled;
    }

    /// Numbers in a vector.
    int width() {
        return width;
    }

    String fingerprint() {
        return fingerprint;
    }

    /// @throws IllegalStateException if ONNX Runtime fails
    Output encode(List<Piece> batch) {
        try {
            return run(batch);
        } catch (OrtException e) {
            throw new IllegalStateException(name + ": the model failed: " + e.getMessage(), e);
        }
    }

    private Output run(List<Piece> batch) throws OrtException {
        Inputs inputs = new Inputs(batch);
        try {
            try (OrtSession.Result result = session.run(inputs.tensors, Set.of(output))) {
                OnnxTensor tensor = (OnnxTensor) result.get(0);
                long[] shape = tensor.getInfo().getShape();
                float[] values = tensor.getFloatBuffer().array();
                return new Output(
                        values,
                        shape.length == 2 ? 1 : Math.toIntExact(shape[1]),
                        Math.toIntExact(shape[shape.length - 1]));
            }
        } finally {
            inputs.tensors.values().forEach(OnnxTensor::close);
        }
    }

    /// The tensors of a batch, each text padded to the longest.
    private final class Inputs {
        private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        private final List<Piece> batch;
        private final int length;

        Inputs(List<Piece> batch) throws OrtException {
            this.batch = batch;
            this.length = batch.stream().mapToInt(Piece::length).max().orElse(1);
            try {
                BlankPicture picture = blank;
                for (String input : session.getInputNames()) {
                    tensors.put(
                            input,
                            picture != null && input.equals(picture.input())
                                    ? picture.tensor()
                                    : tensor(values(input)));
                }
            } catch (OrtException | RuntimeException e) {
                tensors.values().forEach(OnnxTensor::close);
                throw e;
            }
        }

        private OnnxTensor tensor(long[] values) throws OrtException {
            return OnnxTensor.createTensor(
                    Environment.ONE, LongBuffer.wrap(values), new long[] {batch.size(), length});
        }

        private long[] values(String input) {
            long[] values = new long[batch.size() * length];
            for (int text = 0; text < batch.size() && !input.equals(TYPES); text++) {
                int[] ids = batch.get(text).ids();
                for (int i = 0; i < ids.length; i++) {
                    values[text * length + i] = value(input, ids, i);
                }
            }
            return values;
        }

        private static long value(String input, int[] ids, int place) {
            return switch (input) {
                case IDS -> ids[place];
                case MASK -> 1;
                default -> place;
            };
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(name + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
