package dev.akin.networks;

import dev.akin.layers.EmbeddingBag;
import dev.akin.layers.EmbeddingLayer;
import java.util.Arrays;

/// The rows of two towers: of users, of what they chose before, and of items. Row 0 of the first two is that of nothing.
final class Towers {
    private final TowerShape shape;
    private final EmbeddingLayer users;
    private final EmbeddingLayer before;
    private final EmbeddingBag history;
    private final EmbeddingLayer items;

    Towers(TowerShape shape, FitOptions options, int users, int items) {
        this(shape, options.layer(users + 1), options.layer(items + 1), options.layer(items + 1));
    }

    Towers(TowerShape shape, EmbeddingLayer users, EmbeddingLayer before, EmbeddingLayer items) {
        this.shape = shape;
        this.users = users;
        this.before = before;
        this.history = EmbeddingBag.of(before, EmbeddingBag.Mode.MEAN);
        this.items = items;
    }

    TowerShape shape() {
        return shape;
    }

    int dimension() {
        return items.dimension();
    }

    EmbeddingLayer users() {
        return users;
    }

    EmbeddingLayer before() {
        return before;
    }

    EmbeddingLayer items() {
        return items;
    }

    /// A user, and what was chosen before.
    ///
    /// @param user row of the user; 0 for one who is not known
    /// @param chosen ids of items
    /// @param to how many of these were chosen before
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Query(int user, int[] chosen, int to) {}

    /// Bags of the rows of what was chosen before, one behind the other.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bags(int[] ids, int[] offsets) {}

    private Bags bags(Query[] queries) {
        int[] offsets = new int[queries.length];
        int count = 0;
        for (int i = 0; i < queries.length; i++) {
            offsets[i] = count;
            count += Math.min(shape.maxLength(), queries[i].to);
        }
        int[] ids = new int[count];
        for (int i = 0; i < queries.length; i++) {
            int length = Math.min(shape.maxLength(), queries[i].to);
            for (int t = 0; t < length; t++) {
                ids[offsets[i] + t] = 1 + queries[i].chosen[queries[i].to - length + t];
            }
        }
        return new Bags(ids, offsets);
    }

    private static int[] rows(Query[] queries) {
        return Arrays.stream(queries).mapToInt(Query::user).toArray();
    }

    /// A vector for each query: [queries × dimension].
    float[] vectors(Query[] queries) {
        float[] vectors = new float[Math.multiplyExact(queries.length, dimension())];
        float[] means = new float[vectors.length];
        users.forward(rows(queries), queries.length, vectors);
        Bags bags = bags(queries);
        history.forward(bags.ids, bags.offsets, null, means);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] += means[i];
        }
        return vectors;
    }

    /// The vectors of items.
    ///
    /// @param chosen ids of items
    float[] vectors(int[] chosen) {
        int[] rows = Arrays.stream(chosen).map(item -> item + 1).toArray();
        float[] vectors = new float[Math.multiplyExact(rows.length, dimension())];
        items.forward(rows, rows.length, vectors);
        return vectors;
    }

    /// One step, by the gradients of what [#vectors(Query\[\])] and [#vectors(int\[\])] gave.
    void step(Query[] queries, float[] ofQueries, int[] chosen, float[] ofItems) {
        users.backward(rows(queries), queries.length, ofQueries);
        Bags bags = bags(queries);
        history.backward(bags.ids, bags.offsets, null, ofQueries);
        items.backward(
                Arrays.stream(chosen).map(item -> item + 1).toArray(), chosen.length, ofItems);
        users.step();
        before.step();
        items.step();
    }

    Learned learned() {
        return Learned.of(
                Learned.table("users", users),
                Learned.table("before", before),
                Learned.table("items", items));
    }
}
