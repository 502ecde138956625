package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Files of text, read into memory line by line. UTF-8 unless said, gzip is decompressed. Immutable.
///
/// What passes over a text but once reads a [Corpus], which may be larger than memory.
public final class TextFiles {
    private final FileLines lines;

    private TextFiles(FileLines lines) {
        this.lines = lines;
    }

    /// Files, folders and globs, as [Corpus#lines] finds them.
    ///
    /// @throws IllegalArgumentException if there is no path
    public static TextFiles in(List<Path> paths) {
        return new TextFiles(FileLines.in(paths));
    }

    /// A stream, which can be read once and is closed then.
    public static TextFiles standardInput(InputStream in) {
        return new TextFiles(FileLines.standardInput(in));
    }

    /// The charset of files and streams; UTF-8 if not said.
    public TextFiles encoding(Charset charset) {
        return new TextFiles(lines.withCharset(charset));
    }

    /// All lines but blank ones, in their order.
    ///
    /// @throws MalformedFileException if a line is not in the charset, or there is none
    /// @throws java.nio.file.NoSuchFileException if a file is missing, or a folder or glob gives none
    public List<String> read() throws IOException {
        return read((_, _, text) -> text);
    }

    /// As [#read()], each line cut at its tabs: as many columns on all lines, none of them blank.
    ///
    /// @param least how many columns a line has at the least
    /// @param most how many at the most
    /// @throws MalformedFileException as [#read()], or if a line has fewer or more columns, or a blank one
    public List<List<String>> readColumns(int least, int most) throws IOException {
        int[] count = {0};
        return read((file, number, text) -> {
            List<String> columns = Arrays.stream(text.split("\t", -1)).map(String::strip).toList();
            String reason = wrong(columns, least, most, count[0]);
            if (!reason.isEmpty()) {
                throw MalformedFileException.atLine(file, number, reason);
            }
            count[0] = columns.size();
            return columns;
        });
    }

    /// @param before the columns of other lines; 0 if there is none
    private static String wrong(List<String> columns, int least, int most, int before) {
        int count = columns.size();
        String columnsOf = count == 1 ? "it has no tab" : "it has " + count + " columns";
        if (count < least || count > most) {
            return columnsOf
                    + ", but a line is "
                    + (least == most ? least : least + " to " + most)
                    + " columns with tabs between";
        }
        if (before > 0 && count != before) {
            return columnsOf + ", and those before have " + before;
        }
        return columns.contains("") ? "a column is empty" : "";
    }

    private interface Each<T> {
        T of(String file, long number, String line) throws IOException;
    }

    private <T> List<T> read(Each<T> each) throws IOException {
        List<T> read = new ArrayList<>();
        lines.each((file, number, text) -> {
            if (!text.isBlank()) {
                read.add(each.of(file, number, text));
            }
        });
        if (read.isEmpty()) {
            throw MalformedFileException.atByte(
                    lines.paths().isEmpty() ? "standard input" : lines.paths().getFirst(),
                    0,
                    "there is no text in it");
        }
        return read;
    }
}
