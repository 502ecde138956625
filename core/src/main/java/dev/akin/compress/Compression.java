package dev.akin.compress;

import dev.akin.embeddings.Embeddings;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.KeyedTable;
import dev.akin.format.SubwordTable;
import dev.akin.format.Tensor;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes the rows of what users hold smaller, and leaves the rest as it is.
public final class Compression {
    /// In the metadata of a file whose rows were made smaller: how, and what it cost.
    public static final String METADATA = "akin.compression";

    private static final String KIND = "akin.kind";
    private static final String EMBEDDINGS = "embeddings";

    /// What only continuing a training needs, and what would be wrong beside smaller rows.
    private static final Set<String> FOR_TRAINING = Set.of("words/", "context/", "nodes/");

    private static final String OPTIMIZER = "optimizer.";
    private static final String TRAINING = "akin.training";
    private static final int BLOCK = 256;

    /// What names, types and shapes of tensors take.
    private static final long HEADER = 8192;

    private Compression() {}

    /// The same keys, or those that a method keeps, with smaller rows; sub-words' rows are made smaller too.
    ///
    /// @throws IllegalArgumentException if a row holds NaN or infinite numbers, which the message names, or as
    ///     [Compressor#compress]
    public static Embeddings of(Embeddings embeddings, Compressor compressor) {
        checkFinite(embeddings);
        EmbeddingTable rows = compressor.compress(embeddings.table());
        KeptKeys kept = compressor.leavesOut() ? KeptKeys.of(rows, compressor) : null;
        Vocabulary keys = embeddings.vocabulary();
        Embeddings.Builder smaller =
                (kept == null
                                ? Embeddings.builder(keys, rows)
                                : Embeddings.builder(kept.vocabulary(keys), kept.table()))
                        .similarity(embeddings.similarity())
                        .metadata(metadata(embeddings.metadata(), compressor))
                        .notes(embeddings.notes())
                        .subwords(smaller(embeddings.subwords(), compressor));
        embeddings
                .columns()
                .forEach((name, column) ->
                        smaller.column(name, kept == null ? column : kept.column(column)));
        return smaller.build();
    }

    /// As [#of(Embeddings, Compressor)], of all that a file holds: its main table is made smaller, and what only continuing a
    /// training needs is left out.
    ///
    /// @throws IllegalArgumentException as [#of(Embeddings, Compressor)] does
    public static Contents of(Contents contents, Compressor compressor) {
        KeyedTable main = contents.main();
        Embeddings.Builder whole =
                Embeddings.builder(main.vocabulary(), main.table())
                        .metadata(contents.metadata())
                        .subwords(contents.subwords());
        contents.columns().forEach(whole::column);
        return of(contents, of(whole.build(), compressor), compressor);
    }

    /// As [#of(Contents, Compressor)], where the main table was made smaller before.
    ///
    /// @param smaller what [#of(Embeddings, Compressor)] made of the contents' main table
    /// @throws IllegalArgumentException if the compressor turns rows and there are others that would not be turned, or leaves keys out of
    ///     what is more than vectors
    public static Contents of(Contents contents, Embeddings smaller, Compressor compressor) {
        checkLeavesOut(contents, compressor);
        Map<String, KeyedTable> tables = new LinkedHashMap<>();
        contents.tables()
                .forEach((prefix, keyed) -> {
                    if (prefix.isEmpty()) {
                        tables.put(prefix, new KeyedTable(smaller.vocabulary(), smaller.table()));
                    } else if (!FOR_TRAINING.contains(prefix)) {
                        checkTurns(compressor, "those of \"" + prefix + "\"");
                        tables.put(prefix, keyed);
                    }
                });
        Contents made =
                new Contents(
                        tables,
                        metadata(contents.metadata(), compressor),
                        FileFormat.SAFETENSORS,
                        extras(contents),
                        contents.notes(),
                        smaller.subwords());
        return compressor.leavesOut() ? made.withColumns(smaller.columns()) : made;
    }

    private static void checkLeavesOut(Contents contents, Compressor compressor) {
        if (compressor.leavesOut() && !isPlain(contents)) {
            throw new IllegalArgumentException(
                    "keys can be left out of vectors only, and this is a file of kind "
                            + contents.metadata().get(KIND));
        }
    }

    private static boolean isPlain(Contents contents) {
        return contents.metadata().getOrDefault(KIND, EMBEDDINGS).equals(EMBEDDINGS);
    }

    /// About how many bytes a file of such contents takes beside the rows of its main table and those of parts of words: keys, counts,
    /// columns, metadata, other tables.
    public static long beside(Contents contents) {
        long bytes = HEADER + 2L * contents.metadata().toString().length();
        bytes += keyBytes(contents.main().vocabulary());
        for (Map.Entry<String, KeyedTable> table : contents.tables().entrySet()) {
            if (!table.getKey().isEmpty() && !FOR_TRAINING.contains(table.getKey())) {
                bytes += keyBytes(table.getValue().vocabulary()) + table.getValue().table().bytes();
            }
        }
        for (Tensor tensor : extras(contents).values()) {
            bytes += tensor.data().byteSize();
        }
        return bytes;
    }

    /// Keys, where each begins, their order, their counts and the norms of their rows.
    private static long keyBytes(Vocabulary keys) {
        long each =
                (long) Long.BYTES + Integer.BYTES + Float.BYTES + (keys.counted() ? Long.BYTES : 0);
        return keys.bytes().byteSize() + each * keys.size() + Long.BYTES;
    }

    /// Metadata that say how rows were made smaller and what that cost.
    public static Map<String, String> recorded(
            Map<String, String> metadata, String method, MethodRequest asked, Fidelity found) {
        Map<String, Json> options = new TreeMap<>();
        asked.values().forEach((option, value) -> options.put(option.label(), Json.of(value)));
        Map<String, String> recorded = new TreeMap<>(metadata);
        recorded.put(
                METADATA,
                Json.object(
                                "method",
                                method,
                                "options",
                                new Json.Obj(options),
                                "error",
                                found.error(),
                                "overlap",
                                found.overlap())
                        .toString());
        return recorded;
    }

    private static Map<String, String> metadata(Map<String, String> before, Compressor compressor) {
        Map<String, String> metadata = new TreeMap<>(before);
        metadata.remove(TRAINING);
        metadata.put(METADATA, Json.object("method", compressor.method()).toString());
        return metadata;
    }

    private static Map<String, Tensor> extras(Contents contents) {
        boolean plain = isPlain(contents);
        Map<String, Tensor> kept = new LinkedHashMap<>(contents.extras());
        kept.keySet()
                .removeIf(name ->
                        name.startsWith(OPTIMIZER) || (plain && !name.startsWith("columns.")));
        return kept;
    }

    private static void checkTurns(Compressor compressor, String others) {
        if (compressor.turns()) {
            throw new IllegalArgumentException(
                    compressor.method()
                            + " turns rows, but not "
                            + others
                            + " in the same way; svd makes rows shorter and leaves them where they are");
        }
    }

    private static @Nullable SubwordTable smaller(
            @Nullable SubwordTable subwords, Compressor compressor) {
        if (subwords == null) {
            return null;
        }
        checkTurns(compressor, "the parts of words");
        return new SubwordTable(
                subwords.rules(), compressor.compress(subwords.rows()), subwords.buckets());
    }

    /// Says of a row what it is called.
    private interface Names {
        String of(int row);
    }

    /// @throws IllegalArgumentException if a row holds NaN or infinite numbers
    static void checkFinite(Embeddings embeddings) {
        checkFinite(embeddings.vocabulary()::key, embeddings.table());
    }

    private static void checkFinite(Names names, EmbeddingTable table) {
        float[] block = new float[BLOCK * table.dimension()];
        for (int first = 0; first < table.rows(); first += BLOCK) {
            int count = Math.min(BLOCK, table.rows() - first);
            table.read(first, count, block, 0);
            for (int i = 0; i < count * table.dimension(); i++) {
                if (!Float.isFinite(block[i])) {
                    throw new IllegalArgumentException(
                            "the row of \""
                                    + names.of(first + i / table.dimension())
                                    + "\" holds "
                                    + block[i]
                                    + ", which is not finite; remove the key first");
                }
            }
        }
    }
}
