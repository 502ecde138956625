package dev.akin.vocabulary;

import java.util.Arrays;

/// [GrowingKeys] that are 64-bit whole numbers, any of them.
public final class LongKeys extends GrowingKeys {
    private long[] keys = new long[16];

    LongKeys(Builder builder) {
        super(builder);
    }

    /// The row's key.
    ///
    /// @throws IllegalArgumentException if no key has the row
    public long key(int row) {
        checkUsed(row);
        return keys[row];
    }

    /// The key's row, or [#ABSENT]. Changes nothing.
    public int find(long key) {
        int slot = slots.search(key, slots.home(key));
        return slot < 0 ? ABSENT : slots.number(slot);
    }

    /// As [#find(long)], of many.
    ///
    /// @return a row a key, new
    public int[] find(long[] keys) {
        int[] rows = new int[keys.length];
        slots.numbers(keys, rows);
        return rows;
    }

    /// The key's row, which it gets if it has none and is admitted; else [#ABSENT].
    public int findOrAdd(long key) {
        int row = find(key);
        if (row == ABSENT) {
            row = add(key);
        }
        use(row);
        return row;
    }

    /// As [#findOrAdd(long)], of many in their order, of which some may be the same.
    ///
    /// @return a row a key, new
    public int[] findOrAdd(long[] keys) {
        int[] rows = new int[keys.length];
        findOrAdd(keys, rows);
        return rows;
    }

    /// As [#findOrAdd(long[\])].
    ///
    /// @param rows takes a row a key
    /// @throws IllegalArgumentException if there are more keys than that
    public void findOrAdd(long[] keys, int[] rows) {
        checkRoom(keys.length, rows.length);
        slots.numbers(keys, rows);
        for (int i = 0; i < keys.length; i++) {
            if (rows[i] == ABSENT) {
                rows[i] = add(keys[i]);
            }
        }
        use(rows, keys.length);
    }

    /// The key's row, which it gets if it has none, admitted or not: for keys that are read from a file. Counts as no use.
    public int admit(long key) {
        slots.reserve();
        int slot = slots.search(key, slots.home(key));
        return slot >= 0 ? slots.number(slot) : addAt(~slot, key);
    }

    /// Takes the key's row, for the next new key.
    ///
    /// @return the row that it had, or [#ABSENT]
    public int remove(long key) {
        int slot = slots.search(key, slots.home(key));
        if (slot < 0) {
            return ABSENT;
        }
        int row = slots.number(slot);
        release(slot, row);
        return row;
    }

    /// The row of a key that a look-up did not find, though the one before it in the batch may have been the same.
    private int add(long key) {
        slots.reserve();
        int slot = slots.search(key, slots.home(key));
        if (slot >= 0) {
            return slots.number(slot);
        }
        return admits(key) ? addAt(~slot, key) : ABSENT;
    }

    private int addAt(int slot, long key) {
        int row = add(slot, key);
        if (row >= keys.length) {
            keys = Arrays.copyOf(keys, row + (row >> 1) + 1);
        }
        keys[row] = key;
        added(row);
        return row;
    }

    @Override
    void release(int row) {
        release(slots.search(keys[row], slots.home(keys[row])), row);
    }
}
