package dev.akin.format;

import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The keys of a vocabulary as the bytes that they are, which may be no UTF-8. Thread-safe.
record KeyView(MemorySegment bytes, MemorySegment offsets) {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    KeyView(Vocabulary keys) {
        this(keys.bytes(), keys.offsets());
    }

    byte[] utf8(int id) {
        long from = offsets.get(LONG, (long) Long.BYTES * id);
        long to = offsets.get(LONG, (long) Long.BYTES * (id + 1));
        return bytes.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
    }
}
