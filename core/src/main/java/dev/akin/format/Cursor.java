package dev.akin.format;

import dev.akin.MalformedFileException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// Little-endian numbers, one after the other, out of a mapped file; says where and in what a file ends too early. Not
/// thread-safe.
final class Cursor {
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path path;
    private final MemorySegment file;
    private long at;

    Cursor(Path path, MemorySegment file) {
        this.path = path;
        this.file = file;
    }

    long at() {
        return at;
    }

    long remaining() {
        return file.byteSize() - at;
    }

    int readInt(String what) throws MalformedFileException {
        return file.get(INT, pass(Integer.BYTES, what));
    }

    long readLong(String what) throws MalformedFileException {
        return file.get(LONG, pass(Long.BYTES, what));
    }

    double readDouble(String what) throws MalformedFileException {
        return file.get(DOUBLE, pass(Double.BYTES, what));
    }

    byte readByte(String what) throws MalformedFileException {
        return file.get(ValueLayout.JAVA_BYTE, pass(1, what));
    }

    boolean readFlag(String what) throws MalformedFileException {
        byte flag = readByte(what);
        if (flag != 0 && flag != 1) {
            throw malformed(at - 1, what + " is " + flag + ", but must be 0 or 1");
        }
        return flag == 1;
    }

    /// A view of the next bytes.
    MemorySegment slice(long bytes, String what) throws MalformedFileException {
        return file.asSlice(pass(bytes, what), bytes);
    }

    float[] readFloats(int count, String what) throws MalformedFileException {
        long begin = pass((long) Float.BYTES * count, what);
        float[] numbers = new float[count];
        MemorySegment.copy(file, FLOAT, begin, numbers, 0, count);
        int other = Finite.firstOther(numbers, 0, count);
        if (other >= 0) {
            throw malformed(
                    begin + (long) Float.BYTES * other,
                    what + ": number " + (other + 1) + " is " + numbers[other] + ", not finite");
        }
        return numbers;
    }

    /// Copies the next bytes, as many as there are and fit, and stays where it is.
    ///
    /// @return how many
    int peek(byte[] into) {
        int count = (int) Math.min(into.length, remaining());
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, into, 0, count);
        return count;
    }

    /// Passes bytes that [#peek] gave.
    void skip(int bytes) {
        at += bytes;
    }

    MalformedFileException malformed(long byteOffset, String reason) {
        return MalformedFileException.atByte(path, byteOffset, reason);
    }

    MalformedFileException malformed(long byteOffset, String reason, Throwable cause) {
        return MalformedFileException.atByte(path, byteOffset, reason, cause);
    }

    private long pass(long bytes, String what) throws MalformedFileException {
        if (bytes < 0 || bytes > remaining()) {
            throw malformed(
                    at,
                    "the file ends in "
                            + what
                            + ": "
                            + remaining()
                            + " bytes of "
                            + bytes
                            + "; it was cut short, or its sizes are wrong");
        }
        long begin = at;
        at += bytes;
        return begin;
    }
}
