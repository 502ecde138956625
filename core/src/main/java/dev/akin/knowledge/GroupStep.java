package dev.akin.knowledge;

import dev.akin.knowledge.Composition.Rows;
import dev.akin.knowledge.Queries.Batch;
import dev.akin.table.TrainableTable;
import java.util.Arrays;
import java.util.SplittableRandom;

/// One thread's work on a group of queries: their slopes. Writes to places of the batch that are the group's own.
final class GroupStep {
    private final Learning learning;
    private final KnowledgeOptions options;
    private final int width;
    private final Rows rows;
    private final PairScores pairs;
    private final Costs costs;
    private final int[] drawn;
    private final float[] others;
    private final float[] otherSlopes;
    private final float[] right;
    private final float[] rightSlopes;
    private final float[] scores;
    private final float[] factors;

    GroupStep(Learning learning) {
        this.learning = learning;
        options = learning.options();
        width = learning.parameters().entities().stride();
        rows = new Rows(learning.group() * width);
        pairs = new PairScores(options.geometry(), options.dimension(), width);
        costs = new Costs(options);
        int most = learning.drawing().most(learning.group());
        drawn = new int[most];
        others = new float[most * width];
        otherSlopes = new float[most * width];
        right = new float[learning.group() * width];
        rightSlopes = new float[learning.group() * width];
        scores = new float[learning.group() * most];
        factors = new float[scores.length];
    }

    /// @param at the place of the group's first drawn entity among the slopes
    /// @return what the group costs
    double run(Batch batch, int group, SplittableRandom random, int at) {
        int from = batch.starts()[group];
        int count = batch.starts()[group + 1] - from;
        int[] queries = batch.queries();
        for (int c = 0; c < count; c++) {
            load(queries[from + c], c);
        }
        int kind = learning.kind(queries[from]);
        int found = learning.drawing().draw(kind, count, random, drawn);
        for (int j = 0; j < found; j++) {
            copy(learning.parameters().entities(), drawn[j], others, j * width);
        }
        pairs.score(rows.queries, count, others, found, scores);
        double cost = cost(queries, from, count, found);
        spread(queries, from, count, found);
        keepDrawn(found, at);
        return cost;
    }

    private void load(int query, int c) {
        int at = c * width;
        copy(learning.parameters().entities(), learning.known(query), rows.known, at);
        copy(learning.parameters().entities(), learning.other(query), right, at);
        copy(learning.parameters().relations(), learning.way(query), rows.relations, at);
        if (options.scoring() == Scoring.ROTATE) {
            Angles.turn(rows.relations, at, options.dimension() / 2);
        }
        options.scoring()
                .composition()
                .compose(rows, at, learning.back(query), options.dimension());
    }

    private static void copy(TrainableTable table, int row, float[] into, int at) {
        System.arraycopy(table.block(row), table.offset(row), into, at, table.dimension());
    }

    private double cost(int[] queries, int from, int count, int found) {
        Geometry.Slopes into = new Geometry.Slopes(rows.querySlopes, rightSlopes);
        Arrays.fill(rows.querySlopes, 0, count * width, 0);
        Arrays.fill(rightSlopes, 0, count * width, 0);
        double sum = 0;
        for (int c = 0; c < count; c++) {
            int query = queries[from + c];
            int left = learning.without(query, drawn, found, scores, c * found);
            float score =
                    options.geometry()
                            .score(rows.queries, c * width, right, c * width, options.dimension());
            double stands =
                    Math.max(
                            1,
                            (learning.drawing().from(learning.kind(query)) - 1.0)
                                    / Math.max(1, left));
            sum += costs.of(score, scores, c * found, found, stands, factors);
            options.geometry()
                    .pull(
                            costs.slope,
                            rows.queries,
                            c * width,
                            right,
                            c * width,
                            into,
                            options.dimension());
        }
        return sum;
    }

    private void spread(int[] queries, int from, int count, int found) {
        Arrays.fill(otherSlopes, 0, found * width, 0);
        pairs.pull(
                factors,
                scores,
                rows.queries,
                count,
                others,
                found,
                new Geometry.Slopes(rows.querySlopes, otherSlopes));
        for (int c = 0; c < count; c++) {
            int query = queries[from + c];
            options.scoring()
                    .composition()
                    .spread(rows, c * width, learning.back(query), options.dimension());
            regularize(c * width);
            keep(query, from + c, c * width);
        }
    }

    private void regularize(int at) {
        if (options.regularization() > 0) {
            float factor = (float) (3 * options.regularization());
            boolean complex = options.scoring().complex();
            int numbers = options.dimension();
            Cubes.pull(factor, rows.known, rows.knownSlopes, at, numbers, complex);
            Cubes.pull(factor, right, rightSlopes, at, numbers, complex);
            if (options.scoring() != Scoring.ROTATE) {
                Cubes.pull(factor, rows.relations, rows.relationSlopes, at, numbers, complex);
            }
        }
    }

    private void keep(int query, int place, int at) {
        Slopes entities = learning.entitySlopes();
        entities.ids[2 * place] = learning.known(query);
        entities.ids[2 * place + 1] = learning.other(query);
        System.arraycopy(rows.knownSlopes, at, entities.numbers, 2 * place * width, width);
        System.arraycopy(rightSlopes, at, entities.numbers, (2 * place + 1) * width, width);
        if (options.scoring() == Scoring.ROTATE) {
            Angles.turnSlopes(rows.relations, rows.relationSlopes, at, options.dimension() / 2);
        }
        Slopes relations = learning.relationSlopes();
        int numbers = learning.parameters().relations().dimension();
        int wide = learning.parameters().relations().stride();
        relations.ids[place] = learning.way(query);
        System.arraycopy(rows.relationSlopes, at, relations.numbers, place * wide, numbers);
    }

    private void keepDrawn(int found, int at) {
        Slopes entities = learning.entitySlopes();
        System.arraycopy(drawn, 0, entities.ids, at, found);
        System.arraycopy(otherSlopes, 0, entities.numbers, at * width, found * width);
    }
}
