package dev.akin.knowledge;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.knowledge.Facts.Triples;
import dev.akin.table.TrainableTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A model of knowledge, and what learning needs to go on with it.
record Saved(Model model, KnowledgeOptions options, Json.Obj training) {
    static final String KIND = "knowledge";

    static final String RELATIONS = "relations";

    /// Relations on the way from tail to head, where those have rows of their own.
    static final String INVERSES = "inverses";

    private static final String FACTS = "knowledge.facts";
    private static final String ENTITY_SQUARES = "optimizer.entities";
    private static final String RELATION_SQUARES = "optimizer.relations";
    private static final String OPTIONS = "akin.options";
    private static final String TRAINING = "akin.training";

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// @param learned the facts that are learned from
    /// @param known all that are known to be right
    record Work(Facts learned, Facts known, Map<String, String> metadata) {}

    /// @throws IllegalArgumentException if it is another kind of model
    static Saved of(Model model) {
        if (!model.kind().equals(KIND) || !model.names().contains(RELATIONS)) {
            throw new IllegalArgumentException(
                    "holds " + model.kind() + ", no knowledge: it was not learned from facts");
        }
        return new Saved(
                model, KnowledgeOptions.ofJson(json(model, OPTIONS)), json(model, TRAINING));
    }

    private static Json.Obj json(Model model, String name) {
        String text = model.metadata().get(name);
        if (text != null && Json.parse(text) instanceof Json.Obj found) {
            return found;
        }
        throw new IllegalArgumentException("does not say " + name + ", so it is no knowledge");
    }

    static Model model(
            KnowledgeOptions options, Parameters parameters, Work work, Json.Obj training) {
        Facts known = work.known();
        int relations = known.relations().size();
        Map<String, Embeddings> tables = new LinkedHashMap<>();
        tables.put("", Embeddings.of(known.entities(), parameters.entities()));
        tables.put(
                RELATIONS,
                Embeddings.of(known.relations(), part(parameters.relations(), 0, relations)));
        if (options.reciprocal()) {
            tables.put(
                    INVERSES,
                    Embeddings.of(
                            known.relations(), part(parameters.relations(), relations, relations)));
        }
        Map<String, String> metadata = new HashMap<>(work.metadata());
        metadata.put(OPTIONS, options.describe().toString());
        metadata.put(TRAINING, training.toString());
        Map<String, Tensor> extras = new LinkedHashMap<>();
        extras.put(ENTITY_SQUARES, tensor(parameters.entitySquares()));
        extras.put(RELATION_SQUARES, tensor(parameters.relationSquares()));
        extras.put(FACTS, tensor(known.triples()));
        return Model.of(KIND, tables).withMetadata(metadata).withExtras(extras);
    }

    private static TrainableTable part(TrainableTable table, int from, int count) {
        TrainableTable part = new TrainableTable(count, table.dimension());
        for (int row = 0; row < count; row++) {
            Parameters.copy(table, from + row, part, row);
        }
        return part;
    }

    private static Tensor tensor(TrainableTable table) {
        float[] numbers = new float[Math.multiplyExact(table.rows(), table.dimension())];
        table.read(0, table.rows(), numbers, 0);
        return new Tensor(
                Tensor.of(numbers).type(),
                List.of((long) table.rows(), (long) table.dimension()),
                MemorySegment.ofArray(numbers));
    }

    private static Tensor tensor(Triples facts) {
        int[] all = new int[3 * facts.size()];
        for (int row = 0; row < facts.size(); row++) {
            all[3 * row] = facts.heads()[row];
            all[3 * row + 1] = facts.relations()[row];
            all[3 * row + 2] = facts.tails()[row];
        }
        return new Tensor(
                Tensor.of(all).type(),
                List.of((long) facts.size(), 3L),
                MemorySegment.ofArray(all));
    }

    boolean finished() {
        return truth("finished");
    }

    boolean updating() {
        return truth("updating");
    }

    private boolean truth(String name) {
        return training.get(name) instanceof Json.Bool(boolean value) && value;
    }

    long batches() {
        if (training.get("batches") instanceof Json.Num done) {
            return done.asLong();
        }
        throw new IllegalArgumentException("does not say how far it was learned");
    }

    KnowledgeOptions options(@Nullable Integer epochs) {
        Map<String, Json> members = new LinkedHashMap<>(options.describe().members());
        if (epochs != null) {
            members.put("epochs", Json.of(epochs));
        }
        return KnowledgeOptions.ofJson(new Json.Obj(members));
    }

    /// The metadata of a model that goes on with new facts.
    Map<String, String> before(Model old) {
        Map<String, String> metadata = new HashMap<>(old.metadata());
        String source = metadata.remove("akin.source");
        metadata.put("akin.source.before", source == null ? "[]" : source);
        return metadata;
    }

    Facts facts() {
        Facts facts = knownFacts();
        if (facts == null) {
            throw new IllegalArgumentException(
                    "lacks what learning needs: it was written with --lean");
        }
        return facts;
    }

    /// The facts that it was learned from, or null if they were left out.
    @Nullable Facts knownFacts() {
        Tensor tensor = model.extras().get(FACTS);
        if (tensor == null) {
            return null;
        }
        Vocabulary entities = model.table("").vocabulary();
        Vocabulary relations = model.table(RELATIONS).vocabulary();
        int count = Math.toIntExact(tensor.data().byteSize() / (3 * Integer.BYTES));
        int[][] columns = new int[3][count];
        for (int row = 0; row < count; row++) {
            for (int c = 0; c < columns.length; c++) {
                int id = tensor.data().getAtIndex(INT, 3L * row + c);
                int most = c == 1 ? relations.size() : entities.size();
                if (id < 0 || id >= most) {
                    throw new IllegalArgumentException(
                            "fact " + row + " names number " + id + " of " + most);
                }
                columns[c][row] = id;
            }
        }
        return new Facts(
                entities, relations, new Triples(columns[0], columns[1], columns[2]), 0, 0);
    }

    /// All rows, to be learned on.
    Parameters parameters() {
        return grown(model.table("").size(), model.table(RELATIONS).size());
    }

    /// As [#parameters], with rows by chance for what is new.
    Parameters grown(int entities, int relations) {
        Parameters grown = Parameters.random(options, entities, relations);
        Embeddings known = model.table("");
        for (int row = 0; row < known.size(); row++) {
            Parameters.copy(known.table(), row, grown.entities(), row);
        }
        restore(ENTITY_SQUARES, grown.entitySquares(), known.size(), 0, 0);
        int ways = model.table(RELATIONS).size();
        for (int row = 0; row < ways; row++) {
            Parameters.copy(model.table(RELATIONS).table(), row, grown.relations(), row);
        }
        restore(RELATION_SQUARES, grown.relationSquares(), ways, 0, 0);
        if (options.reciprocal()) {
            for (int row = 0; row < ways; row++) {
                Parameters.copy(
                        model.table(INVERSES).table(), row, grown.relations(), relations + row);
            }
            restore(RELATION_SQUARES, grown.relationSquares(), ways, ways, relations);
        }
        return grown;
    }

    private void restore(String name, TrainableTable table, int count, int from, int into) {
        Tensor tensor = model.extras().get(name);
        long needed = (long) (from + count) * table.dimension() * Float.BYTES;
        if (tensor == null || tensor.data().byteSize() < needed) {
            throw new IllegalArgumentException(
                    "lacks what learning needs: it was written with --lean");
        }
        float[] numbers = new float[table.dimension()];
        for (int row = 0; row < count; row++) {
            long at = (long) (from + row) * numbers.length * Float.BYTES;
            MemorySegment.copy(tensor.data(), FLOAT, at, numbers, 0, numbers.length);
            table.set(into + row, numbers, 0);
        }
    }
}
