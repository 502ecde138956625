package dev.akin.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All lines of files or of a stream, blank ones too, whatever the files' names say.
///
/// @param paths files, folders and globs, as [Corpus#lines] finds them
/// @param stream instead of files; can be read once
/// @param charset of files and stream
record FileLines(List<Path> paths, @Nullable InputStream stream, Charset charset) {

    interface Sink {
        /// @param number from 1
        void line(String file, long number, String text) throws IOException;

        /// Called behind the last line of each file.
        default void end(String file) {}
    }

    static FileLines in(List<Path> paths) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("there is no path to read");
        }
        return new FileLines(List.copyOf(paths), null, StandardCharsets.UTF_8);
    }

    static FileLines standardInput(InputStream in) {
        return new FileLines(List.of(), in, StandardCharsets.UTF_8);
    }

    FileLines withCharset(Charset other) {
        return new FileLines(paths, stream, other);
    }

    /// What stands between tabs, or on a line without one between white space.
    static String[] columns(String line) {
        return line.indexOf('\t') >= 0 ? line.split("\t", -1) : line.strip().split("\\s+", -1);
    }

    void each(Sink sink) throws IOException {
        if (stream != null) {
            InputStream in = stream;
            each(new Source("standard input", -1, () -> in), sink);
        }
        for (Source source : SourceFiles.find(paths)) {
            each(source, sink);
        }
    }

    private void each(Source source, Sink sink) throws IOException {
        Source.Options plain = new Source.Options(charset, null, Chunk.SIZE);
        try (OpenSource open = OpenSource.openLines(source, plain)) {
            LineReader reader = new LineReader(open);
            for (String text; (text = reader.next()) != null; ) {
                sink.line(source.name(), reader.line(), text);
            }
            sink.end(source.name());
        }
    }
}
