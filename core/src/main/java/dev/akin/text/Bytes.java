package dev.akin.text;

import java.util.Arrays;

/// Bytes that grow: a field's text, with white space behind it as [Tokenizer] asks. Not thread-safe.
final class Bytes {
    private byte[] array = new byte[1 << 10];
    private int length;

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void add(byte[] bytes, int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, array, length, to - from);
        length += to - from;
    }

    void add(CharSequence text) {
        reserve(Math.multiplyExact(3, text.length()));
        length = Utf8.encode(text, array, length);
    }

    void add(byte b) {
        reserve(1);
        array[length++] = b;
    }

    /// An int, lowest byte first.
    void addInt(int value) {
        reserve(Integer.BYTES);
        length += Integer.BYTES;
        setInt(length - Integer.BYTES, value);
    }

    /// As [#addInt(int)], in place of the four bytes at `at`.
    void setInt(int at, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            array[at + i] = (byte) (value >>> (8 * i));
        }
    }

    void addSlack() {
        reserve(0);
        Arrays.fill(array, length, length + Utf8.SLACK, (byte) ' ');
    }

    private void reserve(int more) {
        int needed = Math.addExact(Math.addExact(length, more), Utf8.SLACK);
        if (array.length < needed) {
            long grown = Math.min(Integer.MAX_VALUE - 8L, needed + (long) (needed >> 1));
            array = Arrays.copyOf(array, (int) Math.max(needed, grown));
        }
    }
}
