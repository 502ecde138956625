package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.kernel.ElementType;
import dev.akin.table.BinaryTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int8Table;
import dev.akin.table.SegmentTable;
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
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final List<String> FOREIGN_NAMES =
            List.of(
                    "embeddings",
                    "embedding.weight",
                    "embeddings.weight",
                    "embeddings.word_embeddings.weight");

    private final Safetensors file;
    private final Map<String, KeyedTable> tables = new LinkedHashMap<>();
    private final Map<String, Tensor> rest;

    private NativeReader(Safetensors file) {
        this.file = file;
        this.rest = new LinkedHashMap<>(file.tensors());
    }

    static Contents read(Safetensors file) throws MalformedFileException {
        NativeReader reader = new NativeReader(file);
        String version = file.metadata().get(NativeLayout.FORMAT);
        if (version == null) {
            return reader.foreign();
        }
        if (!version.equals(NativeLayout.VERSION)) {
            throw reader.malformed(
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
            if (!table.getKey().isEmpty()) {
                addTable(table.getKey(), table.getValue());
            }
        }
        SubwordTable subwords = subwords();
        KeyedTable main = tables.get("");
        if (main != null) {
            Columns.check(rest, main.table().rows(), file);
        }
        return new Contents(
                tables, file.metadata(), FileFormat.SAFETENSORS, rest, List.of(), subwords);
    }

    private @Nullable SubwordTable subwords() throws MalformedFileException {
        String rules = file.metadata().get(Subwords.METADATA);
        if (rules == null || !file.tensors().containsKey(NativeLayout.SUBWORD_ROWS)) {
            return null;
        }
        EmbeddingTable rows = rows(NativeLayout.SUBWORD_ROWS);
        MemorySegment buckets = optional(NativeLayout.SUBWORD_BUCKETS, TensorType.I32, rows.rows());
        KeyedTable main = tables.get("");
        if (main != null && main.table().dimension() != rows.dimension()) {
            throw malformed(
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
            throw malformed("the metadata " + NativeLayout.TABLES + " are missing");
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
        throw malformed(NativeLayout.TABLES + " is no JSON object");
    }

    private void addTable(String prefix, @Nullable Json description) throws MalformedFileException {
        if (!(description instanceof Json.Obj table)
                || !(table.get("kind") instanceof Json.Str(String kind))) {
            throw malformed(NativeLayout.TABLES + " says no kind for \"" + prefix + "\"");
        }
        EmbeddingTable rows =
                switch (kind) {
                    case NativeLayout.DENSE -> rows(prefix + NativeLayout.EMBEDDINGS);
                    case NativeLayout.INT8 -> int8(prefix);
                    case NativeLayout.BINARY -> binary(prefix, table);
                    default ->
                            throw malformed(
                                    "the table \""
                                            + prefix
                                            + "\" is of the kind "
                                            + kind
                                            + ", but this version of Akin reads dense, int8 and"
                                            + " binary; use a newer Akin");
                };
        Vocabulary keys = keys(prefix, table.get("vocabulary"), rows);
        if (keys.size() != rows.rows()) {
            throw malformed(
                    "the table \""
                            + prefix
                            + "\" has "
                            + rows.rows()
                            + " rows but "
                            + keys.size()
                            + " keys");
        }
        MemorySegment norms = optional(prefix + NativeLayout.NORM, TensorType.F32, rows.rows());
        tables.put(prefix, new KeyedTable(keys, rows, norms));
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

    private EmbeddingTable int8(String prefix) throws MalformedFileException {
        String name = prefix + NativeLayout.EMBEDDINGS;
        Tensor codes = matrix(name, TensorType.I8);
        long dimension = codes.shape().get(1);
        return Int8Table.of(
                codes.data(),
                floats(prefix + NativeLayout.SCALE, dimension),
                floats(prefix + NativeLayout.ZERO, dimension));
    }

    private EmbeddingTable binary(String prefix, Json.Obj described) throws MalformedFileException {
        String name = prefix + NativeLayout.EMBEDDINGS;
        Tensor bits = matrix(name, TensorType.U8);
        long wide = bits.shape().get(1) * Byte.SIZE;
        long dimension =
                described.get("dimension") instanceof Json.Num number
                                && number.literal().matches("\\d{1,10}")
                        ? number.asLong()
                        : wide;
        if (dimension > wide || dimension <= wide - Byte.SIZE || dimension > Integer.MAX_VALUE) {
            throw malformed(
                    name,
                    "has "
                            + wide
                            + " bits a row, but "
                            + NativeLayout.TABLES
                            + " says "
                            + dimension);
        }
        int rows = Math.toIntExact(bits.shape().getFirst());
        return BinaryTable.of(bits.data(), rows, (int) dimension);
    }

    private Tensor matrix(String name, TensorType type) throws MalformedFileException {
        Tensor tensor = file.tensor(name);
        rest.remove(name);
        List<Long> shape = tensor.shape();
        if (tensor.type() != type
                || shape.size() != 2
                || shape.get(0) > Integer.MAX_VALUE
                || shape.get(1) > Integer.MAX_VALUE
                || shape.get(1) < 1) {
            throw malformed(
                    name,
                    "must be "
                            + type
                            + " in two dimensions with at most "
                            + Integer.MAX_VALUE
                            + " of each, but is "
                            + tensor.type()
                            + " "
                            + shape);
        }
        return tensor;
    }

    private float[] floats(String name, long length) throws MalformedFileException {
        MemorySegment numbers = vector(name, TensorType.F32);
        if (numbers.byteSize() != length * Float.BYTES) {
            throw malformed(
                    name,
                    "must have "
                            + length
                            + " numbers, but has "
                            + numbers.byteSize() / Float.BYTES);
        }
        return numbers.toArray(FLOAT);
    }

    private Vocabulary mainVocabulary(String prefix) throws MalformedFileException {
        KeyedTable main = tables.get("");
        if (main == null) {
            throw malformed(
                    "the table \"" + prefix + "\" shares the keys of a table that is not there");
        }
        return main.vocabulary();
    }

    private EmbeddingTable rows(String name) throws MalformedFileException {
        Tensor tensor = file.tensor(name);
        rest.remove(name);
        ElementType type = tensor.type().elementType();
        if (type == null || !isTable(tensor)) {
            throw malformed(
                    name,
                    "must be F32, F16 or BF16 [rows, dimension] with at most "
                            + Integer.MAX_VALUE
                            + " of each, but is "
                            + tensor.type()
                            + " "
                            + tensor.shape());
        }
        return SegmentTable.of(
                tensor.data(),
                type,
                Math.toIntExact(tensor.shape().get(0)),
                Math.toIntExact(tensor.shape().get(1)));
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
        MemorySegment bytes = vector(prefix + NativeLayout.BYTES, TensorType.U8);
        MemorySegment offsets = vector(name, TensorType.I64);
        long keys = offsets.byteSize() / Long.BYTES - 1;
        if (keys < 0 || keys > Integer.MAX_VALUE) {
            throw malformed(name, "must have 1 to 2^31 numbers, but has " + (keys + 1));
        }
        long first = offsets.get(LONG, 0);
        long last = offsets.get(LONG, keys * Long.BYTES);
        if (first != 0 || last != bytes.byteSize()) {
            throw malformed(
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
                optional(prefix + NativeLayout.COUNTS, TensorType.I64, keys),
                optional(prefix + NativeLayout.ORDER, TensorType.I32, keys));
    }

    private MemorySegment vector(String name, TensorType type) throws MalformedFileException {
        Tensor tensor = file.tensor(name);
        rest.remove(name);
        if (tensor.type() != type || tensor.shape().size() != 1) {
            throw malformed(
                    name,
                    "must be "
                            + type
                            + " in one dimension, but is "
                            + tensor.type()
                            + " "
                            + tensor.shape());
        }
        return tensor.data();
    }

    private @Nullable MemorySegment optional(String name, TensorType type, long length)
            throws MalformedFileException {
        if (!file.tensors().containsKey(name)) {
            return null;
        }
        MemorySegment data = vector(name, type);
        if (data.byteSize() != length * type.bytes()) {
            throw malformed(
                    name,
                    "must have " + length + " numbers, but has " + data.byteSize() / type.bytes());
        }
        return data;
    }

    /// One table and no keys: rows are called by their numbers.
    private Contents foreign() throws MalformedFileException {
        String name = foreignName();
        EmbeddingTable rows = rows(name);
        tables.put("", new KeyedTable(RowKeys.numbered(rows.rows()), rows));
        List<String> notes =
                List.of("the file has no keys: the rows of \"" + name + "\" are called 0, 1, 2 …");
        return new Contents(tables, file.metadata(), FileFormat.SAFETENSORS, rest, notes);
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
        throw malformed(
                "no table of embeddings: of "
                        + file.tensors().size()
                        + " tensors, "
                        + candidates.size()
                        + " are F32, F16 or BF16 in two dimensions, and none is called "
                        + String.join(" or ", FOREIGN_NAMES));
    }

    private MalformedFileException malformed(String reason) {
        return MalformedFileException.atByte(file.path(), SafetensorsHeader.PREFIX, reason);
    }

    private MalformedFileException malformed(String tensor, String reason) {
        return MalformedFileException.atByte(
                file.path(), file.offset(tensor), "the tensor \"" + tensor + "\" " + reason);
    }
}
