package dev.akin.evaluate;

import dev.akin.text.Click;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The baseline of recommenders: gives everyone the items chosen most often; of items chosen equally often, the one chosen first.
/// Immutable.
public final class PopularItems {
    private final List<String> items;

    private PopularItems(List<String> items) {
        this.items = items;
    }

    public static PopularItems fit(List<Click> clicks) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        clicks.forEach(click -> counts.merge(click.item(), 1, Integer::sum));
        return new PopularItems(
                counts.entrySet().stream()
                        .sorted(Collections.reverseOrder(Map.Entry.comparingByValue()))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /// All items, the most popular first.
    public List<String> items() {
        return items;
    }

    /// The k most popular items, but for those that the user already has; fewer if there are no more.
    ///
    /// @throws IllegalArgumentException if k is below 1
    public List<String> recommend(Collection<String> has, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        Set<String> without = Set.copyOf(has);
        return items.stream().filter(item -> !without.contains(item)).limit(k).toList();
    }
}
