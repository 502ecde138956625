package dev.akin.knowledge;

import dev.akin.table.EmbeddingTable;
import dev.akin.table.TrainableTable;
import java.util.Arrays;
import java.util.SplittableRandom;

/// What is learned, and the sums of squared slopes that steps go by. Where relations have rows of their own for the way back, those lie behind
/// all others.
///
/// @param entitySquares what AdaGrad keeps of each number
record Parameters(
        TrainableTable entities,
        TrainableTable relations,
        TrainableTable entitySquares,
        TrainableTable relationSquares) {

    private static final float SEEN_BEFORE = 0.1f;

    /// Rows by chance.
    static Parameters random(KnowledgeOptions options, int entities, int relations) {
        int ways = options.reciprocal() ? 2 * relations : relations;
        int numbers = options.scoring().relationDimension(options.dimension());
        Parameters all =
                new Parameters(
                        new TrainableTable(entities, options.dimension()),
                        new TrainableTable(ways, numbers),
                        new TrainableTable(entities, options.dimension()),
                        new TrainableTable(ways, numbers));
        if (options.scoring().distance()) {
            fill(all.entitySquares);
            fill(all.relationSquares);
        }
        for (int row = 0; row < entities; row++) {
            draw(all.entities, row, range(options), options.seed(), 2L * row);
        }
        double angles = options.scoring() == Scoring.ROTATE ? Math.PI : range(options);
        for (int row = 0; row < ways; row++) {
            draw(all.relations, row, angles, options.seed(), 2L * row + 1);
        }
        return all;
    }

    /// The slopes of entities drawn by chance are small beside those of facts, and would count as much where no slope was seen before.
    private static void fill(TrainableTable squares) {
        float[] numbers = new float[squares.dimension()];
        Arrays.fill(numbers, SEEN_BEFORE);
        for (int row = 0; row < squares.rows(); row++) {
            squares.set(row, numbers, 0);
        }
    }

    /// The range of Sun and others' program for distances: what keeps them near the margin at the start.
    static double range(KnowledgeOptions options) {
        double numbers = options.scoring().relationDimension(options.dimension());
        if (options.geometry() == Geometry.EUCLID) {
            return (options.margin() + 2) / Math.sqrt(2 * numbers);
        }
        return options.scoring().distance()
                ? (options.margin() + 2) / numbers
                : Math.min(0.1, 1 / Math.sqrt(numbers));
    }

    static void draw(TrainableTable table, int row, double range, long seed, long stream) {
        SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + stream);
        float[] block = table.block(row);
        int at = table.offset(row);
        for (int i = at; i < at + table.dimension(); i++) {
            block[i] = (float) ((2 * random.nextDouble() - 1) * range);
        }
    }

    /// Copies a row of another table.
    static void copy(EmbeddingTable from, int row, TrainableTable to, int into) {
        float[] numbers = new float[from.dimension()];
        from.read(row, 1, numbers, 0);
        to.set(into, numbers, 0);
    }
}
