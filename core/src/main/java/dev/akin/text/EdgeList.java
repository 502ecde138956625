package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Edges of a graph: on each line a source, a target and, if known, a weight; or, as an adjacency list, a node and all that it
/// has edges to. Tabs between, or on a line without a tab white space. Blank lines and those that begin with `#` are passed
/// over. UTF-8, gzip is decompressed; lines are read one after the other and not kept. Immutable.
public final class EdgeList {
    private final FileLines lines;
    private final boolean adjacency;

    private EdgeList(FileLines lines, boolean adjacency) {
        this.lines = lines;
        this.adjacency = adjacency;
    }

    /// Takes edges as they are read.
    public interface Sink {
        /// @param weight 1 where the line has none
        void edge(String source, String target, double weight) throws IOException;

        /// A node of an adjacency list that no edge leaves.
        void node(String name) throws IOException;
    }

    /// Files, folders and globs, as [Corpus#lines] finds them.
    ///
    /// @throws IllegalArgumentException if there is no path
    public static EdgeList in(List<Path> paths) {
        return new EdgeList(FileLines.in(paths), false);
    }

    /// A stream, which can be read once and is closed then.
    public static EdgeList standardInput(InputStream in) {
        return new EdgeList(FileLines.standardInput(in), false);
    }

    /// The same, with lines of a node and all that it has edges to.
    public EdgeList adjacency(boolean value) {
        return new EdgeList(lines, value);
    }

    /// Reads all edges in their order.
    ///
    /// @throws MalformedFileException if a line has too few or too many columns or an empty one, or a weight is no number or
    ///     below 0
    /// @throws java.nio.file.NoSuchFileException if a file is missing, or a folder or glob gives none
    public void read(Sink sink) throws IOException {
        lines.each((file, number, text) -> {
            if (!text.isBlank() && !text.startsWith("#")) {
                try {
                    line(FileLines.columns(text), sink);
                } catch (IllegalArgumentException e) {
                    throw MalformedFileException.atLine(
                            file, number, String.valueOf(e.getMessage()), e);
                }
            }
        });
    }

    private void line(String[] fields, Sink sink) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].strip();
            if (fields[i].isEmpty()) {
                throw new IllegalArgumentException("column " + (i + 1) + " is empty");
            }
        }
        if (adjacency) {
            neighbors(fields, sink);
            return;
        }
        if (fields.length < 2 || fields.length > 3) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "it has %d column%s, but a line is: source, target and, if known, weight",
                            fields.length,
                            fields.length == 1 ? "" : "s"));
        }
        sink.edge(fields[0], fields[1], fields.length == 2 ? 1 : weight(fields[2]));
    }

    private static void neighbors(String[] fields, Sink sink) throws IOException {
        if (fields.length == 1) {
            sink.node(fields[0]);
        }
        for (int i = 1; i < fields.length; i++) {
            sink.edge(fields[0], fields[i], 1);
        }
    }

    private static double weight(String field) {
        double weight;
        try {
            weight = Double.parseDouble(field);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("its weight is no number: " + Json.quote(field), e);
        }
        if (!(weight >= 0) || weight > Float.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "its weight is "
                            + field
                            + ", but walks need weights of 0 or more, and finite ones");
        }
        return weight;
    }
}
