package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.embeddings.SifEncoder;
import dev.akin.format.Tensor;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Vectors of texts, near each other as [MetricLearning] learned to bring them. Any number of threads may ask.
///
/// The file of one whose body is the mean is an encoder too, wherever a file of word vectors is one.
public final class MetricModel extends TrainedNetwork {
    /// What a file says of itself.
    public static final String KIND = "metric";

    private static final SavedNetwork.Kind SAVED =
            new SavedNetwork.Kind(KIND, "model of texts' vectors");

    /// How an encoder by word vectors weighs them: so that all count alike.
    private static final String PLAIN_MEAN =
            Json.object("smoothing", 1e30, "common", null).toString();

    private static final int TOGETHER = 256;

    private final TextIds known;
    private final MetricShape shape;
    private final EmbeddingLayer layer;
    private final TextVectors vectors;

    MetricModel(
            TextIds known,
            MetricShape shape,
            EmbeddingLayer layer,
            TextVectors vectors,
            @Nullable FitHistory history) {
        super(history);
        this.known = known;
        this.shape = shape;
        this.layer = layer;
        this.vectors = vectors;
    }

    /// Numbers in a vector.
    public int dimension() {
        return vectors.width();
    }

    /// What reads the rows.
    public Body body() {
        return shape.body();
    }

    /// The learned rows, by their words: a copy.
    public Embeddings embeddings() {
        return Tables.embeddings(layer, known.words(), known.reserved());
    }

    /// A vector of unit length for each text: [texts][dimension]. With the mean, that of a text without a known word is zeros.
    public float[][] encode(List<String> texts) {
        int[][] ids = new int[texts.size()][];
        Arrays.setAll(ids, i -> ids(known, texts.get(i), shape.maxLength()));
        float[][] encoded = new float[ids.length][];
        int width = vectors.width();
        for (int from = 0; from < ids.length; from += TOGETHER) {
            int first = from;
            int[] some = new int[Math.min(TOGETHER, ids.length - from)];
            Arrays.setAll(some, i -> first + i);
            UnitRows rows = new UnitRows(vectors.vectors(SequenceBatch.of(ids, some, 0)), width);
            for (int i = 0; i < some.length; i++) {
                encoded[first + i] = Arrays.copyOfRange(rows.values(), i * width, (i + 1) * width);
            }
        }
        return encoded;
    }

    /// The cosine of the vectors of two texts, in [-1, 1].
    public double similarity(String a, String b) {
        float[][] both = encode(List.of(a, b));
        double dot = 0;
        for (int d = 0; d < both[0].length; d++) {
            dot += (double) both[0][d] * both[1][d];
        }
        return dot;
    }

    /// The ids of the words that are known.
    static int[] ids(TextIds known, String text, int maxLength) {
        return Arrays.stream(known.ids(text))
                .filter(id -> id != TextIds.Cut.UNKNOWN)
                .limit(maxLength)
                .toArray();
    }

    /// The words' table, and the dense weights beside it.
    @Override
    public Model model() {
        Map<String, Tensor> weights = new TreeMap<>(vectors.learned().weights());
        weights.put(SavedNetwork.RESERVED, Tables.reserved(layer, known.reserved()));
        Map<String, String> metadata = new TreeMap<>(known.metadata());
        if (shape.body() instanceof Mean) {
            metadata.put(SifEncoder.METADATA, PLAIN_MEAN);
        }
        Embeddings words =
                Embeddings.builder(known.words(), embeddings().table()).metadata(metadata).build();
        return SavedNetwork.of(SAVED, Map.of("", words), shape.toJson(), weights);
    }

    /// Reads what [#save(Path)] wrote.
    ///
    /// @throws MalformedFileException if the file is no such model, or something of it is missing
    /// @throws IllegalStateException if it needs PyTorch, and that is not on the class path
    public static MetricModel load(Path path) throws IOException {
        return of(path, Model.load(path));
    }

    /// As [#load(Path)], of a file that was read.
    ///
    /// @param path for errors
    public static MetricModel of(Path path, Model model) throws MalformedFileException {
        return SavedNetwork.read(path, model, SAVED, MetricModel::of);
    }

    private static MetricModel of(SavedNetwork saved) {
        MetricShape shape = MetricShape.parse(saved.shape());
        Embeddings words = saved.main();
        TextIds known = TextIds.read(saved.model().metadata(), words.vocabulary());
        EmbeddingLayer layer =
                Tables.layer(words, known.reserved(), saved.weights(), SavedNetwork.RESERVED);
        TextVectors vectors =
                TextVectors.of(
                        shape.body(),
                        layer,
                        MetricLearning.builder().dimension(words.dimension()).options());
        vectors.learned().weights(saved.weights());
        return new MetricModel(known, shape, layer, vectors, null);
    }

    @Override
    public void close() {
        vectors.close();
    }
}
