package dev.akin.items;

import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each user of a model chose, in the order of time, by the numbers of users and items. A user's items may come more than once.
final class Seen {
    private static final String OFFSETS = "seen.offsets";
    private static final String ITEMS = "seen.items";
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final long[] offsets;
    private final int[] items;

    private Seen(long[] offsets, int[] items) {
        this.offsets = offsets;
        this.items = items;
    }

    static Seen of(List<int[]> chosen) {
        long[] offsets = new long[chosen.size() + 1];
        for (int user = 0; user < chosen.size(); user++) {
            offsets[user + 1] = offsets[user] + chosen.get(user).length;
        }
        int[] items = new int[Math.toIntExact(offsets[chosen.size()])];
        for (int user = 0; user < chosen.size(); user++) {
            int[] own = chosen.get(user);
            System.arraycopy(own, 0, items, (int) offsets[user], own.length);
        }
        return new Seen(offsets, items);
    }

    /// Whether the model says.
    static boolean in(Model model) {
        return model.extras().containsKey(OFFSETS) && model.extras().containsKey(ITEMS);
    }

    /// @throws IllegalArgumentException if the model does not say, or says what cannot be
    static Seen of(Model model) {
        Tensor offsets = model.extras().get(OFFSETS);
        Tensor items = model.extras().get(ITEMS);
        if (offsets == null || items == null) {
            throw new IllegalArgumentException(
                    "the model does not hold what its users chose ("
                            + OFFSETS
                            + ", "
                            + ITEMS
                            + ")");
        }
        if (offsets.type() != TensorType.I64 || items.type() != TensorType.I32) {
            throw new IllegalArgumentException(
                    OFFSETS
                            + " is "
                            + offsets.type()
                            + " and "
                            + ITEMS
                            + " "
                            + items.type()
                            + ", not I64 and I32");
        }
        return new Seen(offsets.data().toArray(LONG), items.data().toArray(INT));
    }

    /// @throws IllegalArgumentException if this is not of so many users and items
    void check(int users, int known) {
        if (offsets.length != users + 1 || offsets[0] != 0 || offsets[users] != items.length) {
            throw new IllegalArgumentException(
                    OFFSETS + " does not say what each of " + users + " users chose");
        }
        for (int user = 0; user < users; user++) {
            if (offsets[user + 1] < offsets[user]) {
                throw new IllegalArgumentException(OFFSETS + " falls at " + user);
            }
        }
        for (int item : items) {
            if (item < 0 || item >= known) {
                throw new IllegalArgumentException(
                        ITEMS + " names item " + item + ", but there are " + known);
            }
        }
    }

    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(OFFSETS, Tensor.of(offsets));
        tensors.put(ITEMS, Tensor.of(items));
        return tensors;
    }

    int[] of(int user) {
        return Arrays.copyOfRange(items, (int) offsets[user], (int) offsets[user + 1]);
    }

    Histories histories(Vocabulary users, Vocabulary names) {
        Map<String, List<String>> histories = new LinkedHashMap<>();
        for (int user = 0; user < users.size(); user++) {
            List<String> own = new ArrayList<>();
            for (int item : of(user)) {
                own.add(names.key(item));
            }
            histories.put(users.key(user), own);
        }
        return Histories.of(histories);
    }
}
