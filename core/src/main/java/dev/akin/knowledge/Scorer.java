package dev.akin.knowledge;

import dev.akin.embeddings.Embeddings;
import dev.akin.knowledge.Composition.Rows;
import dev.akin.table.EmbeddingTable;

/// Scores of learned rows. Immutable and thread-safe.
final class Scorer {
    /// Entities that are scored together: their rows stay in a core's cache.
    private static final int TILE = 256;

    private final KnowledgeOptions options;
    private final EmbeddingTable entities;
    private final float[][] ways;
    private final int relations;

    private Scorer(
            KnowledgeOptions options, EmbeddingTable entities, float[][] ways, int relations) {
        this.options = options;
        this.entities = entities;
        this.ways = ways;
        this.relations = relations;
    }

    static Scorer of(Saved saved) {
        KnowledgeOptions options = saved.options();
        Embeddings forward = saved.model().table(Saved.RELATIONS);
        int count = forward.size();
        float[][] ways = new float[options.reciprocal() ? 2 * count : count][];
        read(forward.table(), ways, 0, options);
        if (options.reciprocal()) {
            read(saved.model().table(Saved.INVERSES).table(), ways, count, options);
        }
        return new Scorer(options, saved.model().table("").table(), ways, count);
    }

    private static void read(
            EmbeddingTable table, float[][] ways, int from, KnowledgeOptions options) {
        for (int row = 0; row < table.rows(); row++) {
            float[] numbers = new float[options.dimension()];
            table.read(row, 1, numbers, 0);
            if (options.scoring() == Scoring.ROTATE) {
                Angles.turn(numbers, 0, options.dimension() / 2);
            }
            ways[from + row] = numbers;
        }
    }

    int size() {
        return entities.rows();
    }

    /// What one pair scores.
    ///
    /// @param back whether `known` is the tail
    double score(int known, int relation, boolean back, int other) {
        float[] query = new float[options.dimension()];
        query(known, relation, back, query, 0);
        float[] row = new float[options.dimension()];
        entities.read(other, 1, row, 0);
        return options.geometry().score(query, 0, row, 0, row.length);
    }

    /// What all entities score.
    float[] all(int known, int relation, boolean back) {
        float[] scores = new float[size()];
        all(new int[] {known}, new int[] {relation}, back, new float[][] {scores});
        return scores;
    }

    /// What all entities score for some queries.
    ///
    /// @param into receives the scores of each query
    void all(int[] known, int[] relation, boolean back, float[][] into) {
        int dimension = options.dimension();
        int count = known.length;
        float[] queries = new float[count * dimension];
        for (int c = 0; c < count; c++) {
            query(known[c], relation[c], back, queries, c * dimension);
        }
        PairScores pairs = new PairScores(options.geometry(), dimension, dimension);
        float[] rows = new float[TILE * dimension];
        float[] scores = new float[TILE * count];
        for (int first = 0; first < size(); first += TILE) {
            int tile = Math.min(TILE, size() - first);
            entities.read(first, tile, rows, 0);
            pairs.score(queries, count, rows, tile, scores);
            for (int c = 0; c < count; c++) {
                System.arraycopy(scores, c * tile, into[c], first, tile);
            }
        }
    }

    private void query(int known, int relation, boolean back, float[] into, int at) {
        int dimension = options.dimension();
        Rows rows = new Rows(dimension);
        entities.read(known, 1, rows.known, 0);
        boolean own = options.reciprocal() && back;
        System.arraycopy(
                ways[own ? relation + relations : relation], 0, rows.relations, 0, dimension);
        options.scoring().composition().compose(rows, 0, back && !own, dimension);
        System.arraycopy(rows.queries, 0, into, at, dimension);
    }
}
