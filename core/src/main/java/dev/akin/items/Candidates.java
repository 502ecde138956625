package dev.akin.items;

import dev.akin.vocabulary.Vocabulary;
import java.util.BitSet;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The items that may be recommended to somebody.
final class Candidates {
    private final BitSet allowed;

    private Candidates(BitSet allowed) {
        this.allowed = allowed;
    }

    /// All but the history.
    static Candidates unseen(int items, int[] history) {
        BitSet allowed = new BitSet(items);
        allowed.set(0, items);
        for (int item : history) {
            allowed.clear(item);
        }
        return new Candidates(allowed);
    }

    /// @throws IllegalArgumentException if none is left
    static Candidates of(Vocabulary items, int[] history, RecommendOptions options) {
        BitSet allowed = new BitSet(items.size());
        Set<String> only = options.only();
        if (only == null) {
            allowed.set(0, items.size());
        } else {
            each(items, only, allowed, true);
        }
        int chosenFrom = allowed.cardinality();
        each(items, options.without(), allowed, false);
        int without = chosenFrom - allowed.cardinality();
        if (!options.seen()) {
            for (int item : history) {
                allowed.clear(item);
            }
        }
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException(nothing(only, chosenFrom, without));
        }
        return new Candidates(allowed);
    }

    private static void each(
            Vocabulary items, Collection<String> keys, BitSet allowed, boolean value) {
        for (String key : keys) {
            int id = items.id(key);
            if (id >= 0) {
                allowed.set(id, value);
            }
        }
    }

    private static String nothing(@Nullable Set<String> only, int chosenFrom, int without) {
        String start = "nothing is left to recommend: ";
        if (only != null && chosenFrom == 0) {
            return start + "none of the " + only.size() + " items to choose from is known";
        }
        return start
                + "of "
                + chosenFrom
                + " items to choose from "
                + without
                + " are not wanted and "
                + (chosenFrom - without)
                + " were chosen before; widen the filter, or let seen items come again";
    }

    boolean allows(int item) {
        return allowed.get(item);
    }
}
