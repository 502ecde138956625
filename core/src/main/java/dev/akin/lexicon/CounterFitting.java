package dev.akin.lexicon;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Draws words together that a lexicon calls alike and drives opposites apart, and keeps near what was near (Mrkšić et al., "Counter-fitting Word
/// Vectors to Linguistic Constraints", 2016). With the cosine distance d it goes down the sum of max(0, 1 − d) over antonyms, of d over synonyms and
/// related words, and of max(0, d − what d was) over pairs that were near and are neither.
///
/// Other than in the paper each of the gradients of a word is the mean over its own pairs, so that many synonyms do not drown one antonym, and a fourth
/// draws the word back to where it was: without it whole nets of synonyms fall together, and what is merely related is lost. Each
/// round moves all words at once and brings them to length 1; at the end rows have their own lengths again. Immutable and thread-safe; the result does not
/// depend on the threads.
public final class CounterFitting {
    /// The cosine from which on a pair counts as near: the paper's radius of 0.2.
    private static final double NEAR = 0.8;

    private final Options options;

    private CounterFitting(Options options) {
        this.options = options;
    }

    /// How it is done.
    ///
    /// @param weights how strong the terms are
    /// @param iterations how often all words move, 1 or more
    /// @param threads 1 or more
    public record Options(Weights weights, int iterations, int threads, ProgressListener listener) {
        /// @throws IllegalArgumentException if one of them is out of its range
        public Options {
            if (iterations < 1 || threads < 1) {
                throw new IllegalArgumentException(
                        "iterations ≥ 1, threads ≥ 1, not " + iterations + ", " + threads);
            }
        }

        /// Twenty rounds with [Weights#standard()], all processors, no listener.
        public static Options standard() {
            return new Options(
                    Weights.standard(),
                    20,
                    Runtime.getRuntime().availableProcessors(),
                    ProgressListener.NONE);
        }
    }

    /// How strong the terms are, each 0 or more: also how far a word moves in a round.
    ///
    /// @param repel of antonyms
    /// @param attract of synonyms and related words
    /// @param keep of pairs that were near
    /// @param hold of every word to where it was
    public record Weights(double repel, double attract, double keep, double hold) {
        /// @throws IllegalArgumentException if one of them is out of its range
        public Weights {
            if (!(repel >= 0) || !(attract >= 0) || !(keep >= 0) || !(hold >= 0)) {
                throw new IllegalArgumentException(
                        "weights are 0 or more, not "
                                + repel
                                + ", "
                                + attract
                                + ", "
                                + keep
                                + ", "
                                + hold);
            }
        }

        /// The paper's 0.1 for synonyms and for near pairs, 0.05 to hold words where they were, and 0.2 for antonyms, which must outweigh that.
        public static Weights standard() {
            return new Weights(0.2, 0.1, 0.1, 0.05);
        }
    }

    public static CounterFitting of(Options options) {
        return new CounterFitting(options);
    }

    /// Moves every word that has a pair.
    ///
    /// @throws IllegalArgumentException if no pair has two words that have vectors
    /// @throws java.util.concurrent.CancellationException if the listener asks to stop
    public Retrofitted fit(Embeddings words, Lexicon lexicon) {
        WordGraph graph = WordGraph.of(words, lexicon);
        float[][] origin = UnitRows.of(words.table(), graph.rows());
        float[][] rows = origin;
        Workers workers = new Workers(options.threads());
        Kept kept = kept(graph, origin, workers);
        for (int round = 0; round < options.iterations(); round++) {
            Stop.check(options.listener());
            float[][] before = rows;
            float[][] after = new float[rows.length][];
            workers.each(
                    rows.length,
                    node -> after[node] = moved(graph, kept, before, origin[node], node));
            rows = after;
            tell("counter-fitting", round + 1L, options.iterations(), "rounds");
        }
        Embeddings made =
                UnitRows.into(
                        words,
                        words.table(),
                        graph.rows(),
                        rows,
                        "counter-fit, " + lexicon.pairs().size() + " pairs");
        return new Retrofitted(made, graph.rows().length, graph.words(), graph.unknown());
    }

    private void tell(String phase, long done, long total, String unit) {
        options.listener().update(new Progress(phase, done, total, unit));
    }

    /// Pairs that were near: nodes of each node, and the distances that they had.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(int[][] nodes, float[][] distances) {}

    private Kept kept(WordGraph graph, float[][] rows, Workers workers) {
        int count = rows.length;
        Kept kept = new Kept(new int[count][], new float[count][]);
        EmbeddingTable table = new Rows(rows).table();
        int block = 256;
        for (int first = 0; first < count; first += block) {
            Stop.check(options.listener());
            int from = first;
            workers.each(
                    Math.min(block, count - first),
                    i -> keep(graph, table, rows[from + i], from + i, kept));
            tell("finding near pairs", Math.min(count, first + block), count, "words");
        }
        return kept;
    }

    private void keep(WordGraph graph, EmbeddingTable table, float[] row, int node, Kept kept) {
        float[] cosines = new float[table.rows()];
        if (options.weights().keep() > 0) {
            table.dots(row, 0, cosines.length, cosines, 0);
        }
        kept.nodes()[node] =
                IntStream.range(0, cosines.length)
                        .filter(other -> cosines[other] >= NEAR && other != node)
                        .filter(other -> !graph.attract()[node].contains(other))
                        .filter(other -> !graph.repel()[node].contains(other))
                        .toArray();
        float[] distances = new float[kept.nodes()[node].length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = 1 - cosines[kept.nodes()[node][i]];
        }
        kept.distances()[node] = distances;
    }

    /// Rows as a table.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Rows(float[][] rows) {
        EmbeddingTable table() {
            int dimension = rows[0].length;
            float[] all = new float[Math.multiplyExact(rows.length, dimension)];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], 0, all, i * dimension, dimension);
            }
            return EmbeddingTable.of(all, rows.length, dimension);
        }
    }

    private float[] moved(WordGraph graph, Kept kept, float[][] rows, float[] origin, int node) {
        double[] step = new double[rows[node].length];
        add(step, -options.weights().repel(), repulsion(graph.repel()[node], rows, node));
        add(step, options.weights().attract(), attraction(graph.attract()[node], rows, node));
        add(step, options.weights().keep(), preservation(kept, rows, node));
        Slope home = new Slope(rows[node]);
        home.add(origin, 1);
        add(step, options.weights().hold(), home.mean());
        float[] moved = rows[node].clone();
        for (int i = 0; i < step.length; i++) {
            moved[i] += (float) step[i];
        }
        double norm = UnitRows.norm(moved);
        if (norm > 0) {
            UnitRows.scale(moved, 1 / norm);
        }
        return moved;
    }

    private static void add(double[] step, double times, double[] gradient) {
        for (int i = 0; i < step.length; i++) {
            step[i] += times * gradient[i];
        }
    }

    private static double[] repulsion(WordGraph.Edges edges, float[][] rows, int node) {
        Slope slope = new Slope(rows[node]);
        for (int e = 0; e < edges.nodes().length; e++) {
            float[] other = rows[edges.nodes()[e]];
            if (slope.cosine(other) > 0) {
                slope.add(other, edges.weights()[e]);
            }
        }
        return slope.mean();
    }

    private static double[] attraction(WordGraph.Edges edges, float[][] rows, int node) {
        Slope slope = new Slope(rows[node]);
        for (int e = 0; e < edges.nodes().length; e++) {
            slope.add(rows[edges.nodes()[e]], edges.weights()[e]);
        }
        return slope.mean();
    }

    private static double[] preservation(Kept kept, float[][] rows, int node) {
        Slope slope = new Slope(rows[node]);
        int[] nodes = kept.nodes()[node];
        for (int i = 0; i < nodes.length; i++) {
            if (1 - slope.cosine(rows[nodes[i]]) > kept.distances()[node][i]) {
                slope.add(rows[nodes[i]], 1);
            }
        }
        return slope.mean();
    }

    /// The mean of the gradients v − cos(u, v) · u of the cosine with u, a row of length 1.
    private static final class Slope {
        private final float[] row;
        private final double[] sum;
        private double weights;

        Slope(float[] row) {
            this.row = row;
            this.sum = new double[row.length];
        }

        double cosine(float[] other) {
            double dot = 0;
            for (int i = 0; i < row.length; i++) {
                dot += (double) row[i] * other[i];
            }
            return dot;
        }

        void add(float[] other, double weight) {
            double cosine = cosine(other);
            for (int i = 0; i < row.length; i++) {
                sum[i] += weight * (other[i] - cosine * row[i]);
            }
            weights += weight;
        }

        double[] mean() {
            return weights == 0 ? sum : Arrays.stream(sum).map(value -> value / weights).toArray();
        }
    }
}
