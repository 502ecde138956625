package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Files of facts: on each line head, relation and tail with tabs between (or on a line without a tab, white space); or N-Triples (W3C 2014), as
/// files whose names end in `.nt` or `.nt.gz` are. Standard input is N-Triples if its first line is. Blank lines and those that begin with `#`
/// are passed over. UTF-8, gzip is decompressed; lines are read one after the other and not kept. Immutable.
///
/// Of N-Triples the names of things are their IRIs without the angle brackets, or the labels of blank nodes with their `_:`. Triples whose
/// object is a literal tell of a text or a number, not of another thing: they are counted and left out.
public final class FactLines {
    private final FileLines lines;

    private FactLines(FileLines lines) {
        this.lines = lines;
    }

    /// Takes facts as they are read.
    public interface Sink {
        void fact(String head, String relation, String tail) throws IOException;

        /// Hears of a triple whose object is a literal.
        default void literal() {}
    }

    /// Files, folders and globs, as [Corpus#lines] finds them.
    ///
    /// @throws IllegalArgumentException if there is no path
    public static FactLines in(List<Path> paths) {
        return new FactLines(FileLines.in(paths));
    }

    /// A stream, which can be read once and is closed then.
    public static FactLines standardInput(InputStream in) {
        return new FactLines(FileLines.standardInput(in));
    }

    /// Reads all facts in their order.
    ///
    /// @throws MalformedFileException if a line has not three columns, one of them is empty, or a line of N-Triples is none; it names
    ///     file and line
    /// @throws java.nio.file.NoSuchFileException if a file is missing, or a folder or glob gives none
    public void read(Sink sink) throws IOException {
        Reading reading = new Reading();
        lines.each((file, number, text) -> {
            if (!text.isBlank() && !text.startsWith("#")) {
                try {
                    reading.line(file, text, sink);
                } catch (IllegalArgumentException e) {
                    throw MalformedFileException.atLine(
                            file, number, String.valueOf(e.getMessage()), e);
                }
            }
        });
    }

    /// Which kind of lines the file has that is being read.
    private static final class Reading {
        private @Nullable String file;
        private boolean triples;

        void line(String from, String text, Sink sink) throws IOException {
            if (!from.equals(file)) {
                file = from;
                triples = isTriples(from, text);
            }
            if (triples) {
                new Triple(text).read(sink);
            } else {
                columns(text, sink);
            }
        }

        private static boolean isTriples(String file, String first) {
            String name = file.toLowerCase(Locale.ROOT);
            if (name.equals("standard input")) {
                return first.startsWith("<") || (first.startsWith("_:") && first.endsWith("."));
            }
            return name.endsWith(".nt") || name.endsWith(".nt.gz");
        }
    }

    private static void columns(String text, Sink sink) throws IOException {
        String[] fields = FileLines.columns(text);
        if (fields.length != 3) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "it has %d column%s, but a fact has 3: head, relation, tail, with tabs"
                                    + " between",
                            fields.length,
                            fields.length == 1 ? "" : "s"));
        }
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].strip();
            if (fields[i].isEmpty()) {
                throw new IllegalArgumentException("column " + (i + 1) + " is empty");
            }
        }
        sink.fact(fields[0], fields[1], fields[2]);
    }
}
