package dev.akin.format;

import dev.akin.table.EmbeddingTable;
import dev.akin.text.Digest;
import dev.akin.text.Json;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Lays contents out as tensors of our own file.
final class NativeWriter {
    /// Norms are written where rows take so many times their bytes.
    private static final int NORM_SHARE = 16;

    private final Contents contents;

    /// Tables whose rows have no keys, by the names of their tensors.
    private final Map<String, EmbeddingTable> unkeyed;

    private final List<TensorPart> parts = new ArrayList<>();

    private NativeWriter(Contents contents, Map<String, EmbeddingTable> unkeyed) {
        this.contents = contents;
        this.unkeyed = unkeyed;
    }

    /// @throws IllegalArgumentException if a prefix is not empty and ends in no slash, or two tensors share a name
    static SafetensorsWriter of(Contents contents) {
        return of(contents, Map.of());
    }

    /// As [#of(Contents)], with tables whose rows have no keys, by the names of their tensors. The one that is called
    /// [NativeLayout#EMBEDDINGS] is the main table, of row numbers.
    static SafetensorsWriter of(Contents contents, Map<String, EmbeddingTable> unkeyed) {
        NativeWriter writer = new NativeWriter(contents, unkeyed);
        unkeyed.forEach((name, table) -> writer.parts.add(TensorPart.rows(name, table)));
        contents.tables().forEach(writer::addTable);
        writer.addSubwords(contents.subwords());
        contents.extras().forEach((name, tensor) -> writer.parts.add(TensorPart.of(name, tensor)));
        return new SafetensorsWriter(writer.parts, writer::metadata);
    }

    private void addTable(String prefix, KeyedTable keyed) {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException(
                    "the table prefix \"" + prefix + "\" must be empty or end in a slash");
        }
        new RowsWriter(prefix + NativeLayout.EMBEDDINGS, parts).add(keyed.table());
        if (normsAreWorthIt(keyed.table())) {
            addNorms(prefix + NativeLayout.NORM, keyed);
        }
        if (!sharesMainVocabulary(prefix, keyed)) {
            addVocabulary(prefix, keyed.vocabulary());
        }
    }

    /// Of very short rows, norms would take more than they save: they are computed when first needed.
    private static boolean normsAreWorthIt(EmbeddingTable table) {
        return StoredRows.of(table) instanceof DenseRows
                || table.bytes() >= (long) NORM_SHARE * Float.BYTES * table.rows();
    }

    private void addNorms(String name, KeyedTable keyed) {
        MemorySegment norms = keyed.norms();
        parts.add(
                norms == null
                        ? TensorPart.norms(name, keyed.table())
                        : TensorPart.of(
                                name, Tensor.of(TensorType.F32, norms, keyed.table().rows())));
    }

    private boolean sharesMainVocabulary(String prefix, KeyedTable keyed) {
        KeyedTable main = contents.tables().get("");
        return !prefix.isEmpty() && main != null && main.vocabulary() == keyed.vocabulary();
    }

    private void addVocabulary(String prefix, Vocabulary keys) {
        long size = keys.size();
        add(prefix + NativeLayout.BYTES, TensorType.U8, keys.bytes(), keys.bytes().byteSize());
        add(prefix + NativeLayout.OFFSETS, TensorType.I64, keys.offsets(), size + 1);
        MemorySegment counts = keys.counts();
        if (counts != null) {
            add(prefix + NativeLayout.COUNTS, TensorType.I64, counts, size);
        }
        parts.add(
                new TensorPart(
                        prefix + NativeLayout.ORDER,
                        TensorType.I32,
                        List.of(size),
                        sink -> sink.write(MemorySegment.ofArray(keys.order()))));
    }

    private void addSubwords(@Nullable SubwordTable subwords) {
        if (subwords == null) {
            return;
        }
        new RowsWriter(NativeLayout.SUBWORD_ROWS, parts).add(subwords.rows());
        MemorySegment buckets = subwords.buckets();
        if (buckets != null) {
            add(NativeLayout.SUBWORD_BUCKETS, TensorType.I32, buckets, subwords.rows().rows());
        }
    }

    private void add(String name, TensorType type, MemorySegment data, long length) {
        parts.add(TensorPart.of(name, Tensor.of(type, data, length)));
    }

    /// Sorted by name, so that the same contents give the same bytes.
    private Map<String, String> metadata(Map<String, String> checksums) {
        Map<String, String> metadata = new TreeMap<>(contents.metadata());
        metadata.put(NativeLayout.FORMAT, NativeLayout.VERSION);
        metadata.putIfAbsent(NativeLayout.KIND, "embeddings");
        metadata.putIfAbsent(NativeLayout.SIMILARITY, "cosine");
        metadata.put(NativeLayout.TABLES, tables().toString());
        SubwordTable subwords = contents.subwords();
        if (subwords != null) {
            metadata.put(Subwords.METADATA, subwords.rules().toJson());
        }
        Map<String, Json> sums = new LinkedHashMap<>();
        checksums.forEach((name, sum) -> sums.put(name, new Json.Str(sum)));
        metadata.put(NativeLayout.CHECKSUMS, new Json.Obj(sums).toString());
        metadata.put(NativeLayout.FINGERPRINT, fingerprint(checksums));
        return metadata;
    }

    private Json tables() {
        Map<String, Json> tables = new LinkedHashMap<>();
        EmbeddingTable numbered = unkeyed.get(NativeLayout.EMBEDDINGS);
        if (numbered != null) {
            tables.put("", described(numbered, NativeLayout.NUMBERED));
        }
        contents.tables()
                .forEach((prefix, keyed) ->
                        tables.put(
                                prefix,
                                described(
                                        keyed.table(),
                                        sharesMainVocabulary(prefix, keyed) ? "" : null)));
        SubwordTable subwords = contents.subwords();
        if (subwords != null && !(StoredRows.of(subwords.rows()) instanceof DenseRows)) {
            tables.put(NativeLayout.SUBWORDS, described(subwords.rows(), NativeLayout.NUMBERED));
        }
        return new Json.Obj(tables);
    }

    /// @param vocabulary whose keys the rows have; null for their own
    private static Json described(EmbeddingTable rows, @Nullable String vocabulary) {
        Map<String, Json> table = new LinkedHashMap<>();
        table.put("kind", new Json.Str(StoredRows.kindOf(rows)));
        table.put("rows", Json.Num.of((long) rows.rows()));
        table.put("dimension", Json.Num.of((long) rows.dimension()));
        if (vocabulary != null) {
            table.put("vocabulary", new Json.Str(vocabulary));
        }
        return new Json.Obj(table);
    }

    /// The first 16 hexadecimal digits of SHA-256 over a line per tensor, sorted: name, type, shape, checksum. Equal
    /// for files with equal tensors, whatever their metadata.
    private String fingerprint(Map<String, String> checksums) {
        String lines =
                parts.stream()
                        .map(part -> line(part, checksums))
                        .sorted()
                        .reduce("", String::concat);
        return Digest.sha256().add(lines).hex(8);
    }

    private static String line(TensorPart part, Map<String, String> checksums) {
        return String.join(
                "\t",
                part.name(),
                part.type().name(),
                part.shape().toString(),
                checksums.get(part.name()) + "\n");
    }
}
