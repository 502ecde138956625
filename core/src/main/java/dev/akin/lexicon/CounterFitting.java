package dev.akin.lexicon;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.embeddings.Embeddings;

/// Draws words together that a lexicon calls alike and drives opposites apart (Mrkšić et al., "Counter-fitting Word Vectors to Linguistic Constraints",
/// 2016), and holds every word where it was (as Mrkšić et al., "Semantic Specialisation of Distributional Word Vector Spaces", 2017). It goes
/// down the sum over all words of hold · (1 − cos with where it was), of attract · (1 − cos) of synonyms and related words, and of
/// repel · ½ max(0, cos − m)² of antonyms, m being the mean cosine of words drawn by chance: opposites need be no less alike than that.
///
/// Other than in the papers each of the gradients of a word is the mean over its own pairs, so that many synonyms do not drown one antonym; and
/// antonyms are pushed the more gently the less alike they are, and not down to a cosine of 0, which in a space where all words lean one way is far
/// from anything: related words would be lost. Each round moves all words at once and brings them to length 1; at the end rows have
/// their own lengths again. Immutable and thread-safe; the result does not depend on the threads.
public final class CounterFitting {
    /// Of a length of 1: a word that steps no further is about three times as far from its best place.
    private static final double SETTLED = 5e-4;

    /// In an edit, of the rounds of a fit.
    private static final int PATIENCE = 5;

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
    /// @param hold of every word to where it was
    public record Weights(double repel, double attract, double hold) {
        /// @throws IllegalArgumentException if one of them is out of its range
        public Weights {
            if (!(repel >= 0) || !(attract >= 0) || !(hold >= 0)) {
                throw new IllegalArgumentException(
                        "weights are 0 or more, not " + repel + ", " + attract + ", " + hold);
            }
        }

        /// Tuned on a half of SimLex-999 and of WordSim-353, reported on the other.
        public static Weights standard() {
            return new Weights(0.8, 0.2, 0.35);
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
        Slope slope = new Slope(graph, options.weights(), Contrast.random(words));
        float[][] origin = UnitRows.of(words.table(), graph.rows());
        float[][] rows = origin;
        Workers workers = new Workers(options.threads());
        for (int round = 0; round < options.iterations(); round++) {
            Stop.check(options.listener());
            float[][] before = rows;
            float[][] after = new float[rows.length][];
            workers.each(rows.length, node -> after[node] = slope.next(origin, before, node));
            rows = after;
            options.listener()
                    .update(
                            new Progress(
                                    "counter-fitting", round + 1L, options.iterations(), "rounds"));
        }
        Embeddings made =
                UnitRows.into(words, words.table(), graph.rows(), rows, describe(lexicon));
        return new Retrofitted(made, graph.rows().length, graph.words(), graph.unknown());
    }

    /// Solves again what an edited lexicon touches, as [Retrofitting#edit]: words whose next step is longer than a two-thousandth of a length of 1, and from
    /// them on their neighbours.
    ///
    /// @param fitted what [#fit] made of `original` by the lexicon before it was edited, with the same weights
    /// @param edited the whole lexicon, not what was added alone
    /// @throws IllegalArgumentException if the two have not the same words and dimension, or no pair has two words that have vectors
    /// @throws java.util.concurrent.CancellationException if the listener asks to stop
    public Retrofitted edit(Embeddings fitted, Embeddings original, Lexicon edited) {
        Edit edit = Edit.of(fitted, original, edited, options.listener());
        Slope slope = new Slope(edit.graph(), options.weights(), Contrast.random(original));
        return edit.run(slope, SETTLED, PATIENCE * options.iterations(), describe(edited));
    }

    private static String describe(Lexicon lexicon) {
        return "counter-fit, " + lexicon.pairs().size() + " pairs";
    }

    /// One step down.
    ///
    /// @param apart the cosine that antonyms need not go below
    private record Slope(WordGraph graph, Weights weights, double apart) implements Edit.Step {
        @Override
        public float[] next(float[][] origin, float[][] rows, int node) {
            float[] row = rows[node];
            double[] pull = new double[row.length];
            add(pull, weights.hold(), origin[node]);
            attract(pull, graph.attract()[node], rows);
            repel(pull, graph.repel()[node], rows, row);
            return step(row, pull);
        }

        private void attract(double[] pull, WordGraph.Edges edges, float[][] rows) {
            double share = weights.attract() / edges.sum();
            for (int e = 0; e < edges.nodes().length; e++) {
                add(pull, share * edges.weights()[e], rows[edges.nodes()[e]]);
            }
        }

        private void repel(double[] pull, WordGraph.Edges edges, float[][] rows, float[] row) {
            double share = weights.repel() / edges.sum();
            for (int e = 0; e < edges.nodes().length; e++) {
                float[] other = rows[edges.nodes()[e]];
                double over = Contrast.dot(row, other) - Math.max(0, apart);
                if (over > 0) {
                    add(pull, -share * edges.weights()[e] * over, other);
                }
            }
        }

        private static void add(double[] sum, double times, float[] row) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += times * row[i];
            }
        }

        /// Along what of the pull lies on the sphere.
        private static float[] step(float[] row, double[] pull) {
            double along = 0;
            for (int i = 0; i < row.length; i++) {
                along += pull[i] * row[i];
            }
            float[] moved = new float[row.length];
            for (int i = 0; i < row.length; i++) {
                moved[i] = (float) (row[i] + pull[i] - along * row[i]);
            }
            UnitRows.scale(moved, 1 / UnitRows.norm(moved));
            return moved;
        }
    }
}
