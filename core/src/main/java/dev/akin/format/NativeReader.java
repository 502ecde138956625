package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds tables with keys among the tensors of a safetensors file: ours by `akin.tables`, another's by the name or
/// shape of its one table. Looks at names, types, shapes and the two ends of the keys' offsets; scans nothing.
final class NativeReader {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final List<String> FOREIGN_NAMES =
            List.of(
                    "embeddings",
                    "embedding.weight",
                    "embeddings.weight",
                    "embeddings.word_embeddings.weight");

    private final Safetensors file;
    private final Map<String, KeyedTable> tables = new LinkedHashMap<>();
    private final TakenTensors tensors;

    private NativeReader(Safetensors file) {
        this.file = file;
        this.tensors = new TakenTensors(file);
    }

    static Contents read(Safetensors file) throws MalformedFileException {
        NativeReader reader = new NativeReader(file);
        String version = file.metadata().get(NativeLayout.FORMAT);
        if (version == null) {
            return reader.foreign();
        }
        if (!version.equals(NativeLayout.VERSION)) {
            throw reader.tensors.malformed(
                    NativeLayout.FORMAT
                            + " is "
                            + version
                            + ", but this version of Akin reads "
                            + NativeLayout.VERSION
                            + "; use a newer Akin");
        }
        return reader.ours();
    }

    private Contents ours() throws MalformedFileException {
        Json.Obj described = described();
        if (described.get("") != null) {
            addTable("", described.get(""));
        }
        for (Map.Entry<String, Json> table : described.members().entrySet()) {
            if (!table.getKey().isEmpty() && !table.getKey().equals(NativeLayout.SUBWORDS)) {
                addTable(table.getKey(), table.getValue());
            }
        }
        SubwordTable subwords = subwords(described.get(NativeLayout.SUBWORDS));
        KeyedTable main = tables.get("");
        if (main != null) {
            Columns.check(tensors.left(), main.table().rows(), file);
        }
        return new Contents(
                tables,
                file.metadata(),
                FileFormat.SAFETENSORS,
                tensors.left(),
                List.of(),
                subwords);
    }

    private @Nullable SubwordTable subwords(@Nullable Json described)
            throws MalformedFileException {
        String rules = file.metadata().get(Subwords.METADATA);
        if (rules == null || !file.tensors().containsKey(NativeLayout.SUBWORD_ROWS)) {
            return null;
        }
        EmbeddingTable rows =
                described == null
                        ? rows(NativeLayout.SUBWORD_ROWS)
                        : described(NativeLayout.SUBWORDS, described);
        MemorySegment buckets =
                tensors.optional(NativeLayout.SUBWORD_BUCKETS, TensorType.I32, rows.rows());
        KeyedTable main = tables.get("");
        if (main != null && main.table().dimension() != rows.dimension()) {
            throw tensors.malformed(
                    NativeLayout.SUBWORD_ROWS,
                    "has "
                            + rows.dimension()
                            + " dimensions, but the main table "
                            + main.table().dimension());
        }
        try {
            return new SubwordTable(Subwords.ofJson(rules), rows, buckets);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(
                    file.path(), SafetensorsHeader.PREFIX, String.valueOf(e.getMessage()), e);
        }
    }

    private Json.Obj described() throws MalformedFileException {
        String text = file.metadata().get(NativeLayout.TABLES);
        if (text == null) {
            throw tensors.malformed("the metadata " + NativeLayout.TABLES + " are missing");
        }
        try {
            if (Json.parse(text) instanceof Json.Obj object) {
                return object;
            }
        } catch (JsonException e) {
            throw MalformedFileException.atByte(
                    file.path(),
                    SafetensorsHeader.PREFIX,
                    NativeLayout.TABLES + ": " + e.getMessage(),
                    e);
        }
        throw tensors.malformed(NativeLayout.TABLES + " is no JSON object");
    }

    private void addTable(String prefix, @Nullable Json description) throws MalformedFileException {
        EmbeddingTable rows = described(prefix, description);
        Vocabulary keys =
                keys(
                        prefix,
                        description instanceof Json.Obj table ? table.get("vocabulary") : null,
                        rows);
        if (keys.size() != rows.rows()) {
            throw tensors.malformed(
                    "the table \""
                            + prefix
                            + "\" has "
                            + rows.rows()
                            + " rows but "
                            + keys.size()
                            + " keys");
        }
        MemorySegment norms =
                tensors.optional(prefix + NativeLayout.NORM, TensorType.F32, rows.rows());
        tables.put(prefix, new KeyedTable(keys, rows, norms));
    }

    /// The rows of a table as `akin.tables` describes them.
    private EmbeddingTable described(String prefix, @Nullable Json description)
            throws MalformedFileException {
        if (!(description instanceof Json.Obj table)
                || !(table.get("kind") instanceof Json.Str(String kind))) {
            throw tensors.malformed(NativeLayout.TABLES + " says no kind for \"" + prefix + "\"");
        }
        return RowsReader.read(
                tensors,
                prefix + NativeLayout.EMBEDDINGS,
                new RowsReader.Said(kind, said(table, "rows"), said(table, "dimension")));
    }

    /// A size that the metadata state, or -1.
    private static int said(Json.Obj table, String what) {
        return table.get(what) instanceof Json.Num number
                        && number.literal().matches("\\d{1,10}")
                        && number.asLong() <= Integer.MAX_VALUE
                ? (int) number.asLong()
                : -1;
    }

    private Vocabulary keys(String prefix, @Nullable Json name, EmbeddingTable rows)
            throws MalformedFileException {
        if (name == null) {
            return vocabulary(prefix);
        }
        return name.equals(new Json.Str(NativeLayout.NUMBERED))
                ? RowKeys.numbered(rows.rows())
                : mainVocabulary(prefix);
    }

    private Vocabulary mainVocabulary(String prefix) throws MalformedFileException {
        KeyedTable main = tables.get("");
        if (main == null) {
            throw tensors.malformed(
                    "the table \"" + prefix + "\" shares the keys of a table that is not there");
        }
        return main.vocabulary();
    }

    private EmbeddingTable rows(String name) throws MalformedFileException {
        return DenseRows.view(
                tensors.matrix(name, TensorType.F32, TensorType.F16, TensorType.BF16));
    }

    private static boolean isTable(Tensor tensor) {
        List<Long> shape = tensor.shape();
        return tensor.type().elementType() != null
                && shape.size() == 2
                && shape.get(0) <= Integer.MAX_VALUE
                && shape.get(1) <= Integer.MAX_VALUE
                && shape.get(1) >= 1;
    }

    private Vocabulary vocabulary(String prefix) throws MalformedFileException {
        String name = prefix + NativeLayout.OFFSETS;
        MemorySegment bytes = tensors.vector(prefix + NativeLayout.BYTES, TensorType.U8);
        MemorySegment offsets = tensors.vector(name, TensorType.I64);
        long keys = offsets.byteSize() / Long.BYTES - 1;
        if (keys < 0 || keys > Integer.MAX_VALUE) {
            throw tensors.malformed(name, "must have 1 to 2^31 numbers, but has " + (keys + 1));
        }
        long first = offsets.get(LONG, 0);
        long last = offsets.get(LONG, keys * Long.BYTES);
        if (first != 0 || last != bytes.byteSize()) {
            throw tensors.malformed(
                    name,
                    "must go from 0 to "
                            + bytes.byteSize()
                            + ", where the keys end, but goes from "
                            + first
                            + " to "
                            + last);
        }
        return Vocabulary.view(
                bytes,
                offsets,
                tensors.optional(prefix + NativeLayout.COUNTS, TensorType.I64, keys),
                tensors.optional(prefix + NativeLayout.ORDER, TensorType.I32, keys));
    }

    /// One table and no keys: rows are called by their numbers.
    private Contents foreign() throws MalformedFileException {
        String name = foreignName();
        EmbeddingTable rows = rows(name);
        tables.put("", new KeyedTable(RowKeys.numbered(rows.rows()), rows));
        List<String> notes =
                List.of("the file has no keys: the rows of \"" + name + "\" are called 0, 1, 2 …");
        return new Contents(tables, file.metadata(), FileFormat.SAFETENSORS, tensors.left(), notes);
    }

    private String foreignName() throws MalformedFileException {
        for (String name : FOREIGN_NAMES) {
            Tensor tensor = file.tensors().get(name);
            if (tensor != null && isTable(tensor)) {
                return name;
            }
        }
        List<String> candidates =
                file.tensors().entrySet().stream()
                        .filter(named -> isTable(named.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        throw tensors.malformed(
                "no table of embeddings: of "
                        + file.tensors().size()
                        + " tensors, "
                        + candidates.size()
                        + " are F32, F16 or BF16 in two dimensions, and none is called "
                        + String.join(" or ", FOREIGN_NAMES));
    }
}
