package dev.akin.search;

import dev.akin.MalformedFileException;
import dev.akin.text.CsvRows;
import dev.akin.text.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The texts of files of records: tables with a header, and JSON objects, one a line.
final class RecordTexts {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d+)?([eE][+-]?\\d{1,2})?");

    private RecordTexts() {}

    static List<SourceText> jsonLines(Path file, byte[] bytes, RecordFields fields)
            throws MalformedFileException {
        List<SourceText> texts = new ArrayList<>();
        int from = 0;
        for (int line = 1; from < bytes.length; line++) {
            int to = from;
            while (to < bytes.length && bytes[to] != '\n') {
                to++;
            }
            if (!blank(bytes, from, to)) {
                texts.add(jsonLine(file, bytes, new int[] {from, to, line}, fields));
            }
            from = to + 1;
        }
        return texts;
    }

    private static SourceText jsonLine(Path file, byte[] bytes, int[] at, RecordFields fields)
            throws MalformedFileException {
        try {
            if (Json.parse(bytes, at[0], at[1]) instanceof Json.Obj record) {
                return fields.source(record.members(), at[2]);
            }
            throw MalformedFileException.atLine(file, at[2], "the line is no JSON object");
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atLine(file, at[2], String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean blank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    static List<SourceText> table(Path file, byte[] bytes, char separator, RecordFields fields)
            throws MalformedFileException {
        CsvRows rows = new CsvRows(bytes, separator, file.toString());
        List<String> header = rows.next();
        if (header == null) {
            return List.of();
        }
        header = new ArrayList<>(header);
        header.set(0, header.getFirst().replace("\uFEFF", ""));
        requireNames(file, header);
        List<List<String>> all = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        for (List<String> row; (row = rows.next()) != null; ) {
            all.add(row);
            lines.add(rows.line());
        }
        boolean[] numbers = numbers(header.size(), all);
        List<SourceText> texts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            texts.add(row(file, header, all.get(i), numbers, lines.get(i), fields));
        }
        return texts;
    }

    private static void requireNames(Path file, List<String> header) throws MalformedFileException {
        if (header.contains("") || new HashSet<>(header).size() < header.size()) {
            throw MalformedFileException.atLine(
                    file, 1, "the header names a column twice, or leaves one without a name");
        }
    }

    /// Which columns hold nothing but numbers.
    private static boolean[] numbers(int columns, List<List<String>> rows) {
        boolean[] numbers = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int at = column;
            numbers[column] =
                    rows.stream()
                            .filter(row -> row.size() > at && !row.get(at).isEmpty())
                            .allMatch(row -> NUMBER.matcher(row.get(at)).matches());
        }
        return numbers;
    }

    private static SourceText row(
            Path file,
            List<String> header,
            List<String> row,
            boolean[] numbers,
            long line,
            RecordFields fields)
            throws MalformedFileException {
        Map<String, Json> record = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(header.size(), row.size()); i++) {
            String value = row.get(i);
            boolean number = numbers[i] && !value.isEmpty();
            record.put(header.get(i), number ? new Json.Num(value) : new Json.Str(value));
        }
        try {
            return fields.source(record, line);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atLine(file, line, String.valueOf(e.getMessage()), e);
        }
    }
}
