package dev.akin.cli;

import dev.akin.format.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// Lines of values for other programs: commas between them (RFC 4180), or tabs. A value that holds what parts values stands in quotes.
final class DelimitedText {
    private final char delimiter;
    private final StringBuilder lines = new StringBuilder();

    private DelimitedText(char delimiter) {
        this.delimiter = delimiter;
    }

    /// Whether a file of this name is to hold such lines.
    static boolean isMeantBy(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".tsv");
    }

    /// Tabs for `.tsv`, else commas.
    static DelimitedText of(Path path) {
        return new DelimitedText(
                path.toString().toLowerCase(Locale.ROOT).endsWith(".tsv") ? '\t' : ',');
    }

    void line(String... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                lines.append(delimiter);
            }
            lines.append(isSafe(values[i]) ? values[i] : quoted(values[i]));
        }
        lines.append('\n');
    }

    private boolean isSafe(String value) {
        return value.indexOf(delimiter) < 0
                && value.indexOf('"') < 0
                && value.indexOf('\n') < 0
                && value.indexOf('\r') < 0;
    }

    private static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    /// Puts all lines in the place of an older file, as UTF-8.
    void write(Path path) throws IOException {
        AtomicFile.write(path, lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
