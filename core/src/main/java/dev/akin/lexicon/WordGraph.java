package dev.akin.lexicon;

import dev.akin.embeddings.Embeddings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/// A lexicon over the rows of a table: nodes are rows with a direction that have a pair, in rising order. A pair that comes twice counts once, with
/// its largest weight; one that is called both opposite and alike counts as opposite.
@SuppressWarnings("ArrayRecordComponent") // never compared
record WordGraph(int[] rows, Edges[] attract, Edges[] repel, Set<String> unknown, int words) {

    /// Nodes and the weights of the edges to them.
    record Edges(int[] nodes, float[] weights) {
        double sum() {
            double sum = 0;
            for (float weight : weights) {
                sum += weight;
            }
            return sum;
        }
    }

    /// @throws IllegalArgumentException if no pair has two words that the table has
    static WordGraph of(Embeddings words, Lexicon lexicon) {
        Set<String> unknown = new HashSet<>();
        Map<Long, Double> attract = new HashMap<>();
        Map<Long, Double> repel = new HashMap<>();
        Map<String, Integer> known = new HashMap<>();
        for (LexiconPair pair : lexicon.pairs()) {
            int first = known.computeIfAbsent(pair.first(), word -> row(words, word));
            int second = known.computeIfAbsent(pair.second(), word -> row(words, word));
            if (first >= 0 && second >= 0 && first != second) {
                (pair.relation() == Relation.ANTONYM ? repel : attract)
                        .merge(edge(first, second), pair.weight(), Math::max);
            }
        }
        known.forEach((word, row) -> {
            if (row < 0) {
                unknown.add(word);
            }
        });
        attract.keySet().removeAll(repel.keySet());
        if (attract.isEmpty() && repel.isEmpty()) {
            throw new IllegalArgumentException(
                    "no pair of the lexicon has two words that have vectors: of its "
                            + known.size()
                            + " words "
                            + unknown.size()
                            + " are unknown or without a direction; is it of the same language, and written alike?");
        }
        return of(attract, repel, unknown, known.size());
    }

    private static WordGraph of(
            Map<Long, Double> attract, Map<Long, Double> repel, Set<String> unknown, int words) {
        int[] rows =
                LongStream.concat(ends(attract), ends(repel))
                        .mapToInt(end -> (int) (end >> 32))
                        .distinct()
                        .sorted()
                        .toArray();
        return new WordGraph(rows, edges(attract, rows), edges(repel, rows), unknown, words);
    }

    /// Each pair from either of its rows.
    private static LongStream ends(Map<Long, Double> pairs) {
        return pairs.keySet().stream()
                .mapToLong(Long::longValue)
                .flatMap(edge -> LongStream.of(edge, Long.rotateLeft(edge, 32)));
    }

    private static Edges[] edges(Map<Long, Double> pairs, int[] rows) {
        long[] ends = ends(pairs).sorted().toArray();
        Edges[] edges = new Edges[rows.length];
        int from = 0;
        for (int node = 0; node < rows.length; node++) {
            int to = from;
            while (to < ends.length && ends[to] >> 32 == rows[node]) {
                to++;
            }
            edges[node] = edges(Arrays.copyOfRange(ends, from, to), pairs, rows);
            from = to;
        }
        return edges;
    }

    private static Edges edges(long[] ends, Map<Long, Double> pairs, int[] rows) {
        int[] nodes = new int[ends.length];
        float[] weights = new float[ends.length];
        for (int e = 0; e < ends.length; e++) {
            int row = (int) (ends[e] >> 32);
            int other = (int) ends[e];
            nodes[e] = Arrays.binarySearch(rows, other);
            weights[e] = pairs.getOrDefault(edge(row, other), 0.0).floatValue();
        }
        return new Edges(nodes, weights);
    }

    /// Two rows as one number, the smaller one first.
    static long edge(int a, int b) {
        return ((long) Math.min(a, b) << 32) | Math.max(a, b);
    }

    /// @return -1 where the word has no row, or one of zeros or with numbers that are none
    static int row(Embeddings words, String word) {
        int row = words.find(word);
        return row >= 0 && UnitRows.norm(words.table().row(row)) > 0 ? row : -1;
    }
}
