package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Logs of what users chose: on each line a user, an item and, if the log has it, the time as a number; tabs between them, or on a
/// line without a tab white space. Lines without times are taken to be in the order of time. Blank lines are passed over. UTF-8, gzip
/// is decompressed. Immutable.
public final class ClickLog {
    private static final String SHAPE = ", but a line is: user, item and, if known, time";

    private final FileLines lines;

    private ClickLog(FileLines lines) {
        this.lines = lines;
    }

    /// Files, folders and globs, as [Corpus#lines] finds them.
    ///
    /// @throws IllegalArgumentException if there is no path
    public static ClickLog in(List<Path> paths) {
        return new ClickLog(FileLines.in(paths));
    }

    /// A stream, which can be read once and is closed then.
    public static ClickLog standardInput(InputStream in) {
        return new ClickLog(FileLines.standardInput(in));
    }

    /// All clicks in the order of time; those of the same time in that of the lines.
    ///
    /// @throws MalformedFileException if a line has not two or three columns, or no number for its time, or only some lines have a
    ///     time, or there are no clicks
    /// @throws java.nio.file.NoSuchFileException if a file is missing, or a folder or glob gives none
    public List<Click> read() throws IOException {
        Collected collected = new Collected();
        lines.each(collected);
        if (collected.clicks.isEmpty()) {
            throw MalformedFileException.atLine(collected.last, 1, "there are no clicks");
        }
        collected.clicks.sort(Comparator.comparingDouble(Click::time));
        return collected.clicks;
    }

    /// The items of each user in the order of the clicks, the user of the first click first.
    public static Map<String, List<String>> itemsByUser(List<Click> clicks) {
        Map<String, List<String>> items = new LinkedHashMap<>();
        clicks.forEach(click ->
                items.computeIfAbsent(click.user(), user -> new ArrayList<>()).add(click.item()));
        return items;
    }

    private static final class Collected implements FileLines.Sink {
        private final List<Click> clicks = new ArrayList<>();
        private int columns;
        private String last = "standard input";

        @Override
        public void line(String file, long number, String text) throws MalformedFileException {
            if (!text.isBlank()) {
                String[] fields = FileLines.columns(text);
                check(fields, file, number);
                double time = fields.length == 3 ? time(fields[2], file, number) : clicks.size();
                clicks.add(new Click(fields[0].strip(), fields[1].strip(), time));
            }
        }

        @Override
        public void end(String file) {
            last = file;
        }

        private void check(String[] fields, String file, long number)
                throws MalformedFileException {
            columns = columns == 0 ? fields.length : columns;
            if (fields.length < 2 || fields.length > 3) {
                throw malformed(file, number, "it has " + fields.length + " columns");
            }
            if (fields.length != columns) {
                String reason = "it has " + fields.length + " columns and those before " + columns;
                throw malformed(file, number, reason);
            }
            if (fields[0].isBlank() || fields[1].isBlank()) {
                throw malformed(file, number, "a column is empty");
            }
        }

        private static double time(String field, String file, long number)
                throws MalformedFileException {
            String plain = field.strip();
            if (!plain.matches("[-+]?\\d{1,18}(\\.\\d{1,18})?")) {
                throw malformed(file, number, "its time is no number: " + Json.quote(plain));
            }
            return Double.parseDouble(plain);
        }

        private static MalformedFileException malformed(String file, long number, String what) {
            return MalformedFileException.atLine(file, number, what + SHAPE);
        }
    }
}
