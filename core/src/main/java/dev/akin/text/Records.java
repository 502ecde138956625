package dev.akin.text;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Texts as they stand in files, each whole and with a key: lines, files, members of JSON lines, or columns of tables.
/// Immutable; the methods that change something give a copy.
///
/// A file gives a text a line, blank lines left out; a folder gives a text a file. With a [field][#field(String)], both give a
/// text a record of `.jsonl`, `.ndjson`, `.csv` and `.tsv` files. The key is what the [id][#id(String)] names, else the
/// line's number, else the file's path.
public final class Records {
    /// What the field with the text is called where nobody says it, the likeliest first.
    public static final List<String> USUAL_FIELDS = List.of("text", "content", "body", "sentence");

    /// One text.
    ///
    /// @param key what `id` names, else the line's number (behind path and colon if there are several files), else the path
    /// @param tags what [#tags(String)] names; none if nothing is named
    /// @param file for messages
    /// @param line where the record begins, from 1
    public record Text(String key, List<String> tags, String text, String file, long line) {}

    /// Takes texts in their order.
    @FunctionalInterface
    public interface Sink {
        void accept(Text text) throws IOException;
    }

    private final List<Path> paths;
    private final @Nullable InputStream stream;
    private final Source.Options options;
    private final Names names;

    /// The fields beside the text.
    private record Names(@Nullable String id, @Nullable String tags) {}

    private Records(
            List<Path> paths, @Nullable InputStream stream, Source.Options options, Names names) {
        this.paths = paths;
        this.stream = stream;
        this.options = options;
        this.names = names;
    }

    private static final Names NAMELESS = new Names(null, null);

    private static Source.Options plain() {
        return new Source.Options(StandardCharsets.UTF_8, null, Chunk.SIZE);
    }

    /// Files, folders and globs, as [Corpus#lines] finds them; gzip is decompressed.
    ///
    /// @throws IllegalArgumentException if there is no path
    public static Records in(List<Path> paths) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("texts of files need at least one path");
        }
        return new Records(List.copyOf(paths), null, plain(), NAMELESS);
    }

    /// The records of a stream, which can be read once and is closed then.
    public static Records standardInput(InputStream in) {
        return new Records(List.of(), in, plain(), NAMELESS);
    }

    /// The member or column that holds the text, as [Corpus#field] finds it.
    public Records field(String name) {
        return new Records(paths, stream, options.withField(name), names);
    }

    /// The names of the fields of the first record of the first file that has fields; none where no file has, or what is
    /// read is a stream.
    ///
    /// @throws java.nio.file.NoSuchFileException if a file is missing
    public List<String> fields() throws IOException {
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                continue; // Without a field, its files are texts.
            }
            for (Source source : SourceFiles.find(List.of(path))) {
                List<String> names = OpenSource.fields(source, options);
                if (!names.isEmpty()) {
                    return names;
                }
            }
        }
        return List.of();
    }

    /// The member or column that holds the key. Has no meaning for plain lines.
    public Records id(String name) {
        return new Records(paths, stream, options, new Names(name, names.tags()));
    }

    /// The member or column that holds what texts may have in common: a text or a list of texts, in tables a cell with `|` between
    /// several. A record without has none. Has no meaning for plain lines.
    public Records tags(String name) {
        return new Records(paths, stream, options, new Names(names.id(), name));
    }

    /// UTF-8 if not said.
    public Records encoding(Charset charset) {
        return new Records(paths, stream, options.withCharset(charset), names);
    }

    /// Reads everything once.
    ///
    /// @return how many records were left out because they have no text or no key
    /// @throws java.nio.file.NoSuchFileException if a file is missing, or a folder or glob gives none
    /// @throws MalformedFileException if bytes are not what they should be
    /// @throws IllegalArgumentException if a file has no such field or id
    public long read(Sink sink) throws IOException {
        if (stream != null) {
            InputStream in = stream;
            return read(new Source("standard input", -1, () -> in), false, sink);
        }
        long left = 0;
        boolean several = paths.size() > 1 || !Files.isRegularFile(paths.getFirst());
        for (Path path : paths) {
            boolean whole = options.field() == null && Files.isDirectory(path);
            for (Source source : SourceFiles.find(List.of(path))) {
                left += whole ? whole(source, sink) : read(source, several, sink);
            }
        }
        return left;
    }

    private long whole(Source source, Sink sink) throws IOException {
        byte[] bytes;
        try (OpenSource open = OpenSource.openLines(source, options)) {
            bytes = open.text().readAllBytes();
        }
        sink.accept(
                new Text(
                        source.name(),
                        List.of(),
                        LineReader.decoded(bytes, source.name(), 1),
                        source.name(),
                        1));
        return 0;
    }

    private long read(Source source, boolean several, Sink sink) throws IOException {
        try (OpenSource open = OpenSource.open(source, options)) {
            Reading reading = new Reading(open, several ? source.name() + ":" : "", sink);
            switch (open.format()) {
                case RecordFormat.JsonLines _ -> reading.jsonLines();
                case RecordFormat.Table table -> reading.table(table);
                default -> reading.lines();
            }
            return reading.left;
        }
    }

    private final class Reading {
        private final OpenSource source;
        private final LineReader in;
        private final String prefix;
        private final Sink sink;
        private long left;

        Reading(OpenSource source, String prefix, Sink sink) {
            this.source = source;
            this.in = new LineReader(source);
            this.prefix = prefix;
            this.sink = sink;
        }

        void lines() throws IOException {
            for (String text; (text = in.next()) != null; ) {
                if (!text.isBlank()) {
                    give(prefix + in.line(), List.of(), text, in.line());
                }
            }
        }

        void jsonLines() throws IOException {
            for (String text; (text = in.next()) != null; ) {
                if (!text.isBlank()) {
                    json(text);
                }
            }
        }

        private void json(String text) throws IOException {
            try {
                if (!(Json.parse(text) instanceof Json.Obj object)) {
                    throw MalformedFileException.atLine(
                            source.name(), in.line(), "it is no JSON object");
                }
                String id = names.id();
                String key = id == null ? prefix + in.line() : JsonMember.text(object, id);
                String tags = names.tags();
                give(
                        key,
                        tags == null ? List.of() : JsonMember.texts(object, tags),
                        JsonMember.text(object, Objects.requireNonNull(options.field())),
                        in.line());
            } catch (JsonException e) {
                throw MalformedFileException.atLine(
                        source.name(), in.line(), String.valueOf(e.getMessage()), e);
            }
        }

        void table(RecordFormat.Table table) throws IOException {
            int header = source.takeHeaderLines();
            byte[] rest = in.rest();
            int idColumn = optionalColumn(names.id());
            int tagColumn = optionalColumn(names.tags());
            CsvRows rows = new CsvRows(rest, (char) table.separator(), source.name());
            for (List<String> row; (row = rows.next()) != null; ) {
                long at = header + rows.line();
                String key = idColumn < 0 ? prefix + at : column(row, idColumn);
                give(key, cellTags(row, tagColumn), column(row, table.column()), at);
            }
        }

        private int optionalColumn(@Nullable String name) throws IOException {
            return name == null ? -1 : source.column(name);
        }

        private static List<String> cellTags(List<String> row, int column) {
            String cell = column < 0 ? null : column(row, column);
            return cell == null
                    ? List.of()
                    : Arrays.stream(cell.split("\\|", -1))
                            .map(String::strip)
                            .filter(tag -> !tag.isEmpty())
                            .toList();
        }

        private static @Nullable String column(List<String> row, int column) {
            return column < row.size() ? row.get(column) : null;
        }

        private void give(@Nullable String key, List<String> tags, @Nullable String text, long at)
                throws IOException {
            if (key == null || key.isEmpty() || text == null) {
                left++;
            } else {
                sink.accept(new Text(key, tags, text, source.name(), at));
            }
        }
    }
}
