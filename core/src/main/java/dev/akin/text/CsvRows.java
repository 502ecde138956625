package dev.akin.text;

import dev.akin.MalformedFileException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a table as RFC 4180 has it, one after the other: fields with a separator between them; a field in
/// quotation marks may hold separators, line feeds, and quotation marks written twice. Empty lines are passed over. Not
/// thread-safe.
public final class CsvRows {
    private final byte[] utf8;
    private final String name;
    private final TableReader reader;
    private final Bytes field = new Bytes();
    private int counted;
    private long line = 1;
    private long nextLine = 1;

    /// @param utf8 the table, not copied
    /// @param separator one character of ASCII, such as a comma or a tab
    /// @param name what messages call the table
    public CsvRows(byte[] utf8, char separator, String name) {
        if (separator > 127) {
            throw new IllegalArgumentException("the separator must be a character of ASCII");
        }
        this.utf8 = utf8;
        this.name = name;
        this.reader = new TableReader(utf8, utf8.length, (byte) separator);
    }

    /// The fields of the next row, or null after the last.
    ///
    /// @throws MalformedFileException if a quotation mark is not closed, or text follows one, or the bytes are not UTF-8
    public @Nullable List<String> next() throws MalformedFileException {
        while (reader.hasRow() && reader.blankRow()) {
            row(new ArrayList<>());
        }
        if (!reader.hasRow()) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        row(fields);
        return fields;
    }

    /// The line on which the row begins that was read last, from 1.
    public long line() {
        return line;
    }

    private void row(List<String> fields) throws MalformedFileException {
        line = nextLine;
        try {
            for (boolean more = true; more; ) {
                field.clear();
                more = reader.nextField(field);
                fields.add(text());
            }
        } catch (LineException e) {
            throw MalformedFileException.atLine(name, 1 + e.lineFeeds(), e.reason(), e);
        }
        nextLine += Lines.lineFeeds(utf8, counted, reader.at());
        counted = reader.at();
    }

    private String text() throws MalformedFileException {
        if (Utf8.firstInvalid(field.array(), 0, field.length()) >= 0) {
            throw Lines.notUtf8(name, line);
        }
        return new String(field.array(), 0, field.length(), StandardCharsets.UTF_8);
    }
}
