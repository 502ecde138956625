package dev.akin.layers;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.text.Json;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// What keys that nobody knows begin as, made from their features, as a [MetaEmbedding] has learned to. Immutable and thread-safe.
public final class FirstVectors {
    /// What a file says of itself.
    public static final String KIND = "first-vectors";

    private static final String SCALE = "scale";
    private static final String OUTPUT = "network/output";

    private final Embeddings features;
    private final double[] output;
    private final TanhOutput shape;

    /// @param output weights, as of [TanhOutput]
    FirstVectors(Embeddings features, double[] output, TanhOutput shape) {
        this.features = features;
        this.output = output;
        this.shape = shape;
    }

    /// Numbers in a vector.
    public int dimension() {
        return shape.outputs();
    }

    /// The rows of features, of which those are near each other whose keys begin alike.
    public Embeddings features() {
        return features;
    }

    /// What a key of these features begins as: [dimension], a new array. Features that were not learned are passed over; one that comes
    /// twice counts twice.
    ///
    /// @throws IllegalArgumentException if none of them was learned
    public float[] vector(Collection<String> ofKey) {
        return find(ofKey)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "none of the features "
                                        + ofKey
                                        + " is one of the "
                                        + features.size()
                                        + " that were learned; begin by chance"));
    }

    /// As [#vector(Collection)], but that nothing is given if no feature was learned: for [StringKeyLayer#startFrom], by which the key
    /// then begins by chance.
    public Optional<float[]> find(Collection<String> ofKey) {
        int[] ids =
                ofKey.stream().mapToInt(features.vocabulary()::id).filter(id -> id >= 0).toArray();
        if (ids.length == 0) {
            return Optional.empty();
        }
        int width = shape.inputs();
        float[] rows = new float[Math.multiplyExact(ids.length, width)];
        features.table().gather(ids, ids.length, rows, 0);
        double[] mean = new double[width];
        for (int i = 0; i < rows.length; i++) {
            mean[i % width] += rows[i] / (double) ids.length;
        }
        double[] vector = new double[dimension()];
        shape.forward(output, mean, vector);
        return Optional.of(floats(vector));
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }

    /// Writes a safetensors file, whose embeddings are the features' rows; an older file of that name stays as it was until the new one
    /// is whole.
    public void save(Path path) throws IOException {
        Tensor weights =
                Tensor.of(
                        TensorType.F32,
                        MemorySegment.ofArray(floats(output)),
                        shape.outputs(),
                        shape.inputs() + 1);
        Json described = Json.object(SCALE, shape.scale());
        Model.of(KIND, Map.of("", features))
                .withMetadata(Map.of(OptionsReader.NAME, described.toString()))
                .withExtras(Map.of(OUTPUT, weights))
                .save(path, ProgressListener.NONE);
    }

    /// Reads what [#save(Path)] wrote.
    ///
    /// @throws MalformedFileException if the file is no such thing, or something of it is missing
    public static FirstVectors load(Path path) throws IOException {
        Model model = Model.load(path);
        try {
            return of(model);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(path, 0, String.valueOf(e.getMessage()), e);
        }
    }

    private static FirstVectors of(Model model) {
        if (!model.kind().equals(KIND)) {
            throw new IllegalArgumentException(
                    "it holds no first vectors but "
                            + model.kind()
                            + "; a MetaEmbedding makes them");
        }
        Embeddings features = model.table("");
        Tensor weights = model.extras().get(OUTPUT);
        if (weights == null
                || weights.type() != TensorType.F32
                || weights.shape().size() != 2
                || weights.shape().get(0) < 1
                || weights.shape().get(1) != features.dimension() + 1) {
            throw new IllegalArgumentException(
                    OUTPUT
                            + " is "
                            + (weights == null ? "missing" : weights.type() + " " + weights.shape())
                            + ", not F32 [dimension, "
                            + (features.dimension() + 1)
                            + "]");
        }
        float[] output = weights.data().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
        for (float weight : output) {
            if (!Float.isFinite(weight)) {
                throw new IllegalArgumentException(OUTPUT + " holds " + weight);
            }
        }
        int dimension = Math.toIntExact(weights.shape().get(0));
        return new FirstVectors(
                features,
                doubles(output),
                new TanhOutput(features.dimension(), dimension, scale(model)));
    }

    private static double scale(Model model) {
        double scale = OptionsReader.of(model.metadata().get(OptionsReader.NAME)).number(SCALE);
        Checks.positive(SCALE, scale);
        return scale;
    }
}
