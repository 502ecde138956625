package dev.akin.embeddings;

import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Words and labels by their bytes and fastText's hash, which a classifier needs anyway: a look-up in arrays, without an
/// object. Immutable.
final class WordIndex {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int[] ends;
    private final int[] slots;

    /// Ids go on from one vocabulary to the next.
    WordIndex(Vocabulary... vocabularies) {
        int size = 0;
        long length = 0;
        for (Vocabulary keys : vocabularies) {
            size = Math.addExact(size, keys.size());
            length += keys.bytes().byteSize();
        }
        bytes = new byte[Math.toIntExact(length)];
        ends = new int[size];
        slots = new int[Integer.highestOneBit(Math.max(8, size)) << 2];
        int id = 0;
        int at = 0;
        for (Vocabulary keys : vocabularies) {
            MemorySegment offsets = keys.offsets();
            int stored = (int) keys.bytes().byteSize();
            MemorySegment.copy(keys.bytes(), ValueLayout.JAVA_BYTE, 0, bytes, at, stored);
            for (int key = 1; key <= keys.size(); key++) {
                ends[id] = at + (int) offsets.get(LONG, (long) Long.BYTES * key);
                add(id++);
            }
            at += stored;
        }
    }

    private void add(int id) {
        int mask = slots.length - 1;
        int from = id == 0 ? 0 : ends[id - 1];
        int slot = mixed(Subwords.hash(bytes, from, ends[id])) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = id + 1;
    }

    /// The id of the word `utf8[from … to − 1]`, or -1.
    ///
    /// @param hash of these bytes, by [Subwords#hash]
    int id(byte[] utf8, int from, int to, int hash) {
        int mask = slots.length - 1;
        for (int slot = mixed(hash) & mask; ; slot = (slot + 1) & mask) {
            int id = slots[slot] - 1;
            if (id < 0) {
                return -1;
            }
            int begin = id == 0 ? 0 : ends[id - 1];
            if (Arrays.equals(bytes, begin, ends[id], utf8, from, to)) {
                return id;
            }
        }
    }

    private static int mixed(int hash) {
        int mixed = (hash ^ (hash >>> 15)) * 0x2c1b3c6d;
        return mixed ^ (mixed >>> 13);
    }
}
