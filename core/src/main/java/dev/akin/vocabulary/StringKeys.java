package dev.akin.vocabulary;

import java.util.Arrays;
import java.util.List;

/// [GrowingKeys] that are strings, any of them. Keys that wait to be admitted are counted by 64 bits of hash.
public final class StringKeys extends GrowingKeys {
    private String[] keys = new String[16];

    StringKeys(Builder builder) {
        super(builder);
    }

    /// The row's key.
    ///
    /// @throws IllegalArgumentException if no key has the row
    public String key(int row) {
        checkUsed(row);
        return keys[row];
    }

    /// The key's row, or [#ABSENT]. Changes nothing.
    public int find(String key) {
        int slot = search(key, hash(key));
        return slot < 0 ? ABSENT : slots.number(slot);
    }

    /// The key's row, which it gets if it has none and is admitted; else [#ABSENT].
    public int findOrAdd(String key) {
        long hash = hash(key);
        int slot = search(key, hash);
        int row = slot < 0 ? add(key, hash) : slots.number(slot);
        use(row);
        return row;
    }

    /// As [#findOrAdd(String)], of many in their order, of which some may be the same.
    ///
    /// @return a row a key, new
    public int[] findOrAdd(List<String> keys) {
        return keys.stream().mapToInt(this::findOrAdd).toArray();
    }

    /// The key's row, which it gets if it has none, admitted or not: for keys that are read from a file. Counts as no use.
    public int admit(String key) {
        slots.reserve();
        long hash = hash(key);
        int slot = search(key, hash);
        return slot >= 0 ? slots.number(slot) : addAt(~slot, key, hash);
    }

    /// Takes the key's row, for the next new key.
    ///
    /// @return the row that it had, or [#ABSENT]
    public int remove(String key) {
        int slot = search(key, hash(key));
        if (slot < 0) {
            return ABSENT;
        }
        int row = slots.number(slot);
        release(slot, row);
        return row;
    }

    private int add(String key, long hash) {
        slots.reserve();
        int slot = search(key, hash);
        return admits(hash) ? addAt(~slot, key, hash) : ABSENT;
    }

    private int addAt(int slot, String key, long hash) {
        int row = add(slot, hash);
        if (row >= keys.length) {
            keys = Arrays.copyOf(keys, row + (row >> 1) + 1);
        }
        keys[row] = key;
        added(row);
        return row;
    }

    /// As [KeySlots#search(long, int)], but that different strings of one hash are told apart.
    private int search(String key, long hash) {
        int slot = slots.search(hash, slots.home(hash));
        while (slot >= 0 && !keys[slots.number(slot)].equals(key)) {
            slot = slots.search(hash, slots.next(slot));
        }
        return slot;
    }

    /// FNV-1a over the characters (Fowler, Noll and Vo 1991), which the slots mix once more.
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    @Override
    void release(int row) {
        release(search(keys[row], hash(keys[row])), row);
    }
}
