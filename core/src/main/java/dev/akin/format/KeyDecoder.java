package dev.akin.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of keys in a file's encoding → UTF-8, refusing what the encoding does not allow. Not thread-safe.
final class KeyDecoder {
    private final Charset encoding;
    private final CharsetDecoder decoder;

    KeyDecoder(Charset encoding) {
        this.encoding = encoding;
        this.decoder = encoding.newDecoder();
    }

    byte[] utf8(byte[] text, int from, int to) throws CharacterCodingException {
        String key = decoder.decode(ByteBuffer.wrap(text, from, to - from)).toString();
        return encoding.equals(StandardCharsets.UTF_8)
                ? Arrays.copyOfRange(text, from, to)
                : key.getBytes(StandardCharsets.UTF_8);
    }

    /// What to tell a person when a key is not as the encoding says.
    String complaint() {
        return "the key is not "
                + encoding
                + "; name the encoding of the file (akin convert --encoding)";
    }
}
