package dev.akin.vocabulary;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keys gathered one after the other as UTF-8: what a [Vocabulary] is made from. Not thread-safe.
public final class KeyBytes {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1 << 12];
    private long[] offsets = new long[1 << 8];
    private int size;

    /// Appends a key.
    ///
    /// @throws IllegalArgumentException if the string has half of a surrogate pair, which no UTF-8 can hold
    public void add(String key) {
        byte[] utf8 = encode(key);
        add(utf8, 0, utf8.length);
    }

    /// Appends the key whose UTF-8 is `utf8[from … to − 1]`.
    public void add(byte[] utf8, int from, int to) {
        int length = to - from;
        int end = (int) offsets[size];
        reserve(1, length);
        System.arraycopy(utf8, from, bytes, end, length);
        offsets[++size] = (long) end + length;
    }

    private void reserve(int keys, int length) {
        int end = (int) offsets[size];
        if (length > Integer.MAX_VALUE - 8 - end) {
            throw new IllegalArgumentException("the keys take more than 2 GiB of UTF-8");
        }
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, end + length));
        }
        if (size + keys + 1 > offsets.length) {
            offsets = Arrays.copyOf(offsets, grown(offsets.length, size + keys + 1));
        }
    }

    /// Appends all keys of a vocabulary.
    void addAll(Vocabulary vocabulary) {
        MemorySegment from = vocabulary.bytes();
        long[] ends = vocabulary.offsets().toArray(LONG);
        int end = (int) offsets[size];
        int length = Math.toIntExact(Math.min(Integer.MAX_VALUE, from.byteSize()));
        reserve(vocabulary.size(), length);
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, 0, bytes, end, length);
        for (int id = 0; id < vocabulary.size(); id++) {
            offsets[++size] = end + ends[id + 1];
        }
    }

    /// How many keys were added.
    public int size() {
        return size;
    }

    MemorySegment bytes() {
        return MemorySegment.ofArray(Arrays.copyOf(bytes, (int) offsets[size]));
    }

    MemorySegment offsets() {
        return MemorySegment.ofArray(Arrays.copyOf(offsets, size + 1));
    }

    /// FNV-1a over the bytes, finished by a multiplication so that its low bits are mixed.
    public static int hash(byte[] utf8, int from, int to) {
        int hash = 0x811c9dc5;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (utf8[i] & 0xff)) * 0x01000193;
        }
        hash = (hash ^ (hash >>> 15)) * 0x2c1b3c6d;
        return hash ^ (hash >>> 13);
    }

    private static byte[] encode(String key) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key));
            byte[] utf8 = new byte[encoded.remaining()];
            encoded.get(utf8);
            return utf8;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "the key \"" + key + "\" has half of a surrogate pair", e);
        }
    }

    private static int grown(int length, int needed) {
        return (int)
                Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, length + (length >> 1) + 16L));
    }
}
