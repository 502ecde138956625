package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.kernel.ElementType;
import dev.akin.table.ComposedTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.QuantizedTable;
import dev.akin.table.SegmentTable;
import dev.akin.vocabulary.Subwords;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads fastText models, `.bin` and `.ftz`, of the versions 11 and 12 (`FastText::loadModel` of fastText 0.9.2). The file is
/// mapped: only the dictionary is parsed, matrices are views that are not looked at.
final class FastTextReader {
    static final int MAGIC = 793_712_314;
    static final int VERSION = 12;
    private static final int OLDEST = 11;

    private final Cursor cursor;

    private FastTextReader(Path path, MemorySegment file) {
        this.cursor = new Cursor(path, file);
    }

    static Contents read(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            return new FastTextReader(path, file).read();
        } catch (InternalError e) {
            throw MalformedFileException.atByte(
                    path, 0, "the file was cut short while it was read; restore it", e);
        }
    }

    private Contents read() throws MalformedFileException {
        FastTextArgs.Header header = FastTextArgs.Header.read(cursor, version());
        FastTextWords dictionary = FastTextWords.read(cursor, header.subwords());
        boolean quantized = cursor.readFlag("the mark of a quantised input matrix");
        if (dictionary.pruned() != null && !quantized) {
            throw cursor.malformed(
                    cursor.at() - 1,
                    "n-grams were pruned, but the input matrix is not quantised: the model was"
                            + " damaged by an early fastText; download it anew");
        }
        long ngramRows =
                dictionary.pruned() == null
                        ? header.subwords().buckets()
                        : dictionary.pruned().length;
        EmbeddingTable input =
                matrix(quantized, dictionary.words().size() + ngramRows, header, "input");
        boolean outputQuantized = cursor.readFlag("the mark of a quantised output matrix");
        boolean labels = header.args().purpose() == FastTextArgs.Purpose.SUPERVISED;
        EmbeddingTable output =
                matrix(
                        quantized && outputQuantized,
                        labels ? dictionary.labels().size() : dictionary.words().size(),
                        header,
                        "output");
        if (cursor.remaining() != 0) {
            throw cursor.malformed(
                    cursor.at(), cursor.remaining() + " bytes follow the output matrix");
        }
        return contents(header, dictionary, input, output);
    }

    private int version() throws MalformedFileException {
        int magic = cursor.readInt("its first number");
        if (magic != MAGIC) {
            throw cursor.malformed(
                    0, "the file begins with " + magic + ", a fastText model with " + MAGIC);
        }
        int version = cursor.readInt("its version");
        if (version < OLDEST || version > VERSION) {
            throw cursor.malformed(
                    Integer.BYTES,
                    "the fastText model is of version "
                            + version
                            + ", but "
                            + OLDEST
                            + " and "
                            + VERSION
                            + " are read; write it anew with fastText 0.9");
        }
        return version;
    }

    private EmbeddingTable matrix(
            boolean quantized, long rows, FastTextArgs.Header header, String name)
            throws MalformedFileException {
        long begin = cursor.at();
        boolean norms = quantized && cursor.readFlag("the mark of quantised norms");
        long found = cursor.readLong("the sizes of the " + name + " matrix");
        long dimension = cursor.readLong("the sizes of the " + name + " matrix");
        if (found != rows || dimension != header.dimension() || rows > Integer.MAX_VALUE) {
            throw cursor.malformed(
                    begin,
                    "the "
                            + name
                            + " matrix is "
                            + found
                            + " × "
                            + dimension
                            + ", but dictionary and arguments say "
                            + rows
                            + " × "
                            + header.dimension());
        }
        int size = (int) rows;
        long room = rows == 0 ? Long.MAX_VALUE : cursor.remaining() / Float.BYTES / rows;
        if (!quantized && dimension > room) {
            throw cursor.malformed(
                    cursor.at(),
                    "the file ends in the "
                            + name
                            + " matrix: "
                            + rows
                            + " × "
                            + dimension
                            + " numbers need more than "
                            + cursor.remaining()
                            + " bytes; it was cut short, or its sizes are wrong");
        }
        return quantized
                ? FastTextCodes.read(cursor, size, header.dimension(), norms)
                : SegmentTable.of(
                        cursor.slice(
                                Float.BYTES * rows * header.dimension(), "the " + name + " matrix"),
                        ElementType.FLOAT32,
                        size,
                        header.dimension());
    }

    static Contents contents(
            FastTextArgs.Header header,
            FastTextWords dictionary,
            EmbeddingTable input,
            EmbeddingTable output) {
        FastTextArgs args = header.args().withTokens(dictionary.tokens());
        int words = dictionary.words().size();
        EmbeddingTable raw = slice(input, 0, words);
        SubwordTable subwords = subwords(header.subwords(), dictionary.pruned(), input, words);
        KeyedTable own = new KeyedTable(dictionary.words(), raw);
        if (args.purpose() == FastTextArgs.Purpose.SUPERVISED) {
            return classifier(args, own, new KeyedTable(dictionary.labels(), output), subwords);
        }
        String prefix =
                args.loss() == FastTextArgs.Loss.HS ? NativeLayout.NODES : NativeLayout.CONTEXT;
        Map<String, KeyedTable> tables = tables(own, subwords);
        tables.put(prefix, new KeyedTable(dictionary.words(), output));
        Map<String, String> metadata = Map.of(FastTextArgs.METADATA, args.toJson());
        return new Contents(tables, metadata, FileFormat.FASTTEXT, Map.of(), List.of(), subwords);
    }

    static Contents classifier(
            FastTextArgs args,
            KeyedTable words,
            KeyedTable labels,
            @Nullable SubwordTable subwords) {
        Map<String, KeyedTable> tables = tables(words, subwords);
        tables.put(NativeLayout.LABELS, labels);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FastTextArgs.METADATA, args.toJson());
        metadata.put(NativeLayout.KIND, NativeLayout.CLASSIFIER);
        return new Contents(tables, metadata, FileFormat.FASTTEXT, Map.of(), List.of(), subwords);
    }

    /// The words' vectors, and where n-grams have a share in these, their own rows too.
    private static Map<String, KeyedTable> tables(
            KeyedTable words, @Nullable SubwordTable subwords) {
        Map<String, KeyedTable> tables = new LinkedHashMap<>();
        if (subwords == null || subwords.rules().maxNgram() == 0) {
            tables.put("", words);
            return tables;
        }
        ComposedTable.Shares parts = new WordParts(words.vocabulary(), subwords);
        EmbeddingTable composed = new ComposedTable(words.table(), subwords.rows(), parts);
        tables.put("", new KeyedTable(words.vocabulary(), composed));
        tables.put(NativeLayout.WORDS, words);
        return tables;
    }

    private static @Nullable SubwordTable subwords(
            Subwords rules, long @Nullable [] pruned, EmbeddingTable input, int words) {
        if (pruned == null) {
            return rules.buckets() == 0
                    ? null
                    : new SubwordTable(rules, slice(input, words, rules.buckets()), null);
        }
        int[] buckets = Arrays.stream(pruned).mapToInt(pair -> (int) (pair >> 32)).toArray();
        int[] rows = Arrays.stream(pruned).mapToInt(pair -> words + (int) pair).toArray();
        Subwords kept = new Subwords(rules.minNgram(), rules.maxNgram(), rules.buckets(), true);
        return new SubwordTable(
                kept, ((QuantizedTable) input).select(rows), MemorySegment.ofArray(buckets));
    }

    private static EmbeddingTable slice(EmbeddingTable table, int first, int count) {
        if (table instanceof SegmentTable dense) {
            long stride = (long) Float.BYTES * dense.dimension();
            MemorySegment rows = dense.segment().asSlice(first * stride, count * stride);
            return SegmentTable.of(rows, ElementType.FLOAT32, count, dense.dimension());
        }
        return ((QuantizedTable) table).slice(first, count);
    }
}
