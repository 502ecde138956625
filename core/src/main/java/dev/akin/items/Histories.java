package dev.akin.items;

import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each user chose, in the order of time. Immutable.
final class Histories {
    private final Map<String, List<String>> items;

    private Histories(Map<String, List<String>> items) {
        this.items = Collections.unmodifiableMap(items);
    }

    /// @param clicks in the order of time
    static Histories of(List<Click> clicks) {
        return new Histories(ClickLog.itemsByUser(clicks));
    }

    static Histories of(Map<String, List<String>> items) {
        return new Histories(new LinkedHashMap<>(items));
    }

    Map<String, List<String>> items() {
        return items;
    }

    /// These and what came after.
    Histories and(Histories later) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        items.forEach((user, own) -> all.put(user, new ArrayList<>(own)));
        later.items.forEach(
                (user, own) -> all.computeIfAbsent(user, _ -> new ArrayList<>()).addAll(own));
        return new Histories(all);
    }

    /// The later items, each user's behind the last `window` of these: so that what is new is learned in its company.
    Histories continuing(Histories later, int window) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        later.items.forEach((user, own) -> {
            List<String> old = items.getOrDefault(user, List.of());
            List<String> both =
                    new ArrayList<>(old.subList(Math.max(0, old.size() - window), old.size()));
            both.addAll(own);
            all.put(user, both);
        });
        return new Histories(all);
    }
}
