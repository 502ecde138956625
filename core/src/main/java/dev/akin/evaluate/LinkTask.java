package dev.akin.evaluate;

import dev.akin.embeddings.Embeddings;
import dev.akin.text.EdgeList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Edges of a graph that were held back: how well the similarity of two nodes' vectors tells them from pairs of nodes without an edge, of which as
/// many are drawn. Immutable and thread-safe.
public final class LinkTask {
    private static final long SEED = 1;

    /// Draws for a pair without an edge, before the graph is taken to be full.
    private static final int MOST_DRAWS = 1000;

    private final String name;
    private final List<Pair> held;
    private final Set<Pair> known;

    private LinkTask(String name, List<Pair> held, Set<Pair> known) {
        this.name = name;
        this.held = held;
        this.known = known;
    }

    private record Pair(String one, String other) {
        /// The same for both directions.
        static Pair of(String one, String other) {
            return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    /// What came of it.
    ///
    /// @param auc how often an edge is above a pair without one
    /// @param precision the mean, over the edges from the most similar pair down, of the share of edges among the pairs so far (average
    ///     precision)
    /// @param n edges scored
    /// @param unknown edges left out, since a node has no vector
    public record Result(String task, Auc auc, Score precision, int n, int unknown) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: AUC %.3f (%.3f … %.3f), average precision %s, n %d",
                    task,
                    auc.value(),
                    auc.interval().low(),
                    auc.interval().high(),
                    precision,
                    n);
        }
    }

    /// @param held edges that were not learned from
    /// @param known files of those that were, so that none of them is drawn as a pair without an edge; may be empty
    /// @throws dev.akin.MalformedFileException as [EdgeList#read]
    public static LinkTask read(Path held, List<Path> known) throws IOException {
        List<Pair> edges = new ArrayList<>(new HashSet<>(pairs(List.of(held))));
        edges.sort(Comparator.comparing(Pair::one).thenComparing(Pair::other));
        Set<Pair> all = new HashSet<>(edges);
        if (!known.isEmpty()) {
            all.addAll(pairs(known));
        }
        return new LinkTask(TestLines.name(held), edges, all);
    }

    private static List<Pair> pairs(List<Path> files) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        EdgeList.in(files)
                .read(
                        new EdgeList.Sink() {
                            @Override
                            public void edge(String source, String target, double weight) {
                                if (!source.equals(target)) {
                                    pairs.add(Pair.of(source, target));
                                }
                            }

                            @Override
                            public void node(String only) {
                                throw new IllegalStateException("a node alone: " + only);
                            }
                        });
        return pairs;
    }

    /// Scores vectors.
    ///
    /// @throws IllegalArgumentException if no edge joins two nodes that have vectors, or all pairs of them have an edge
    public Result evaluate(Embeddings nodes) {
        List<Pair> edges =
                held.stream()
                        .filter(pair -> nodes.contains(pair.one()) && nodes.contains(pair.other()))
                        .toList();
        if (edges.isEmpty()) {
            throw new IllegalArgumentException(
                    "none of the "
                            + held.size()
                            + " edges of "
                            + name
                            + " joins two nodes that have vectors");
        }
        double[] positives = scores(nodes, edges);
        double[] negatives = scores(nodes, without(nodes, edges.size()));
        return new Result(
                name,
                Auc.of(positives, negatives, SEED),
                precision(positives, negatives),
                edges.size(),
                held.size() - edges.size());
    }

    private static double[] scores(Embeddings nodes, List<Pair> pairs) {
        return pairs.stream()
                .mapToDouble(pair -> nodes.similarity(pair.one(), pair.other()))
                .toArray();
    }

    private List<Pair> without(Embeddings nodes, int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Pair> drawn = new ArrayList<>();
        for (int draws = 0; drawn.size() < count; draws++) {
            if (draws > (long) MOST_DRAWS * count) {
                throw new IllegalArgumentException(
                        "hardly two nodes have no edge, so there is nothing to tell the edges from");
            }
            String one = nodes.vocabulary().key(random.nextInt(nodes.size()));
            String other = nodes.vocabulary().key(random.nextInt(nodes.size()));
            if (!one.equals(other) && !known.contains(Pair.of(one, other))) {
                drawn.add(Pair.of(one, other));
            }
        }
        return drawn;
    }

    private static Score precision(double[] positives, double[] negatives) {
        int all = positives.length + negatives.length;
        double[] scores = new double[all];
        System.arraycopy(positives, 0, scores, 0, positives.length);
        System.arraycopy(negatives, 0, scores, positives.length, negatives.length);
        int[] order =
                IntStream.range(0, all)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -scores[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        return Score.of(all, SEED, times -> precision(scores, order, times, positives.length));
    }

    /// Equal scores count as one place of the list, as in scikit-learn.
    private static double precision(double[] scores, int[] order, int[] times, int positives) {
        double hits = 0;
        double seen = 0;
        double sum = 0;
        for (int at = 0; at < order.length; ) {
            double before = hits;
            double score = scores[order[at]];
            for (; at < order.length && scores[order[at]] == score; at++) {
                seen += times[order[at]];
                hits += order[at] < positives ? times[order[at]] : 0;
            }
            sum += seen == 0 ? 0 : (hits - before) * hits / seen;
        }
        return hits == 0 ? Double.NaN : sum / hits;
    }
}
