package dev.akin.items;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.embeddings.Similarity;
import dev.akin.format.Tensor;
import dev.akin.table.TrainableTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Rows of users and of items, whose products are scores.
record Factors(TrainableTable users, TrainableTable items) {
    private static final double SPREAD = 0.01;

    static Factors drawn(Interactions choices, int dimension, SplittableRandom random) {
        TrainableTable users = new TrainableTable(choices.users().size(), dimension);
        TrainableTable items = new TrainableTable(choices.items().size(), dimension);
        draw(users, 0, random);
        draw(items, 0, random);
        return new Factors(users, items);
    }

    /// Draws the rows from `from` on.
    static void draw(TrainableTable rows, int from, SplittableRandom random) {
        float[] row = new float[rows.dimension()];
        for (int r = from; r < rows.rows(); r++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (SPREAD * random.nextGaussian());
            }
            rows.set(r, row, 0);
        }
    }

    /// What a file holds: items as the main table.
    Model model(Interactions choices, Map<String, String> metadata) {
        Map<String, Embeddings> tables = new LinkedHashMap<>();
        tables.put(
                "",
                Embeddings.builder(choices.items(), items)
                        .similarity(Similarity.COSINE)
                        .metadata(metadata)
                        .build());
        tables.put(RecommenderModel.USERS, Embeddings.of(choices.users(), users));
        Map<String, Tensor> extras = new LinkedHashMap<>(choices.seen().tensors());
        extras.put(FactorModel.PAIRS, Tensor.of(choices.byUser().starts()));
        extras.put(FactorModel.PAIR_ITEMS, Tensor.of(choices.byUser().columns()));
        extras.put(FactorModel.PAIR_VALUES, Tensor.of(choices.byUser().values()));
        return Model.of(Recommender.KIND, tables).withMetadata(metadata).withExtras(extras);
    }
}
