package dev.akin.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file or stream of a corpus, not yet opened.
///
/// @param name for messages, and its ending for what it holds
/// @param size in bytes as it lies, or -1 if unknown
record Source(String name, long size, Opening opening) {
    interface Opening {
        InputStream open() throws IOException;
    }

    /// How to read all sources of a corpus.
    ///
    /// @param chunk bytes of a chunk at the most, unless one record needs more
    record Options(Charset charset, @Nullable String field, int chunk) {
        Options withCharset(Charset other) {
            return new Options(other, field, chunk);
        }

        Options withField(String other) {
            return new Options(charset, other, chunk);
        }

        Options withChunk(int other) {
            return new Options(charset, field, other);
        }
    }

    static Source of(Path file) throws IOException {
        long size = Files.isRegularFile(file) ? Files.size(file) : -1;
        return new Source(file.toString(), size, () -> Files.newInputStream(file));
    }
}
