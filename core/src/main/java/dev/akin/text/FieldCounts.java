package dev.akin.text;

import java.util.Map;
import java.util.TreeMap;

/// How many records of each source have the field, and how many lack it. Not thread-safe.
final class FieldCounts {
    private final Map<Integer, long[]> bySource = new TreeMap<>();

    void add(int source, boolean found) {
        bySource.computeIfAbsent(source, s -> new long[2])[found ? 1 : 0]++;
    }

    void addAll(FieldCounts others) {
        others.bySource.forEach((source, counts) -> {
            long[] sums = bySource.computeIfAbsent(source, s -> new long[2]);
            sums[0] += counts[0];
            sums[1] += counts[1];
        });
    }

    long found() {
        return bySource.values().stream().mapToLong(counts -> counts[1]).sum();
    }

    long missing() {
        return bySource.values().stream().mapToLong(counts -> counts[0]).sum();
    }
}
