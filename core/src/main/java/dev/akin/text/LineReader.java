package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads a source line by line, and knows the line's number. Not thread-safe.
final class LineReader {
    private final String name;
    private final InputStream in;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private long line;

    LineReader(OpenSource source) {
        this.name = source.name();
        this.in = new BufferedInputStream(source.text());
    }

    /// The next line without its end, or null behind the last.
    ///
    /// @throws MalformedFileException if it is not UTF-8
    @Nullable String next() throws IOException {
        buffer.reset();
        int b;
        while ((b = in.read()) >= 0 && b != '\n') {
            buffer.write(b);
        }
        if (b < 0 && buffer.size() == 0) {
            return null;
        }
        line++;
        String text = decoded(buffer.toByteArray(), name, line);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /// The number of the line read last, from 1; 0 before the first.
    long line() {
        return line;
    }

    /// What lies behind the lines read.
    byte[] rest() throws IOException {
        return in.readAllBytes();
    }

    /// @param line the number of the first line in `utf8`
    static String decoded(byte[] utf8, String name, long line) throws MalformedFileException {
        int invalid = Utf8.firstInvalid(utf8, 0, utf8.length);
        if (invalid >= 0) {
            throw Lines.notUtf8(name, line + Lines.lineFeeds(utf8, 0, invalid));
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
