package dev.akin.embeddings;

import dev.akin.algebra.TopK;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// Exact search: every row is scored, block by block, and the best are kept. Thread-safe.
///
/// More candidates than asked for are scored once more in double precision before the best k are taken, so that rows
/// that floats cannot tell apart come in the right order, and equal rows in the order of their ids.
final class Scan {
    /// Rows whose scores stay in the first-level cache between scoring and choosing.
    private static final int BLOCK = 512;

    static final Comparator<Neighbor> NEAREST_FIRST =
            Comparator.comparingDouble(Neighbor::score).reversed().thenComparingInt(Neighbor::id);

    private final Vocabulary vocabulary;
    private final EmbeddingTable table;

    Scan(Vocabulary vocabulary, EmbeddingTable table) {
        this.vocabulary = vocabulary;
        this.table = table;
    }

    List<Neighbor> nearest(Scoring scoring, Rows rows, BitSet excluded, int k, int threads) {
        int capacity = capacity(rows.candidates(k), excluded, rows.size());
        Scoring.Scores scores = scoring.over(rows);
        List<TopK> tops = new ArrayList<>();
        Parallel.blocks(threads, rows.size(), BLOCK, () -> worker(scores, capacity, tops));
        TopK best = new TopK(capacity);
        tops.forEach(best::offerAll);
        List<Neighbor> found = new ArrayList<>();
        for (int place : best.ids()) {
            int id = rows.id(place);
            if (!excluded.get(id)) {
                found.add(new Neighbor("", id, scoring.exact(table.row(id))));
            }
        }
        return named(found, k);
    }

    /// How many candidates to keep so that so many remain after the excluded ones went.
    static int capacity(long candidates, BitSet excluded, int rows) {
        return (int) Math.min(rows, candidates + excluded.cardinality());
    }

    /// Keys only for those that stay: a key is a string to be made.
    List<Neighbor> named(List<Neighbor> found, int k) {
        return found.stream()
                .sorted(NEAREST_FIRST)
                .limit(k)
                .map(n -> new Neighbor(vocabulary.key(n.id()), n.id(), n.score()))
                .toList();
    }

    private static Parallel.BlockAction worker(Scoring.Scores rows, int capacity, List<TopK> tops) {
        TopK top = new TopK(capacity);
        tops.add(top);
        float[] scores = new float[BLOCK];
        float[] scratch = new float[2 * BLOCK];
        return (first, count) -> {
            rows.read(first, count, scores, scratch);
            top.offer(scores, 0, count, first);
        };
    }
}
