package dev.akin.lexicon;

import dev.akin.embeddings.Embeddings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/// A lexicon over the rows of a table: nodes are rows with a direction that have a pair, in rising order. A pair that comes twice counts once, with
/// its largest weight; one that is called both opposite and alike counts as opposite.
@SuppressWarnings("ArrayRecordComponent") // never compared
record WordGraph(int[] rows, Edges[] attract, Edges[] repel, Set<String> unknown, int words) {

    /// Nodes and the weights of the edges to them.
    record Edges(int[] nodes, float[] weights) {
        boolean contains(int node) {
            return Arrays.binarySearch(nodes, node) >= 0;
        }
    }

    /// @throws IllegalArgumentException if no pair has two words that the table has
    static WordGraph of(Embeddings words, Lexicon lexicon) {
        Set<String> all = new HashSet<>();
        Set<String> unknown = new HashSet<>();
        SequencedMap<Long, Double> attract = new LinkedHashMap<>();
        SequencedMap<Long, Double> repel = new LinkedHashMap<>();
        Map<String, Integer> known = new LinkedHashMap<>();
        for (LexiconPair pair : lexicon.pairs()) {
            int first = known.computeIfAbsent(pair.first(), word -> row(words, word));
            int second = known.computeIfAbsent(pair.second(), word -> row(words, word));
            all.add(pair.first());
            all.add(pair.second());
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
                            + all.size()
                            + " words "
                            + unknown.size()
                            + " are unknown or without a direction; is it of the same language, and written alike?");
        }
        return of(attract, repel, unknown, all.size());
    }

    private static WordGraph of(
            Map<Long, Double> attract, Map<Long, Double> repel, Set<String> unknown, int words) {
        List<Map<Long, Double>> kinds = List.of(attract, repel);
        int[] rows =
                kinds.stream()
                        .flatMap(kind -> kind.keySet().stream())
                        .flatMap(edge -> List.of((int) (edge >> 32), (int) (long) edge).stream())
                        .mapToInt(Integer::intValue)
                        .distinct()
                        .sorted()
                        .toArray();
        return new WordGraph(rows, edges(attract, rows), edges(repel, rows), unknown, words);
    }

    private static Edges[] edges(Map<Long, Double> pairs, int[] rows) {
        List<TreeMap<Integer, Double>> near = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            near.add(new TreeMap<>());
        }
        pairs.forEach((edge, weight) -> {
            int first = Arrays.binarySearch(rows, (int) (edge >> 32));
            int second = Arrays.binarySearch(rows, (int) (long) edge);
            near.get(first).put(second, weight);
            near.get(second).put(first, weight);
        });
        return near.stream().map(WordGraph::edges).toArray(Edges[]::new);
    }

    private static Edges edges(TreeMap<Integer, Double> near) {
        float[] weights = new float[near.size()];
        int at = 0;
        for (double weight : near.values()) {
            weights[at++] = (float) weight;
        }
        return new Edges(near.keySet().stream().mapToInt(Integer::intValue).toArray(), weights);
    }

    /// Two rows as one number, the smaller one first.
    private static long edge(int a, int b) {
        return ((long) Math.min(a, b) << 32) | Math.max(a, b);
    }

    /// @return -1 where the word has no row, or one of zeros or with numbers that are none
    private static int row(Embeddings words, String word) {
        int row = words.find(word);
        return row >= 0 && UnitRows.norm(words.table().row(row)) > 0 ? row : -1;
    }
}
