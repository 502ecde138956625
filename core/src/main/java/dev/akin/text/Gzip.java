package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Decompresses gzip of one or many members, and says where it is damaged.
final class Gzip extends FilterInputStream {
    private static final int BUFFER = 1 << 16;
    private final CountedStream raw;
    private final String name;

    private Gzip(GZIPInputStream in, CountedStream raw, String name) {
        super(in);
        this.raw = raw;
        this.name = name;
    }

    /// The stream decompressed if it starts as gzip does, itself otherwise.
    static InputStream plain(CountedStream raw, String name) throws IOException {
        PushbackInputStream in = new Peeking(raw);
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        if (magic.length < 2 || magic[0] != 0x1f || magic[1] != (byte) 0x8b) {
            return in;
        }
        try {
            return new Gzip(new GZIPInputStream(in, BUFFER), raw, name);
        } catch (EOFException | ZipException e) {
            throw damaged(name, raw, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        try {
            return in.read(into, from, length);
        } catch (EOFException | ZipException e) {
            throw damaged(name, raw, e);
        }
    }

    private static IOException damaged(String name, CountedStream raw, IOException cause) {
        String reason =
                cause instanceof EOFException
                        ? "the gzip data end too early"
                        : "the gzip data are damaged: " + cause.getMessage();
        return MalformedFileException.atByte(name, raw.count(), reason, cause);
    }

    /// `GZIPInputStream` asks `available` whether another member follows; a pipe may say 0 before its end.
    private static final class Peeking extends PushbackInputStream {
        Peeking(InputStream in) {
            super(in, 2);
        }

        @Override
        public int available() throws IOException {
            int next = read();
            if (next < 0) {
                return 0;
            }
            unread(next);
            return Math.max(1, super.available());
        }
    }
}
