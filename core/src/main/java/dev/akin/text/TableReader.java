package dev.akin.text;

import dev.akin.MalformedFileException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows of CSV as RFC 4180 has it, with any separator: a field in quotes may hold separators, line feeds, and
/// quotes written twice; outside of quotes all bytes but the separator and the line feed are the field's, except a
/// carriage return before the line feed. Not thread-safe.
final class TableReader {
    private final byte[] bytes;
    private final int to;
    private final byte separator;
    private int at;

    TableReader(byte[] bytes, int to, byte separator) {
        this.bytes = bytes;
        this.to = to;
        this.separator = separator;
    }

    /// How many of the first `length` bytes make whole rows.
    static int wholeRows(byte[] bytes, int length, byte separator) {
        return rows(bytes, length, separator, Integer.MAX_VALUE);
    }

    /// How many bytes the first row takes, or 0 if it does not end.
    static int firstRow(byte[] bytes, int length, byte separator) {
        return rows(bytes, length, separator, 1);
    }

    private static int rows(byte[] bytes, int length, byte separator, int most) {
        int end = 0;
        int rows = 0;
        boolean fieldStarts = true;
        for (int i = 0; i < length && rows < most; i++) {
            byte b = bytes[i];
            if (b == '"' && fieldStarts) {
                i = closingQuote(bytes, i + 1, length);
                fieldStarts = false;
            } else if (b == '\n') {
                end = i + 1;
                rows++;
                fieldStarts = true;
            } else {
                fieldStarts = b == separator;
            }
        }
        return end;
    }

    /// The place of the quote that closes the field, or `to` if none does.
    private static int closingQuote(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (bytes[i] != '"') {
                i++;
            } else if (i + 1 < to && bytes[i + 1] == '"') {
                i += 2;
            } else {
                return i;
            }
        }
        return to;
    }

    static List<String> header(byte[] row, byte separator, String name)
            throws MalformedFileException {
        TableReader reader = new TableReader(row, row.length, separator);
        List<String> columns = new ArrayList<>();
        Bytes field = new Bytes();
        try {
            for (boolean more = true; more; field.clear()) {
                more = reader.field(field);
                columns.add(new String(field.array(), 0, field.length(), StandardCharsets.UTF_8));
            }
        } catch (LineException e) {
            throw MalformedFileException.atLine(name, e.lineFeeds() + 1, e.reason(), e);
        }
        return columns;
    }

    /// Whether another row follows.
    boolean hasRow() {
        return at < to;
    }

    /// The place where reading goes on.
    int at() {
        return at;
    }

    /// Whether nothing is on the next line.
    boolean blankRow() {
        int end = at < to && bytes[at] == '\r' ? at + 1 : at;
        return end == to || bytes[end] == '\n';
    }

    /// Passes the next row and adds its field in `column`, unquoted; false if the row has fewer fields.
    boolean nextRow(int column, Bytes into) throws LineException {
        int fields = 0;
        boolean more = true;
        while (more) {
            more = field(fields++ == column ? into : null);
        }
        return fields > column;
    }

    /// Adds the next field of the row, unquoted, and gives whether another follows.
    boolean nextField(Bytes into) throws LineException {
        return field(into);
    }

    /// Passes a field, and gives whether another follows in the row.
    private boolean field(@Nullable Bytes into) throws LineException {
        if (at < to && bytes[at] == '"') {
            quoted(into);
        } else {
            plain(into);
        }
        if (at < to && bytes[at] == separator) {
            at++;
            return true;
        }
        at = Math.min(at + 1, to);
        return false;
    }

    private void plain(@Nullable Bytes into) {
        int from = at;
        while (at < to && bytes[at] != separator && bytes[at] != '\n') {
            at++;
        }
        boolean rowEnds = at == to || bytes[at] == '\n';
        int end = rowEnds && at > from && bytes[at - 1] == '\r' ? at - 1 : at;
        add(into, from, end);
    }

    private void quoted(@Nullable Bytes into) throws LineException {
        int open = at++;
        while (true) {
            int quote = at;
            while (quote < to && bytes[quote] != '"') {
                quote++;
            }
            if (quote == to) {
                throw error(open, "the quote that opens a field here is never closed");
            }
            boolean twice = quote + 1 < to && bytes[quote + 1] == '"';
            add(into, at, twice ? quote + 1 : quote);
            at = quote + (twice ? 2 : 1);
            if (!twice) {
                break;
            }
        }
        if (at < to && bytes[at] == '\r' && (at + 1 == to || bytes[at + 1] == '\n')) {
            at++;
        }
        if (at < to && bytes[at] != separator && bytes[at] != '\n') {
            throw error(
                    at,
                    "a quoted field goes on after its closing quote; a quote inside is written twice");
        }
    }

    private void add(@Nullable Bytes into, int from, int end) {
        if (into != null) {
            into.add(bytes, from, end);
        }
    }

    private LineException error(int place, String reason) {
        return new LineException(Lines.lineFeeds(bytes, 0, place), reason);
    }
}
