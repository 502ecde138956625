package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/// Reads text of any charset as UTF-8.
final class Transcoder extends InputStream {
    private static final int BUFFER = 1 << 13;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final String name;
    private final ByteBuffer encoded = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER);
    private final byte[] utf8 = new byte[3 * BUFFER];
    private int from;
    private int to;
    private long lineFeeds;
    private boolean atEnd;
    private boolean flushed;

    Transcoder(InputStream in, Charset charset, String name) {
        this.in = in;
        this.name = name;
        this.decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        return fill() ? utf8[from++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, to - from);
        System.arraycopy(utf8, from, into, at, count);
        from += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        while (from == to && !flushed) {
            decode();
        }
        return from < to;
    }

    private void decode() throws IOException {
        encoded.compact();
        int read = in.read(encoded.array(), encoded.position(), encoded.remaining());
        atEnd |= read < 0;
        encoded.position(encoded.position() + Math.max(0, read)).flip();
        chars.clear();
        CoderResult result = decoder.decode(encoded, chars, atEnd);
        if (result.isUnderflow() && atEnd) {
            result = decoder.flush(chars);
            flushed = result.isUnderflow();
        }
        chars.flip();
        lineFeeds += chars.chars().filter(c -> c == '\n').count();
        if (result.isError()) {
            throw MalformedFileException.atLine(
                    name,
                    lineFeeds + 1,
                    "the bytes are not "
                            + decoder.charset()
                            + "; name the right encoding with --encoding");
        }
        from = 0;
        to = Utf8.encode(chars, utf8, 0);
    }
}
