package dev.akin.vocabulary;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keys ↔ dense ids, with counts where the keys were counted. Immutable and thread-safe.
///
/// Keys lie as UTF-8 in one run of bytes, so that a vocabulary of millions costs no object per key and a mapped file
/// needs no reading: with the ids in the order of their bytes beside it, a look-up is a binary search in the file.
/// Without that order a hash table is built at the first look-up. Ids are the places of the keys: descending count
/// when counted (ties by first appearance), file order when loaded, appended when training continues.
public final class Vocabulary {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment bytes;
    private final MemorySegment offsets;
    private final @Nullable MemorySegment counts;
    private final @Nullable MemorySegment order;
    private final int size;
    private volatile int @Nullable [] hashed;

    private Vocabulary(
            MemorySegment bytes,
            MemorySegment offsets,
            @Nullable MemorySegment counts,
            @Nullable MemorySegment order) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.counts = counts;
        this.order = order;
        this.size = Math.toIntExact(offsets.byteSize() / Long.BYTES - 1);
    }

    /// Keys without counts, ids in the order given.
    ///
    /// @throws IllegalArgumentException if a key comes twice (the message names it)
    public static Vocabulary of(List<String> keys) {
        return of(keys, null);
    }

    /// Keys with counts, `counts[id]` for each; null for none.
    ///
    /// @throws IllegalArgumentException if a key comes twice, or there are not as many counts as keys
    public static Vocabulary of(List<String> keys, long @Nullable [] counts) {
        KeyBytes utf8 = new KeyBytes();
        for (String key : keys) {
            utf8.add(key);
        }
        return of(utf8, counts);
    }

    /// As [#of(List, long\[\])], from keys gathered as bytes.
    public static Vocabulary of(KeyBytes keys, long @Nullable [] counts) {
        if (counts != null && counts.length != keys.size()) {
            throw new IllegalArgumentException(
                    "there are " + keys.size() + " keys but " + counts.length + " counts");
        }
        Vocabulary vocabulary =
                new Vocabulary(
                        keys.bytes(),
                        keys.offsets(),
                        counts == null ? null : MemorySegment.ofArray(counts),
                        null);
        vocabulary.hash();
        return vocabulary;
    }

    /// A view of segments as they lie in a file, little-endian. Neither copied nor searched for duplicates; whoever
    /// calls has checked that offsets start at 0, never fall, and end at the length of `bytes`.
    ///
    /// @param bytes the keys' UTF-8, one after the other
    /// @param offsets I64 [keys + 1]: where each key begins, and the end
    /// @param counts I64 [keys], or null
    /// @param order I32 [keys]: ids in ascending unsigned order of their keys' bytes, or null
    public static Vocabulary view(
            MemorySegment bytes,
            MemorySegment offsets,
            @Nullable MemorySegment counts,
            @Nullable MemorySegment order) {
        return new Vocabulary(bytes, offsets, counts, order);
    }

    /// How many keys, which are the ids 0 … size − 1.
    public int size() {
        return size;
    }

    /// @throws IndexOutOfBoundsException if the id is not 0 … size − 1
    /// @throws IllegalStateException if the offsets come from a damaged file and lie outside the bytes
    public String key(int id) {
        Objects.checkIndex(id, size);
        return new String(utf8(id), StandardCharsets.UTF_8);
    }

    /// The id of exactly this key, or -1.
    public int id(String key) {
        byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
        return id(utf8, 0, utf8.length);
    }

    /// The id of the key whose UTF-8 is `utf8[from … to − 1]`, or -1.
    public int id(byte[] utf8, int from, int to) {
        MemorySegment key = MemorySegment.ofArray(utf8).asSlice(from, to - from);
        return order == null ? idByHash(key, utf8, from, to) : idByOrder(order, key);
    }

    /// Whether exactly this key is known. Takes what [#id(String)] takes.
    public boolean contains(String key) {
        return id(key) >= 0;
    }

    /// Whether this vocabulary is another, or grew from it: its first keys are the other's, with the same ids.
    public boolean startsWith(Vocabulary other) {
        if (size < other.size || bytes.byteSize() < other.bytes.byteSize()) {
            return false;
        }
        long offsetBytes = other.offsets.byteSize();
        long keyBytes = other.bytes.byteSize();
        return MemorySegment.mismatch(offsets, 0, offsetBytes, other.offsets, 0, offsetBytes) < 0
                && MemorySegment.mismatch(bytes, 0, keyBytes, other.bytes, 0, keyBytes) < 0;
    }

    /// Whether keys have counts.
    public boolean counted() {
        return counts != null;
    }

    /// How often the key was seen.
    ///
    /// @throws IllegalStateException if keys were not counted
    public long count(int id) {
        Objects.checkIndex(id, size);
        if (counts == null) {
            throw new IllegalStateException("this vocabulary has no counts");
        }
        return counts.get(LONG, (long) Long.BYTES * id);
    }

    /// How often each key was seen, by id: a copy.
    ///
    /// @throws IllegalStateException if keys were not counted
    public long[] countArray() {
        if (counts == null) {
            throw new IllegalStateException("this vocabulary has no counts");
        }
        return counts.toArray(LONG);
    }

    /// A view of the keys in the order of their ids.
    public List<String> keys() {
        return new AbstractList<>() {
            @Override
            public String get(int index) {
                return key(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /// The keys' UTF-8, one after the other, read only.
    public MemorySegment bytes() {
        return bytes.asReadOnly();
    }

    /// I64 [size + 1], little-endian, read only: where each key's bytes begin, and the end.
    public MemorySegment offsets() {
        return offsets.asReadOnly();
    }

    /// I64 [size], little-endian, read only; null if not counted.
    public @Nullable MemorySegment counts() {
        return counts == null ? null : counts.asReadOnly();
    }

    /// The ids in ascending unsigned order of their keys' bytes: what a file keeps so that opening it builds no map.
    public int[] order() {
        if (order != null) {
            return order.toArray(INT);
        }
        return KeyOrder.sort(bytes, offsets, size);
    }

    private long offset(int id) {
        return offsets.get(LONG, (long) Long.BYTES * id);
    }

    private int idByOrder(MemorySegment sorted, MemorySegment key) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int id = sorted.get(INT, (long) Integer.BYTES * middle);
            if (id < 0 || id >= size) {
                throw new IllegalStateException(
                        "the order of the keys names the id "
                                + id
                                + " among "
                                + size
                                + ": the file is damaged");
            }
            int comparison = KeyOrder.compare(key, bytes, start(id), offset(id + 1));
            if (comparison == 0) {
                return id;
            }
            if (comparison < 0) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return -1;
    }

    private int idByHash(MemorySegment key, byte[] utf8, int from, int to) {
        int[] table = hash();
        int mask = table.length - 1;
        for (int slot = KeyBytes.hash(utf8, from, to) & mask; ; slot = (slot + 1) & mask) {
            int id = table[slot] - 1;
            if (id < 0 || KeyOrder.compare(key, bytes, offset(id), offset(id + 1)) == 0) {
                return id;
            }
        }
    }

    /// Id + 1 by open addressing, at most half full; 0 is empty. Built twice at worst, by two first readers at once.
    private int[] hash() {
        int[] table = hashed;
        if (table == null) {
            table = buildHash();
            hashed = table;
        }
        return table;
    }

    /// Over arrays: in a process that asks one question and ends, segments are read many times slower.
    private int[] buildHash() {
        if (bytes.byteSize() > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException(
                    "keys of more than 2 GiB cannot be looked up without their order; convert the"
                            + " file to safetensors");
        }
        int[] table = new int[Integer.highestOneBit(Math.max(8, size)) << 2];
        int mask = table.length - 1;
        byte[] all = bytes.toArray(ValueLayout.JAVA_BYTE);
        long[] at = offsets.toArray(LONG);
        for (int id = 0; id < size; id++) {
            if (at[id] < 0 || at[id] > at[id + 1] || at[id + 1] > all.length) {
                throw damaged(id);
            }
            int from = (int) at[id];
            int to = (int) at[id + 1];
            int slot = KeyBytes.hash(all, from, to) & mask;
            while (table[slot] != 0) {
                int other = table[slot] - 1;
                if (Arrays.equals(all, from, to, all, (int) at[other], (int) at[other + 1])) {
                    throw new IllegalArgumentException(
                            "the key \""
                                    + key(id)
                                    + "\" comes twice, as ids "
                                    + (table[slot] - 1)
                                    + " and "
                                    + id);
                }
                slot = (slot + 1) & mask;
            }
            table[slot] = id + 1;
        }
        return table;
    }

    private byte[] utf8(int id) {
        long from = start(id);
        return bytes.asSlice(from, offset(id + 1) - from).toArray(ValueLayout.JAVA_BYTE);
    }

    /// Where the key begins. A mapped file is opened without looking at every offset, so it is looked at here.
    private long start(int id) {
        long from = offset(id);
        long to = offset(id + 1);
        if (from < 0 || from > to || to > bytes.byteSize()) {
            throw damaged(id);
        }
        return from;
    }

    private IllegalStateException damaged(int id) {
        return new IllegalStateException(
                "the key of row "
                        + id
                        + " lies at bytes "
                        + offset(id)
                        + " to "
                        + offset(id + 1)
                        + " of "
                        + bytes.byteSize()
                        + ": the file is damaged");
    }
}
