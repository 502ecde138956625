package dev.akin.items;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.TrainableTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A model of item2vec: that of a learner of words with its tables the other way round, and users made of items.
///
/// @param options what `akin.options` says
record SequenceModel(Model model, Json.Obj options) {
    static final String NAME = "item2vec";
    static final String HISTORY = "history";
    private static final String CONTEXT = "context";
    private static final String SKIPGRAM = "skipgram";

    /// @throws IllegalArgumentException if it is not of item2vec
    static SequenceModel of(Model model) {
        Json.Obj options = RecommenderModel.options(model);
        if (!(options.get("model") instanceof Json.Str(String name)) || !name.equals(NAME)) {
            throw new IllegalArgumentException("this is no model of " + NAME);
        }
        if (!model.names().contains(HISTORY)) {
            throw new IllegalArgumentException(
                    "the model lacks the table \""
                            + HISTORY
                            + "\": it was converted, or saved lean");
        }
        return new SequenceModel(model, options);
    }

    /// As the learner of words left it.
    Model words() {
        Map<String, Embeddings> tables = new LinkedHashMap<>();
        tables.put("", model.table(HISTORY));
        tables.put(CONTEXT, model.table(""));
        Map<String, String> metadata = new LinkedHashMap<>(model.metadata());
        metadata.put(
                RecommenderModel.OPTIONS,
                with(options, "model", new Json.Str(SKIPGRAM)).toString());
        return Model.of("embeddings", tables).withMetadata(metadata);
    }

    Histories histories() {
        return Seen.of(model).histories(model.table(RecommenderModel.USERS).vocabulary(), items());
    }

    /// The vectors by which items foretell others.
    Embeddings history() {
        return model.table(HISTORY);
    }

    private Vocabulary items() {
        return model.table("").vocabulary();
    }

    int window() {
        return (int) number("window");
    }

    Item2Vec.Tasting tasting() {
        return new Item2Vec.Tasting(number("decay"), options.get("baskets") != null);
    }

    private double number(String name) {
        if (options.get(name) instanceof Json.Num number) {
            return number.asDouble();
        }
        throw new IllegalArgumentException(RecommenderModel.OPTIONS + " does not say " + name);
    }

    private static Json.Obj with(Json.Obj object, String name, Json value) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return new Json.Obj(members);
    }

    /// @param words what a learner of words made of the histories
    static Model made(Model words, Histories histories, Item2Vec.Tasting tasting) {
        Embeddings history = words.table("");
        Vocabulary items = history.vocabulary();
        List<String> users = new ArrayList<>();
        List<int[]> chosen = new ArrayList<>();
        histories
                .items()
                .forEach((user, names) -> {
                    int[] ids = names.stream().mapToInt(items::id).filter(id -> id >= 0).toArray();
                    if (ids.length > 0) {
                        users.add(user);
                        chosen.add(ids);
                    }
                });
        Map<String, String> metadata = new LinkedHashMap<>(words.metadata());
        metadata.put(RecommenderModel.OPTIONS, described(words, tasting).toString());
        Map<String, Embeddings> tables = new LinkedHashMap<>();
        EmbeddingTable foretold = words.table(CONTEXT).table();
        tables.put("", Embeddings.builder(items, foretold).metadata(metadata).build());
        tables.put(HISTORY, Embeddings.of(items, history.table()));
        tables.put(
                RecommenderModel.USERS,
                Embeddings.of(Vocabulary.of(users), tastes(history.table(), chosen, tasting)));
        return Model.of(Recommender.KIND, tables)
                .withMetadata(metadata)
                .withExtras(Seen.of(chosen).tensors());
    }

    private static Json.Obj described(Model words, Item2Vec.Tasting tasting) {
        Json.Obj options = with(RecommenderModel.options(words), "model", new Json.Str(NAME));
        options = with(options, "decay", Json.Num.of(tasting.decay()));
        return tasting.baskets() ? with(options, "baskets", new Json.Bool(true)) : options;
    }

    private static EmbeddingTable tastes(
            EmbeddingTable history, List<int[]> chosen, Item2Vec.Tasting tasting) {
        TrainableTable users = new TrainableTable(chosen.size(), history.dimension());
        for (int user = 0; user < chosen.size(); user++) {
            users.set(user, taste(history, chosen.get(user), tasting.decay()), 0);
        }
        return users;
    }

    /// The mean of the items' vectors, each weighing `decay` of what the next one does.
    static float[] taste(EmbeddingTable history, int[] items, double decay) {
        double[] weights = weights(items.length, decay);
        double[] sum = new double[history.dimension()];
        float[] row = new float[sum.length];
        for (int i = 0; i < items.length; i++) {
            history.read(items[i], 1, row, 0);
            for (int d = 0; d < sum.length; d++) {
                sum[d] += weights[i] * row[d];
            }
        }
        for (int d = 0; d < sum.length; d++) {
            row[d] = (float) sum[d];
        }
        return row;
    }

    /// What each of so many items weighs; 1 together.
    static double[] weights(int items, double decay) {
        double[] weights = new double[items];
        double weight = 1;
        double all = 0;
        for (int i = items - 1; i >= 0; i--) {
            weights[i] = weight;
            all += weight;
            weight *= decay;
        }
        for (int i = 0; i < items; i++) {
            weights[i] /= all;
        }
        return weights;
    }
}
