package dev.akin.format;

import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a vector file holds. Immutable.
///
/// @param tables the tables with keys, by prefix: `""` is the main one, others end in a slash (`context/`)
/// @param metadata `akin.*` and whatever else the file says about itself; text formats hold none
/// @param format what it was read from, or is to be written as
/// @param extras every tensor that is no part of a table, by its full name: columns, sub-words, dense weights. Only
///     [FileFormat#SAFETENSORS] keeps them
/// @param notes what a person should know about this reading: `3 duplicate keys: first kept`
/// @param subwords the vectors of parts of words; null where words have none. Only [FileFormat#SAFETENSORS] and
///     [FileFormat#FASTTEXT] keep them
public record Contents(
        Map<String, KeyedTable> tables,
        Map<String, String> metadata,
        FileFormat format,
        Map<String, Tensor> extras,
        List<String> notes,
        @Nullable SubwordTable subwords) {

    public Contents {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        notes = List.copyOf(notes);
    }

    /// Contents without sub-words.
    public Contents(
            Map<String, KeyedTable> tables,
            Map<String, String> metadata,
            FileFormat format,
            Map<String, Tensor> extras,
            List<String> notes) {
        this(tables, metadata, format, extras, notes, null);
    }

    /// Contents without extras, notes and sub-words.
    public Contents(
            Map<String, KeyedTable> tables, Map<String, String> metadata, FileFormat format) {
        this(tables, metadata, format, Map.of(), List.of());
    }

    /// One table and no metadata.
    public static Contents of(Vocabulary vocabulary, EmbeddingTable table) {
        return of(new KeyedTable(vocabulary, table));
    }

    /// One table and no metadata.
    public static Contents of(KeyedTable main) {
        return new Contents(Map.of("", main), Map.of(), FileFormat.SAFETENSORS);
    }

    /// The table without prefix.
    ///
    /// @throws IllegalArgumentException if there is none; the message names those there are
    public KeyedTable main() {
        return table("");
    }

    /// @throws IllegalArgumentException if there is no table of this prefix; the message names those there are
    public KeyedTable table(String prefix) {
        return among(tables, prefix, "table");
    }

    /// @throws IllegalArgumentException if there is no extra tensor of this name; the message names those there are
    public Tensor extra(String name) {
        return among(extras, name, "extra tensor");
    }

    /// The columns among the extra tensors, by their names: a value for each row of the main table.
    ///
    /// @throws IllegalArgumentException if a tensor called like a column is none; the message names it
    public Map<String, Column> columns() {
        return Columns.of(extras);
    }

    /// The same tables with these columns and no others; neither is copied.
    ///
    /// @throws IllegalArgumentException if a column has not as many values as the main table rows, or a name ends in
    ///     `.bytes` or `.offsets`
    public Contents withColumns(Map<String, Column> columns) {
        columns.forEach((name, column) -> {
            Columns.checkName(name);
            Columns.checkSize(name, column, main().table().rows());
        });
        Map<String, Tensor> replaced = new LinkedHashMap<>(extras);
        replaced.keySet().removeIf(name -> name.startsWith(Columns.PREFIX));
        replaced.putAll(Columns.tensors(columns));
        return withExtras(replaced);
    }

    /// The same tables with other metadata; the map is copied.
    public Contents withMetadata(Map<String, String> replacement) {
        return new Contents(tables, replacement, format, extras, notes, subwords);
    }

    /// The same tables with other extra tensors; the map is copied, the tensors are not.
    public Contents withExtras(Map<String, Tensor> replacement) {
        return new Contents(tables, metadata, format, replacement, notes, subwords);
    }

    /// The same tables with other notes; the list is copied.
    public Contents withNotes(List<String> replacement) {
        return new Contents(tables, metadata, format, extras, replacement, subwords);
    }

    /// The same tables with other sub-words, or with none.
    public Contents withSubwords(@Nullable SubwordTable replacement) {
        return new Contents(tables, metadata, format, extras, notes, replacement);
    }

    private static <T> T among(Map<String, T> named, String name, String what) {
        T found = named.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "there is no " + what + " \"" + name + "\", only " + named.keySet());
        }
        return found;
    }
}
