package dev.akin.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Rows of text in columns that line up, two spaces between them, numbers to the right. Not thread-safe.
final class TextTable {
    /// Where the texts of a column stand.
    enum Align {
        LEFT,
        RIGHT
    }

    private final Align[] columns;
    private final String indent;
    private final List<String[]> rows = new ArrayList<>();

    private TextTable(String indent, Align[] columns) {
        this.indent = indent;
        this.columns = columns;
    }

    static TextTable of(Align... columns) {
        return new TextTable("  ", columns);
    }

    /// @throws IllegalArgumentException if there are not as many cells as columns
    TextTable row(String... cells) {
        if (cells.length != columns.length) {
            throw new IllegalArgumentException(
                    cells.length + " cells in a table of " + columns.length + " columns");
        }
        rows.add(cells);
        return this;
    }

    void print(PrintWriter out) {
        int[] widths = new int[columns.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row[i]));
            }
        }
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < row.length; i++) {
            String cell =
                    columns[i] == Align.LEFT
                            ? DisplayWidth.pad(row[i], widths[i])
                            : DisplayWidth.padLeft(row[i], widths[i]);
            line.append(i == 0 ? "" : "  ").append(cell);
        }
        return line.toString().stripTrailing();
    }
}
