package dev.akin.cli;

import dev.akin.cluster.FiniteRows;
import dev.akin.format.AtomicFile;
import dev.akin.project.Projection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A map as a CSV table (RFC 4180): key, x, y, perhaps z, and what colours would tell.
record MapTable(List<String> names, Projection map) {
    private static final List<String> AXES = List.of("x", "y", "z");

    void write(Path file, FiniteRows rows, @Nullable MapColors colors) throws IOException {
        StringBuilder out = new StringBuilder("key");
        AXES.subList(0, map.dimensions()).forEach(axis -> out.append(',').append(axis));
        if (colors != null) {
            out.append(',').append(quoted(colors.head()));
        }
        out.append("\r\n");
        for (int i = 0; i < map.count(); i++) {
            out.append(quoted(names.get(i)));
            for (int d = 0; d < map.dimensions(); d++) {
                out.append(',').append(map.coordinate(i, d));
            }
            if (colors != null) {
                out.append(',').append(quoted(colors.text(rows.row(i))));
            }
            out.append("\r\n");
        }
        AtomicFile.write(file, out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
