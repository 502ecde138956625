package dev.akin.embeddings;

import dev.akin.ProgressListener;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.KeyedTable;
import dev.akin.format.ReadOptions;
import dev.akin.format.Tensor;
import dev.akin.format.VectorFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Several named tables with one purpose: users and items, words and their contexts. Immutable and thread-safe.
///
/// The table without a name, `""`, is the main one: what [Embeddings#load(Path)] reads from the model's file.
public final class Model {
    private static final String KIND = "akin.kind";

    private final String kind;
    private final Map<String, Embeddings> tables;
    private final Map<String, String> metadata;
    private final Map<String, Tensor> extras;

    private Model(
            String kind,
            Map<String, Embeddings> tables,
            Map<String, String> metadata,
            Map<String, Tensor> extras) {
        this.kind = kind;
        this.tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        this.metadata = Map.copyOf(metadata);
        // In their order: a file is the same bytes each time.
        this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        this.tables.keySet().forEach(Model::checkName);
    }

    /// @param kind the purpose: `embeddings`, `recommender`, `knowledge`
    /// @param tables by name, in the order in which they are written; names hold no slash
    /// @throws IllegalArgumentException if there is no table, or a name holds a slash
    public static Model of(String kind, Map<String, Embeddings> tables) {
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("a model needs at least one table");
        }
        return new Model(kind, tables, Map.of(), Map.of());
    }

    /// The same model with other metadata, by the names of the file format.
    public Model withMetadata(Map<String, String> replacement) {
        return new Model(kind, tables, replacement, extras);
    }

    /// The same model with tensors that are no tables, by their full names: weights, what continuing needs.
    public Model withExtras(Map<String, Tensor> replacement) {
        return new Model(kind, tables, metadata, replacement);
    }

    /// Every table of a file, the main one with its sub-words.
    ///
    /// @throws dev.akin.MalformedFileException if the file is not what it claims to be
    public static Model load(Path path) throws IOException {
        return of(path, VectorFiles.read(path, ReadOptions.DEFAULT));
    }

    /// Every table of a file that was read already.
    ///
    /// @throws dev.akin.MalformedFileException if the file is not what it claims to be
    public static Model of(Path path, Contents contents) throws IOException {
        Map<String, Embeddings> tables = new LinkedHashMap<>();
        for (Map.Entry<String, KeyedTable> table : contents.tables().entrySet()) {
            tables.put(
                    name(table.getKey()),
                    table.getKey().isEmpty()
                            ? Stored.main(path, contents)
                            : Stored.other(path, table.getValue(), contents));
        }
        String kind = contents.metadata().getOrDefault(KIND, "embeddings");
        return new Model(kind, tables, contents.metadata(), contents.extras());
    }

    /// Writes a native file; an older file of that name stays as it was until the new one is whole.
    public void save(Path path, ProgressListener listener) throws IOException {
        save(path, FileFormat.SAFETENSORS, listener);
    }

    /// As [#save(Path, ProgressListener)], in another format: what that has no place for is left out, which
    /// [VectorFiles#losses] lists.
    ///
    /// @throws IllegalArgumentException if the format cannot hold a key; the message names it
    public void save(Path path, FileFormat format, ProgressListener listener) throws IOException {
        VectorFiles.write(path, contents(format), format, listener);
    }

    /// What a file of this format is made from. Views, not copies.
    public Contents contents(FileFormat format) {
        Map<String, KeyedTable> keyed = new LinkedHashMap<>();
        tables.forEach((name, table) -> keyed.put(prefix(name), Stored.keyed(table)));
        Map<String, String> all = new TreeMap<>(metadata);
        all.putAll(Stored.metadata(tables.values().iterator().next()));
        all.put(KIND, kind);
        Embeddings main = tables.get("");
        Contents contents = new Contents(keyed, all, format).withExtras(extras);
        return main == null
                ? contents
                : contents.withSubwords(main.subwords()).withColumns(main.columns());
    }

    /// What the model is for.
    public String kind() {
        return kind;
    }

    /// How the model was made: what its file says, by the names of the file format.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// Tensors that are no tables, by their full names.
    public Map<String, Tensor> extras() {
        return extras;
    }

    /// The tables' names; the main one's is empty.
    public Set<String> names() {
        return tables.keySet();
    }

    /// @throws IllegalArgumentException if there is no table of this name; the message lists those there are
    public Embeddings table(String name) {
        Embeddings table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException(
                    "there is no table \"" + name + "\", only " + tables.keySet());
        }
        return table;
    }

    private static void checkName(String name) {
        if (name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("the table name \"" + name + "\" holds a slash");
        }
    }

    private static String prefix(String name) {
        return name.isEmpty() ? "" : name + "/";
    }

    private static String name(String prefix) {
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }
}
