package dev.akin.lexicon;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What an edited lexicon touches is solved again: words whose best place is no longer where they stand, and from them on their neighbours.
///
/// @param graph of the edited lexicon over the rows of `original`
/// @param fitted what was made of `original` before
record Edit(WordGraph graph, Embeddings fitted, Embeddings original, ProgressListener listener) {

    /// Where a word goes next.
    interface Step {
        float[] next(float[][] origin, float[][] rows, int node);
    }

    /// @throws IllegalArgumentException if the two have not the same words and dimension
    static Edit of(
            Embeddings fitted, Embeddings original, Lexicon edited, ProgressListener listener) {
        if (fitted.dimension() != original.dimension()
                || fitted.size() != original.size()
                || !fitted.vocabulary().startsWith(original.vocabulary())) {
            throw new IllegalArgumentException(
                    "vectors of "
                            + fitted.size()
                            + " words and "
                            + fitted.dimension()
                            + " dimensions are not made of "
                            + original.size()
                            + " words and "
                            + original.dimension()
                            + " dimensions");
        }
        return new Edit(WordGraph.of(original, edited), fitted, original, listener);
    }

    /// @param settled a step shorter than this, of a length of 1, is not taken
    /// @param rounds how often any word moves at the most
    Retrofitted run(Step step, double settled, int rounds, String how) {
        float[][] origin = UnitRows.of(original.table(), graph.rows());
        float[][] rows = standing();
        BitSet touched = new BitSet();
        BitSet waiting = new BitSet();
        waiting.set(0, rows.length);
        for (int round = 0; round < rounds && !waiting.isEmpty(); round++) {
            Stop.check(listener);
            BitSet next = new BitSet();
            waiting.stream()
                    .forEach(node -> {
                        float[] place = step.next(origin, rows, node);
                        if (distance(place, rows[node]) > settled) {
                            rows[node] = place;
                            touched.set(node);
                            next.set(node);
                            wake(graph.attract()[node], next);
                            wake(graph.repel()[node], next);
                        }
                    });
            waiting = next;
        }
        return made(rows, touched.stream().toArray(), how);
    }

    private static void wake(WordGraph.Edges edges, BitSet next) {
        for (int node : edges.nodes()) {
            next.set(node);
        }
    }

    private Retrofitted made(float[][] rows, int[] touched, String how) {
        int[] released = released();
        int[] changed =
                IntStream.concat(
                                Arrays.stream(touched).map(node -> graph.rows()[node]),
                                Arrays.stream(released))
                        .toArray();
        float[][] places =
                Stream.concat(
                                Arrays.stream(touched).mapToObj(node -> rows[node]),
                                Arrays.stream(UnitRows.of(original.table(), released)))
                        .toArray(float[][]::new);
        Embeddings made = UnitRows.into(fitted, original.table(), changed, places, how);
        return new Retrofitted(made, changed.length, graph.words(), graph.unknown());
    }

    /// Rows that the lexicon names no more: they go back to where they were.
    private int[] released() {
        return IntStream.range(0, fitted.size())
                .filter(row -> Arrays.binarySearch(graph.rows(), row) < 0)
                .filter(row -> hasMoved(fitted.table().row(row), original.table().row(row)))
                .toArray();
    }

    private static boolean hasMoved(float[] now, float[] before) {
        return distance(now, before) > 1e-5 * UnitRows.norm(before);
    }

    /// Where words stand, the lengths of `original` being 1.
    private float[][] standing() {
        int[] rows = graph.rows();
        float[][] standing = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            standing[i] = fitted.table().row(rows[i]);
            UnitRows.scale(standing[i], 1 / UnitRows.norm(original.table().row(rows[i])));
        }
        return standing;
    }

    static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double off = (double) a[i] - b[i];
            sum += off * off;
        }
        return Math.sqrt(sum);
    }
}
