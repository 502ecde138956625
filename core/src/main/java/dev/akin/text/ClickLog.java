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

/// Logs of what users chose: on each line a user, an item and, if the log has it, the time as a number; where it is
/// [rated][#rated(boolean)], a value comes before the time. Tabs between them, or on a line without a tab white space. Lines
/// without times are taken to be in the order of time. Blank lines are passed over. UTF-8, gzip is decompressed. Immutable.
public final class ClickLog {
    private final FileLines lines;
    private final boolean rated;

    private ClickLog(FileLines lines, boolean rated) {
        this.lines = lines;
        this.rated = rated;
    }

    /// Files, folders and globs, as [Corpus#lines] finds them.
    ///
    /// @throws IllegalArgumentException if there is no path
    public static ClickLog in(List<Path> paths) {
        return new ClickLog(FileLines.in(paths), false);
    }

    /// A stream, which can be read once and is closed then.
    public static ClickLog standardInput(InputStream in) {
        return new ClickLog(FileLines.standardInput(in), false);
    }

    /// The same, whose lines have a value behind the item: a rating, or how often or how long.
    public ClickLog rated(boolean value) {
        return new ClickLog(lines, value);
    }

    /// All clicks in the order of time; those of the same time in that of the lines.
    ///
    /// @throws MalformedFileException if a line has not two or three columns, or no number for its time, or only some lines have a
    ///     time, or there are no clicks
    /// @throws java.nio.file.NoSuchFileException if a file is missing, or a folder or glob gives none
    public List<Click> read() throws IOException {
        Collected collected = new Collected(rated ? 3 : 2);
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

        /// Columns of a line without a time.
        private final int least;

        private int columns;
        private String last = "standard input";

        Collected(int least) {
            this.least = least;
        }

        @Override
        public void line(String file, long number, String text) throws MalformedFileException {
            if (!text.isBlank()) {
                String[] fields = FileLines.columns(text);
                check(fields, file, number);
                boolean timed = fields.length > least;
                double time = timed ? number("time", fields[least], file, number) : clicks.size();
                double value = least == 3 ? number("value", fields[2], file, number) : 1;
                clicks.add(new Click(fields[0].strip(), fields[1].strip(), time, value));
            }
        }

        @Override
        public void end(String file) {
            last = file;
        }

        private void check(String[] fields, String file, long number)
                throws MalformedFileException {
            columns = columns == 0 ? fields.length : columns;
            if (fields.length < least || fields.length > least + 1) {
                throw malformed(
                        file,
                        number,
                        "it has " + fields.length + (fields.length == 1 ? " column" : " columns"));
            }
            if (fields.length != columns) {
                String reason = "it has " + fields.length + " columns and those before " + columns;
                throw malformed(file, number, reason);
            }
            if (fields[0].isBlank() || fields[1].isBlank()) {
                throw malformed(file, number, "a column is empty");
            }
        }

        private double number(String what, String field, String file, long number)
                throws MalformedFileException {
            String plain = field.strip();
            if (!plain.matches("[-+]?\\d{1,18}(\\.\\d{1,18})?")) {
                throw malformed(
                        file, number, "its " + what + " is no number: " + Json.quote(plain));
            }
            return Double.parseDouble(plain);
        }

        private MalformedFileException malformed(String file, long number, String what) {
            String shape =
                    least == 3
                            ? ", but a line is: user, item, value and, if known, time"
                            : ", but a line is: user, item and, if known, time";
            return MalformedFileException.atLine(file, number, what + shape);
        }
    }
}
