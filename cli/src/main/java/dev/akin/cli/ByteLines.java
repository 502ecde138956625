package dev.akin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The lines of a stream as the bytes they are, whatever their encoding. Not thread-safe.
final class ByteLines {
    private final InputStream stream;
    private byte[] bytes = new byte[1 << 16];
    private int from;
    private int to;
    private int next;
    private int end;

    ByteLines(InputStream stream) {
        this.stream = stream;
    }

    /// Whether [#next()] may have to wait for someone.
    boolean mayWait() throws IOException {
        return newline(next) < 0 && stream.available() == 0;
    }

    /// Goes to the next line; false after the last, which may have no end.
    boolean next() throws IOException {
        int scanned = next;
        int newline;
        while ((newline = newline(scanned)) < 0) {
            int more = end - next;
            if (!fill()) {
                from = next;
                to = end;
                next = end;
                return to > from;
            }
            scanned = next + more;
        }
        from = next;
        to = newline;
        next = newline + 1;
        return true;
    }

    /// Where the line is: from [#from()] to before [#to()], until [#next()] is called.
    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    private int newline(int start) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        if (next > 0) {
            System.arraycopy(bytes, next, bytes, 0, end - next);
            end -= next;
            next = 0;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.multiplyExact(2, end));
        }
        int count = stream.read(bytes, end, bytes.length - end);
        end += Math.max(0, count);
        return count >= 0;
    }
}
