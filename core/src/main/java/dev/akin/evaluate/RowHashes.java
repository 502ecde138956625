package dev.akin.evaluate;

import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Finds rows that are equal in every number.
final class RowHashes {
    private final EmbeddingTable table;
    private final long[] hashes;

    RowHashes(EmbeddingTable table) {
        this.table = table;
        hashes = new long[table.rows()];
    }

    void add(int row, float[] numbers, int from) {
        long hash = 0;
        for (int d = from; d < from + table.dimension(); d++) {
            // The two zeros are equal.
            hash = (hash ^ Float.floatToIntBits(numbers[d] + 0f)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hashes[row] = hash;
    }

    /// @param counted which rows are looked at
    TableHealth.Duplicates duplicates(Vocabulary keys, IntPredicate counted) {
        Map<Long, List<Integer>> alike = alike(counted);
        int rows = 0;
        List<List<String>> groups = new ArrayList<>();
        for (List<Integer> candidates : alike.values()) {
            for (List<Integer> group : equal(candidates)) {
                rows += group.size() - 1;
                if (groups.size() < TableHealth.NAMED) {
                    groups.add(group.stream().limit(TableHealth.NAMED).map(keys::key).toList());
                }
            }
        }
        return new TableHealth.Duplicates(rows, groups);
    }

    /// Rows of the same hash, where there are several.
    private Map<Long, List<Integer>> alike(IntPredicate counted) {
        long[] sorted =
                IntStream.range(0, hashes.length)
                        .filter(counted)
                        .mapToLong(row -> hashes[row])
                        .sorted()
                        .toArray();
        long[] several =
                IntStream.range(1, sorted.length)
                        .filter(i -> sorted[i] == sorted[i - 1])
                        .mapToLong(i -> sorted[i])
                        .distinct()
                        .toArray();
        Map<Long, List<Integer>> alike = new LinkedHashMap<>();
        for (int row = 0; row < hashes.length && several.length > 0; row++) {
            if (counted.test(row) && Arrays.binarySearch(several, hashes[row]) >= 0) {
                alike.computeIfAbsent(hashes[row], _ -> new ArrayList<>()).add(row);
            }
        }
        return alike;
    }

    /// Equal hashes may be chance.
    private List<List<Integer>> equal(List<Integer> candidates) {
        Map<List<Float>, List<Integer>> groups = new LinkedHashMap<>();
        for (int row : candidates) {
            List<Float> numbers = new ArrayList<>(table.dimension());
            for (float number : table.row(row)) {
                numbers.add(number + 0f);
            }
            groups.computeIfAbsent(numbers, _ -> new ArrayList<>()).add(row);
        }
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }
}
