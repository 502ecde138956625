package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.evaluate.ClickResult;
import dev.akin.format.Tensor;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Initializer;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Click;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Says how probable a click is, as it learned to ([ClickPrediction]). Any number of threads may ask. Holds memory of PyTorch's until it is
/// closed.
public final class ClickModel extends TrainedNetwork {
    /// What a file says of itself.
    public static final String KIND = "clicks";

    private static final SavedNetwork.Kind SAVED = new SavedNetwork.Kind(KIND, "model of clicks");

    private static final int TOGETHER = 4096;

    private final ClickShape shape;
    private final ClickShape.Values values;
    private final ClickNetwork network;

    ClickModel(
            ClickShape shape,
            ClickShape.Values values,
            ClickNetwork network,
            @Nullable FitHistory history) {
        super(history);
        this.shape = shape;
        this.values = values;
        this.network = network;
    }

    /// What an example has values of.
    public List<String> fields() {
        return shape.fields();
    }

    /// What reads the rows.
    public ClickBody body() {
        return shape.body();
    }

    /// The learned rows of a field, by its values: a copy.
    ///
    /// @throws IllegalArgumentException if there is no field of this name; the message lists those there are
    public Embeddings embeddings(String field) {
        int number = shape.fields().indexOf(field);
        if (number < 0) {
            throw new IllegalArgumentException(
                    "there is no field \"" + field + "\", only " + shape.fields());
        }
        return Tables.embeddings(network.rows(), values.known().get(number), values.first(number));
    }

    /// How probable a click is, above 0 and below 1. Values that were never seen stand for all of their kind.
    ///
    /// @param example a value for each field, in their order
    /// @throws IllegalArgumentException if there are more or fewer values than fields
    public float probability(List<String> example) {
        return probabilities(List.of(example))[0];
    }

    /// As [#probability(List)], of many examples at once, which is faster.
    public float[] probabilities(List<List<String>> examples) {
        float[] probabilities = new float[examples.size()];
        for (int from = 0; from < probabilities.length; from += TOGETHER) {
            int count = Math.min(TOGETHER, probabilities.length - from);
            float[] scores = network.scores(values.rows(examples.subList(from, from + count)));
            for (int i = 0; i < count; i++) {
                // As near to 0 and 1 as a float between them can be.
                double p = Softmax.sigmoid(scores[i]);
                probabilities[from + i] =
                        (float) Math.clamp(p, Float.MIN_NORMAL, Math.nextDown(1f));
            }
        }
        return probabilities;
    }

    /// How well it foretells what was clicked of other examples.
    ///
    /// @throws IllegalArgumentException if there are not as many outcomes as examples, or none
    public ClickResult evaluate(List<List<String>> examples, boolean[] clicked) {
        return ClickResult.of(clicked, probabilities(examples));
    }

    /// As [#evaluate(List, boolean\[\])], of a log: the clicks, against as many items each that their users never chose in this log, drawn
    /// evenly from all of it.
    ///
    /// @throws IllegalArgumentException if there are no clicks, each user chose all items, or the fields are not two
    public ClickResult evaluate(List<Click> clicks, int negatives, long seed) {
        ClickExamples examples = ClickExamples.drawn(clicks, negatives, seed);
        return evaluate(examples.values(), examples.clicked());
    }

    /// The tables of the fields, that of the last one without a name, and the dense weights beside them.
    @Override
    public Model model() {
        Map<String, Embeddings> tables = new LinkedHashMap<>();
        tables.put("", embeddings(shape.fields().getLast()));
        for (String field : shape.fields().subList(0, shape.fields().size() - 1)) {
            tables.put(field, embeddings(field));
        }
        Map<String, Tensor> weights = new TreeMap<>(network.learned().weights());
        weights.put(SavedNetwork.RESERVED, Tables.reserved(network.rows(), values.reserved()));
        return SavedNetwork.of(SAVED, tables, shape.toJson(), weights);
    }

    /// Reads what [#save(Path)] wrote.
    ///
    /// @throws MalformedFileException if the file is no model of clicks, or something of it is missing
    /// @throws IllegalStateException if PyTorch is not on the class path
    public static ClickModel load(Path path) throws IOException {
        return of(path, Model.load(path));
    }

    /// As [#load(Path)], of a file that was read.
    ///
    /// @param path for errors
    public static ClickModel of(Path path, Model model) throws MalformedFileException {
        return SavedNetwork.read(path, model, SAVED, ClickModel::of);
    }

    private static ClickModel of(SavedNetwork saved) {
        ClickShape shape = ClickShape.parse(saved.shape());
        List<Embeddings> tables = new ArrayList<>();
        for (String field : shape.fields()) {
            tables.add(saved.model().table(field.equals(shape.fields().getLast()) ? "" : field));
        }
        List<Vocabulary> known = tables.stream().map(Embeddings::vocabulary).toList();
        ClickShape.Values values = new ClickShape.Values(known);
        EmbeddingLayer rows = rows(values, tables, saved.weights());
        ClickNetwork network =
                new ClickNetwork(
                        shape,
                        rows,
                        ClickPrediction.builder().dimension(rows.dimension()).options());
        network.learned().weights(saved.weights());
        return new ClickModel(shape, values, network, null);
    }

    private static EmbeddingLayer rows(
            ClickShape.Values values, List<Embeddings> tables, Map<String, Tensor> extras) {
        int width = tables.getFirst().dimension();
        EmbeddingLayer layer =
                EmbeddingLayer.builder(values.rows(), width)
                        .initializer(Initializer.constant(0))
                        .maskZero()
                        .build();
        Tables.put(
                Tensors.floats(SavedNetwork.RESERVED, extras, values.reserved(), width),
                layer,
                0,
                values.reserved());
        for (int f = 0; f < tables.size(); f++) {
            EmbeddingTable table = tables.get(f).table();
            if (table.dimension() != width) {
                throw new IllegalArgumentException(
                        "the tables have "
                                + width
                                + " and "
                                + table.dimension()
                                + " numbers a row");
            }
            float[] numbers = new float[Math.multiplyExact(table.rows(), width)];
            table.read(0, table.rows(), numbers, 0);
            Tables.put(numbers, layer, values.first(f), table.rows());
        }
        return layer;
    }

    @Override
    public void close() {
        network.close();
    }
}
