package dev.akin.compress;

import dev.akin.compress.FittingWays.Sized;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Ways in turns of their combinations: next comes one of that which has taken the least time so far, so that slow ones leave time for
/// the others.
final class FairTurns {
    private final Map<String, Deque<Sized>> left = new LinkedHashMap<>();
    private final Map<String, Long> nanos = new HashMap<>();

    FairTurns(List<Sized> ways) {
        ways.forEach(
                one -> left.computeIfAbsent(one.way().method(), _ -> new ArrayDeque<>()).add(one));
    }

    /// @throws java.util.NoSuchElementException if all have been
    Sized next() {
        String method =
                left.keySet().stream()
                        .min(
                                Comparator.comparingLong(
                                        (String name) -> nanos.getOrDefault(name, 0L)))
                        .orElseThrow();
        Deque<Sized> those = left.getOrDefault(method, new ArrayDeque<>());
        Sized one = those.remove();
        if (those.isEmpty()) {
            left.remove(method);
        }
        return one;
    }

    void took(Sized one, long time) {
        nanos.merge(one.way().method(), time, Long::sum);
    }
}
