package dev.akin.knowledge;

import dev.akin.knowledge.Facts.Triples;
import java.util.Arrays;
import java.util.SplittableRandom;

/// The queries of an epoch, cut into batches and those into groups. Query 2i asks for the tail of fact i, query 2i + 1 for its head; both stand one after the other, in
/// an order of facts by chance.
final class Queries {
    /// Queries in a batch.
    static final int BATCH = 1024;

    /// Queries that share the entities drawn for them, at the most.
    static final int GROUP = 128;

    private final Triples facts;
    private final long seed;
    private final int group;
    private final boolean byRelation;
    private int epoch = -1;
    private int[] order = new int[0];

    /// What is asked in a batch.
    ///
    /// @param queries by number
    /// @param starts where each group begins, and the end
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Batch(int[] queries, int[] starts) {
        int groups() {
            return starts.length - 1;
        }
    }

    /// @param group the most queries of a group
    /// @param byRelation whether a group is of one relation and direction
    Queries(Triples facts, long seed, int group, boolean byRelation) {
        this.group = group;
        this.facts = facts;
        this.seed = seed;
        this.byRelation = byRelation;
    }

    /// Batches in an epoch.
    int batches() {
        return (int) Math.ceilDiv(2L * facts.size(), (long) BATCH);
    }

    Batch batch(long number) {
        int now = (int) (number / batches());
        if (now != epoch) {
            epoch = now;
            order = Shuffle.of(facts.size(), random(seed, now, -1));
        }
        int from = (int) (number % batches()) * (BATCH / 2);
        int count = Math.min(BATCH / 2, facts.size() - from);
        int[] queries = new int[2 * count];
        for (int i = 0; i < count; i++) {
            queries[i] = 2 * order[from + i];
            queries[count + i] = queries[i] + 1;
        }
        return new Batch(byRelation ? sorted(queries) : queries, starts(queries));
    }

    private int[] starts(int[] queries) {
        int[] starts = new int[queries.length + 1];
        int groups = 0;
        for (int i = 0; i < queries.length; i++) {
            boolean full = i == 0 || i - starts[groups - 1] == group;
            if (full || (byRelation && kind(queries[i]) != kind(queries[i - 1]))) {
                starts[groups++] = i;
            }
        }
        starts[groups] = queries.length;
        return Arrays.copyOf(starts, groups + 1);
    }

    private long kind(int query) {
        return 2L * facts.relations()[query >>> 1] + (query & 1);
    }

    /// By relation, tails before heads.
    private int[] sorted(int[] queries) {
        long[] keys = new long[queries.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (kind(queries[i]) << Integer.SIZE) | queries[i];
        }
        Arrays.sort(keys);
        for (int i = 0; i < keys.length; i++) {
            queries[i] = (int) keys[i];
        }
        return queries;
    }

    static SplittableRandom random(long seed, long batch, long group) {
        return new SplittableRandom(
                (seed * 0x9e3779b97f4a7c15L) ^ (batch * 0xbf58476d1ce4e5b9L) ^ group);
    }
}
