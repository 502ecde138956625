package dev.akin.networks;

import dev.akin.text.Click;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Values of examples, field by field, and whether they were clicked.
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClickExamples(List<List<String>> values, boolean[] clicked) {
    ClickExamples {
        if (values.size() != clicked.length || values.isEmpty()) {
            throw new IllegalArgumentException(
                    clicked.length
                            + " outcomes, for "
                            + values.size()
                            + " examples; each needs one, and there must be one at least");
        }
    }

    /// Each click, and behind it as many items that its user never chose, drawn evenly from all; none where the user chose all.
    ///
    /// @throws IllegalArgumentException if there are clicks, and each user chose all
    static ClickExamples drawn(List<Click> clicks, int others, long seed) {
        List<String> items = clicks.stream().map(Click::item).distinct().toList();
        Map<String, Set<String>> chosen = new HashMap<>();
        clicks.forEach(click ->
                chosen.computeIfAbsent(click.user(), user -> new HashSet<>()).add(click.item()));
        SplittableRandom random = new SplittableRandom(seed);
        List<List<String>> values = new ArrayList<>();
        boolean[] clicked = new boolean[Math.multiplyExact(clicks.size(), 1 + others)];
        for (Click click : clicks) {
            Set<String> own = chosen.getOrDefault(click.user(), Set.of());
            clicked[values.size()] = true;
            values.add(List.of(click.user(), click.item()));
            for (int i = 0; i < others && own.size() < items.size(); i++) {
                String item = items.get(random.nextInt(items.size()));
                while (own.contains(item)) {
                    item = items.get(random.nextInt(items.size()));
                }
                values.add(List.of(click.user(), item));
            }
        }
        if (!clicks.isEmpty() && values.size() == clicks.size()) {
            throw new IllegalArgumentException(
                    "there is nothing to tell clicks from: each of "
                            + chosen.size()
                            + " users chose all of "
                            + items.size()
                            + " items");
        }
        return new ClickExamples(values, Arrays.copyOf(clicked, values.size()));
    }
}
