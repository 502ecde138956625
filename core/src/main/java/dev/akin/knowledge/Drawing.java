package dev.akin.knowledge;

import dev.akin.knowledge.Facts.Triples;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Draws entities that a group of queries is to tell from the right ones.
final class Drawing {
    /// A group of a few queries still draws as many.
    private static final int FEWEST = 8;

    private final int entities;
    private final int count;

    /// By relation and direction, the entities known there; empty if any will do.
    private final int[][] pools;

    private Drawing(int entities, int count, int[][] pools) {
        this.entities = entities;
        this.count = count;
        this.pools = pools;
    }

    static Drawing of(KnowledgeOptions options, Facts facts) {
        int entities = facts.entities().size();
        int count = options.negatives() == 0 ? entities : options.negatives();
        return new Drawing(entities, count, options.typed() ? pools(facts) : new int[0][]);
    }

    private static int[][] pools(Facts facts) {
        Triples triples = facts.triples();
        int[] sizes = new int[2 * facts.relations().size()];
        for (int relation : triples.relations()) {
            sizes[2 * relation]++;
            sizes[2 * relation + 1]++;
        }
        int[][] pools = new int[sizes.length][];
        Arrays.setAll(pools, kind -> new int[sizes[kind]]);
        int[] filled = new int[pools.length];
        for (int row = 0; row < triples.size(); row++) {
            int kind = 2 * triples.relations()[row];
            pools[kind][filled[kind]++] = triples.tails()[row];
            pools[kind + 1][filled[kind + 1]++] = triples.heads()[row];
        }
        Arrays.setAll(pools, kind -> Arrays.stream(pools[kind]).distinct().sorted().toArray());
        return pools;
    }

    /// Whether every entity stands for itself.
    boolean all() {
        return pools.length == 0 && count == entities;
    }

    /// The most that a group of so many queries gets.
    int most(int queries) {
        return pools.length == 0
                ? count
                : Math.max(FEWEST, (int) ((long) count * queries / Queries.GROUP));
    }

    /// How many entities there are to draw from.
    int from(int kind) {
        return pools.length == 0 ? entities : pools[kind].length;
    }

    /// @param kind twice the relation of the group, plus 1 for heads, where entities are drawn by it
    int draw(int kind, int queries, SplittableRandom random, int[] into) {
        int drawn = most(queries);
        int[] pool = pools.length == 0 ? null : pools[kind];
        for (int j = 0; j < drawn; j++) {
            if (pool != null) {
                into[j] = pool[random.nextInt(pool.length)];
            } else {
                into[j] = all() ? j : random.nextInt(entities);
            }
        }
        return drawn;
    }
}
