package dev.akin.knowledge;

import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Numbers by first appearance → numbers by falling count, behind those that are known already.
final class NewIds {
    private final List<String> keys;
    private final @Nullable Vocabulary before;
    private final long[] counts;
    private int[] ids = new int[0];

    private NewIds(List<String> keys, @Nullable Vocabulary before) {
        this.keys = keys;
        this.before = before;
        counts = new long[keys.size()];
    }

    static NewIds of(Collection<String> keys, @Nullable Vocabulary before) {
        return new NewIds(List.copyOf(keys), before);
    }

    void count(int[] column) {
        for (int id : column) {
            counts[id]++;
        }
    }

    /// All keys that there are now, with what was counted here and before; fixes the numbers.
    Vocabulary vocabulary() {
        List<String> all = new ArrayList<>(before == null ? List.of() : before.keys());
        int known = all.size();
        ids = new int[keys.size()];
        for (int old : order()) {
            int id = before == null ? -1 : before.id(keys.get(old));
            ids[old] = id < 0 ? all.size() : id;
            if (id < 0) {
                all.add(keys.get(old));
            }
        }
        long[] sums = new long[all.size()];
        if (before != null && before.counted()) {
            System.arraycopy(before.countArray(), 0, sums, 0, known);
        }
        for (int old = 0; old < ids.length; old++) {
            sums[ids[old]] += counts[old];
        }
        return Vocabulary.of(all, sums);
    }

    private int[] order() {
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(
                        Comparator.<Integer>comparingLong(old -> -counts[old])
                                .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int[] renumbered(int[] column) {
        return Arrays.stream(column).map(old -> ids[old]).toArray();
    }
}
