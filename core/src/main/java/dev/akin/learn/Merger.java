package dev.akin.learn;

import java.util.List;

/// Adds up what the parts of a round changed in a table, in the order of the parts.
///
/// Parts that changed a row do not know of each other. Where each changed it a few times the changes are added, as they
/// would have been one after the other. Where each changed it often, as the root of a tree of words, every part has
/// gone most of the way by itself and the sum would go far beyond: there the changes are averaged. Between the two the
/// weight of each of m changes falls from 1 to 1/m.
final class Merger {
    /// Uses of a row, a part on average, at which changes are averaged.
    private static final float OFTEN = 32;

    private final List<RowCache> caches;
    private final int[] parts;
    private final int[] uses;

    /// @param caches the copies of each part, in their order
    Merger(List<RowCache> caches) {
        this.caches = caches;
        int rows = caches.getFirst().rows();
        parts = new int[rows];
        uses = new int[rows];
    }

    /// Merges the first `count` parts into those rows whose id is `shard` modulo `shards`.
    void merge(int count, int shard, int shards) {
        for (RowCache cache : caches.subList(0, count)) {
            for (int slot = 0; slot < cache.used(); slot++) {
                int id = cache.id(slot);
                if (id % shards == shard) {
                    parts[id]++;
                    uses[id] += cache.uses(slot);
                }
            }
        }
        for (RowCache cache : caches.subList(0, count)) {
            for (int slot = 0; slot < cache.used(); slot++) {
                int id = cache.id(slot);
                if (id % shards == shard) {
                    cache.addTo(slot, scale(parts[id], uses[id]));
                }
            }
        }
        for (RowCache cache : caches.subList(0, count)) {
            for (int slot = 0; slot < cache.used(); slot++) {
                int id = cache.id(slot);
                if (id % shards == shard) {
                    parts[id] = 0;
                    uses[id] = 0;
                }
            }
        }
    }

    private static float scale(int parts, int uses) {
        float often = Math.min(1, uses / (parts * OFTEN));
        return 1 / (1 + (parts - 1) * often);
    }
}
