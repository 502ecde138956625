package dev.akin.evaluate;

import dev.akin.text.Click;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Clicks to learn from, and later ones to foretell. Immutable.
///
/// @param learned in their order
/// @param later one of each tested user
public record ClickSplit(List<Click> learned, List<Click> later) {
    /// Fewer clicks of a user than these say too little to foretell another.
    private static final int LEAST_LEFT = 2;

    public ClickSplit {
        learned = List.copyOf(learned);
        later = List.copyOf(later);
    }

    /// Holds out the last click of each user who has at least two besides, unless it is on an item that the user chose before:
    /// that would not be recommended again.
    ///
    /// @param clicks in the order of time, as [dev.akin.text.ClickLog#read] gives them
    /// @throws IllegalArgumentException if no user has so many clicks
    public static ClickSplit lastOut(List<Click> clicks) {
        Map<String, Integer> last = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < clicks.size(); i++) {
            last.put(clicks.get(i).user(), i);
            counts.merge(clicks.get(i).user(), 1, Integer::sum);
        }
        List<Click> learned = new ArrayList<>();
        List<Click> later = new ArrayList<>();
        Map<String, Set<String>> had = new HashMap<>();
        for (int i = 0; i < clicks.size(); i++) {
            Click click = clicks.get(i);
            boolean isNew =
                    had.computeIfAbsent(click.user(), user -> new HashSet<>()).add(click.item());
            boolean held =
                    isNew
                            && last.getOrDefault(click.user(), -1) == i
                            && counts.getOrDefault(click.user(), 0) > LEAST_LEFT;
            (held ? later : learned).add(click);
        }
        if (later.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing can be held out: none of "
                            + last.size()
                            + " users has "
                            + (LEAST_LEFT + 1)
                            + " clicks or more, the last on a new item");
        }
        return new ClickSplit(learned, later);
    }
}
