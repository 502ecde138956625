package dev.akin.knowledge;

import dev.akin.knowledge.Facts.Triples;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Chooses facts to hold back.
final class HeldBack {
    private final Triples triples;
    private final Answers tails;
    private final long[] entities;
    private final long[] relations;
    private final Facts facts;

    HeldBack(Facts facts) {
        this.facts = facts;
        triples = facts.triples();
        tails = Answers.tails(triples, facts.entities().size(), facts.relations().size());
        entities = new long[facts.entities().size()];
        relations = new long[facts.relations().size()];
        for (int row = 0; row < triples.size(); row++) {
            add(row, 1);
        }
    }

    private void add(int row, int sign) {
        entities[triples.heads()[row]] += sign;
        entities[triples.tails()[row]] += sign;
        relations[triples.relations()[row]] += sign;
    }

    boolean[] choose(double share, SplittableRandom random) {
        boolean[] held = new boolean[triples.size()];
        long wanted = Math.max(1, Math.round(share * triples.size()));
        long found = 0;
        int[] mirrors = mirrors();
        for (int row : Shuffle.of(triples.size(), random)) {
            if (found >= wanted) {
                break;
            }
            if (!held[row]) {
                found += take(row, mirrors[row], held);
            }
        }
        return held;
    }

    private int take(int row, int mirror, boolean[] held) {
        add(row, -1);
        if (mirror >= 0) {
            add(mirror, -1);
        }
        if (entities[triples.heads()[row]] < 1
                || entities[triples.tails()[row]] < 1
                || relations[triples.relations()[row]] < 1) {
            add(row, 1);
            if (mirror >= 0) {
                add(mirror, 1);
            }
            return 0;
        }
        held[row] = true;
        if (mirror < 0) {
            return 1;
        }
        held[mirror] = true;
        return 2;
    }

    /// For each fact the row of its mirror, or −1.
    private int[] mirrors() {
        Map<Long, Map<Integer, Integer>> wanted = new HashMap<>();
        int[] mirrors = new int[triples.size()];
        Arrays.fill(mirrors, -1);
        IntStream.range(0, triples.size())
                .filter(row ->
                        triples.heads()[row] != triples.tails()[row]
                                && tails.has(
                                        triples.tails()[row],
                                        triples.relations()[row],
                                        triples.heads()[row]))
                .forEach(row -> {
                    int head = triples.heads()[row];
                    int tail = triples.tails()[row];
                    long pair =
                            (long) Math.min(head, tail) * facts.entities().size()
                                    + Math.max(head, tail);
                    Integer other =
                            wanted.computeIfAbsent(pair, any -> new HashMap<>())
                                    .put(triples.relations()[row], row);
                    if (other != null) {
                        mirrors[row] = other;
                        mirrors[other] = row;
                    }
                });
        return mirrors;
    }
}
