package dev.akin.lexicon;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.embeddings.Embeddings;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Draws words together that a lexicon calls alike, each held where it was (Faruqui et al., "Retrofitting Word Vectors to Semantic Lexicons",
/// 2015): it minimises the sum of α‖qᵢ − q̂ᵢ‖² and of βᵢⱼ‖qᵢ − qⱼ‖² over the pairs, βᵢⱼ being the pair's weight over the sum of those of word i, by
/// setting one word after the other to its best place. Synonyms and related words draw; antonyms do nothing here, see [CounterFitting].
///
/// Rows are brought to length 1 before and have their own lengths again after. Immutable and thread-safe; the result does not depend on the threads.
public final class Retrofitting {
    /// Of a length of 1: ten rounds leave words about so far from their best places.
    private static final double SETTLED = 1e-3;

    private final Options options;

    private Retrofitting(Options options) {
        this.options = options;
    }

    /// How it is done.
    ///
    /// @param alpha how strongly a word is held where it was, above 0
    /// @param iterations how often all words are gone through, 1 or more
    /// @param threads 1 or more
    public record Options(double alpha, int iterations, int threads, ProgressListener listener) {
        /// @throws IllegalArgumentException if one of them is out of its range
        public Options {
            if (!(alpha > 0) || Double.isInfinite(alpha) || iterations < 1 || threads < 1) {
                throw new IllegalArgumentException(
                        "alpha > 0, iterations ≥ 1, threads ≥ 1, not "
                                + alpha
                                + ", "
                                + iterations
                                + ", "
                                + threads);
            }
        }

        /// α 1, ten iterations, all processors, no listener.
        public static Options standard() {
            return new Options(
                    1, 10, Runtime.getRuntime().availableProcessors(), ProgressListener.NONE);
        }
    }

    public static Retrofitting of(Options options) {
        return new Retrofitting(options);
    }

    /// Moves every word that has a pair.
    ///
    /// @throws IllegalArgumentException if no pair has two words that have vectors
    /// @throws CancellationException if the listener asks to stop
    public Retrofitted fit(Embeddings words, Lexicon lexicon) {
        WordGraph graph = WordGraph.of(words, drawing(lexicon));
        float[][] origin = UnitRows.of(words.table(), graph.rows());
        float[][] moved = copy(origin);
        int dimension = words.dimension();
        // Every column is a problem of its own, so threads share out columns and the order of words
        // stays.
        int blocks = Math.min(dimension, 4 * options.threads());
        Workers workers = new Workers(options.threads());
        for (int round = 0; round < options.iterations(); round++) {
            Stop.check(options.listener());
            workers.each(
                    blocks,
                    block ->
                            sweep(
                                    graph,
                                    origin,
                                    moved,
                                    (int) ((long) block * dimension / blocks),
                                    (int) ((long) (block + 1) * dimension / blocks)));
            options.listener()
                    .update(
                            new Progress(
                                    "retrofitting", round + 1L, options.iterations(), "rounds"));
        }
        Embeddings made =
                UnitRows.into(words, words.table(), graph.rows(), moved, describe(lexicon));
        return new Retrofitted(made, graph.rows().length, graph.words(), graph.unknown());
    }

    private static String describe(Lexicon lexicon) {
        return "retrofit, " + lexicon.pairs().size() + " pairs";
    }

    private static Lexicon drawing(Lexicon lexicon) {
        List<LexiconPair> pairs =
                lexicon.pairs().stream()
                        .filter(pair -> pair.relation() != Relation.ANTONYM)
                        .toList();
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException(
                    "retrofitting draws words together, and all "
                            + lexicon.pairs().size()
                            + " pairs are antonyms; counter-fitting drives them apart");
        }
        return Lexicon.of(pairs);
    }

    static float[][] copy(float[][] rows) {
        return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
    }

    private void sweep(WordGraph graph, float[][] origin, float[][] moved, int from, int to) {
        for (int node = 0; node < moved.length; node++) {
            best(graph.attract()[node], origin[node], moved, moved[node], from, to);
        }
    }

    /// (α · origin + the weighted mean of the neighbours) / (α + 1), columns `from` to `to`.
    private void best(
            WordGraph.Edges edges, float[] origin, float[][] rows, float[] into, int from, int to) {
        double weights = edges.sum();
        for (int d = from; d < to; d++) {
            double sum = 0;
            for (int e = 0; e < edges.nodes().length; e++) {
                sum += (double) edges.weights()[e] * rows[edges.nodes()[e]][d];
            }
            into[d] =
                    (float) ((options.alpha() * origin[d] + sum / weights) / (options.alpha() + 1));
        }
    }

    /// Solves again what an edited lexicon touches: words whose best place is no longer where they stand, and from them on to their neighbours as
    /// long as any moves by more than a thousandth of a length of 1. A word that has no pair any more goes back to where it was.
    ///
    /// @param fitted what [#fit] made of `original` by the lexicon before it was edited
    /// @param edited the whole lexicon, not what was added alone
    /// @throws IllegalArgumentException if the two have not the same words and dimension, or no pair has two words that have vectors
    /// @throws CancellationException if the listener asks to stop
    public Retrofitted edit(Embeddings fitted, Embeddings original, Lexicon edited) {
        Edit edit = Edit.of(fitted, original, drawing(edited), options.listener());
        Edit.Step step =
                (origin, rows, node) -> {
                    float[] best = new float[origin[node].length];
                    best(edit.graph().attract()[node], origin[node], rows, best, 0, best.length);
                    return best;
                };
        return edit.run(step, SETTLED, Integer.MAX_VALUE, describe(edited));
    }
}
