package dev.akin.format;

import dev.akin.ProgressListener;
import dev.akin.kernel.ElementType;
import dev.akin.table.ComposedTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes fastText models, `.bin` of version 12 (`FastText::saveModel` of fastText 0.9.2), float32 throughout. What fastText
/// needs and the contents do not have is zeros.
final class FastTextWriter {
    private static final int LONGEST_WORD = 1 << 16;
    private static final int BLOCK = 1024;

    /// So many letters of a key that is too long are told.
    private static final int SHOWN = 40;

    private final Contents contents;
    private final KeyedTable main;
    private final @Nullable SubwordTable subwords;
    private final @Nullable KeyedTable output;
    private final FastTextArgs args;
    private final int dimension;

    /// @throws IllegalArgumentException if fastText has no place for something that cannot be left out
    FastTextWriter(Contents contents) {
        this.contents = contents;
        this.main = contents.main();
        this.subwords = contents.subwords();
        this.args = args(contents);
        this.output = contents.tables().get(outputOf(args));
        this.dimension = main.table().dimension();
        check(subwords == null ? null : subwords.rows(), "n-grams");
        check(output == null ? null : output.table(), "the output matrix");
    }

    private void check(@Nullable EmbeddingTable table, String what) {
        if (table != null && table.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "the words have "
                            + dimension
                            + " dimensions, but "
                            + what
                            + " "
                            + table.dimension()
                            + ": fastText needs as many");
        }
    }

    /// What the file will say in zeros because the contents do not say it.
    static List<String> zeros(Contents contents) {
        List<String> zeros = new ArrayList<>();
        if (!contents.main().vocabulary().counted()) {
            zeros.add("the counts of the words");
        }
        if (args(contents).epochs() == 0) {
            zeros.add("the options of training");
        }
        if (!contents.tables().containsKey(outputOf(args(contents)))) {
            zeros.add("the output matrix");
        }
        return zeros;
    }

    /// Tables that a file has a place for.
    static boolean keeps(Contents contents, String prefix) {
        return prefix.isEmpty()
                || prefix.equals(outputOf(args(contents)))
                || (prefix.equals(NativeLayout.WORDS) && contents.subwords() != null);
    }

    static FastTextArgs args(Contents contents) {
        Map<String, KeyedTable> tables = contents.tables();
        boolean labels = tables.containsKey(NativeLayout.LABELS);
        FastTextArgs stated = FastTextArgs.of(contents.metadata());
        if (stated != null && labels == (stated.purpose() == FastTextArgs.Purpose.SUPERVISED)) {
            return stated;
        }
        if (labels) {
            return FastTextArgs.unknown(FastTextArgs.Purpose.SUPERVISED, FastTextArgs.Loss.SOFTMAX);
        }
        FastTextArgs.Loss loss =
                tables.containsKey(NativeLayout.NODES)
                        ? FastTextArgs.Loss.HS
                        : FastTextArgs.Loss.NS;
        FastTextArgs learned = FastTextArgs.learned(contents.metadata(), loss);
        return learned == null
                ? FastTextArgs.unknown(FastTextArgs.Purpose.SKIPGRAM, loss)
                : learned;
    }

    private static String outputOf(FastTextArgs args) {
        if (args.purpose() == FastTextArgs.Purpose.SUPERVISED) {
            return NativeLayout.LABELS;
        }
        return args.loss() == FastTextArgs.Loss.HS ? NativeLayout.NODES : NativeLayout.CONTEXT;
    }

    /// @throws IllegalArgumentException if the model is pruned
    void write(Path path, AtomicFile.Opener opener, ProgressListener listener) throws IOException {
        if (subwords != null && subwords.rules().pruned()) {
            throw new IllegalArgumentException(
                    "the model is pruned, and fastText reads such a model only quantised; write .ftz or "
                            + FileFormat.SAFETENSORS);
        }
        try (AtomicFile file = new AtomicFile(path, opener)) {
            FileChannel channel = file.channel();
            writeHeader(channel);
            writeWords(channel);
            RowPipeline rows = new RowPipeline(channel, listener);
            writeInput(channel, rows);
            writeOutput(channel, rows);
            file.commit();
        }
    }

    private void writeHeader(FileChannel channel) throws IOException {
        ByteBuffer header = little(2 * Integer.BYTES + FastTextArgs.Header.BYTES);
        header.putInt(FastTextReader.MAGIC).putInt(FastTextReader.VERSION);
        Subwords rules = subwords == null ? Subwords.of(0, 0, 0) : subwords.rules();
        new FastTextArgs.Header(args, dimension, rules).write(header);
        RowPipeline.writeAll(channel, header.flip());
    }

    private void writeWords(FileChannel channel) throws IOException {
        Vocabulary words = main.vocabulary();
        KeyedTable labels = contents.tables().get(NativeLayout.LABELS);
        Vocabulary labelKeys = labels == null ? Vocabulary.of(List.of()) : labels.vocabulary();
        ByteBuffer sizes = little(3 * Integer.BYTES + 2 * Long.BYTES);
        sizes.putInt(Math.addExact(words.size(), labelKeys.size()));
        sizes.putInt(words.size()).putInt(labelKeys.size());
        sizes.putLong(tokens(args, words)).putLong(-1);
        RowPipeline.writeAll(channel, sizes.flip());
        writeEntries(channel, words, 0);
        writeEntries(channel, labelKeys, 1);
    }

    /// How many words and labels the text had, as far as is known.
    static long tokens(FastTextArgs args, Vocabulary words) {
        return args.tokens() > 0 ? args.tokens() : sum(words);
    }

    private static long sum(Vocabulary words) {
        long sum = 0;
        for (int id = 0; words.counted() && id < words.size(); id++) {
            sum += words.count(id);
        }
        return sum;
    }

    static void writeEntries(FileChannel channel, Vocabulary keys, int type) throws IOException {
        ByteBuffer entries = little(1 << 18);
        KeyView view = new KeyView(keys);
        for (int id = 0; id < keys.size(); id++) {
            byte[] word = view.utf8(id);
            checkWord(keys, id, word);
            if (entries.remaining() < word.length + 1 + Long.BYTES + 1) {
                RowPipeline.writeAll(channel, entries.flip());
                entries.clear();
            }
            entries.put(word).put((byte) 0);
            entries.putLong(keys.counted() ? keys.count(id) : 0).put((byte) type);
        }
        RowPipeline.writeAll(channel, entries.flip());
    }

    private static void checkWord(Vocabulary keys, int id, byte[] word) {
        boolean nul = false;
        for (byte b : word) {
            nul |= b == 0;
        }
        if (nul || word.length > LONGEST_WORD) {
            String key = keys.key(id);
            throw new IllegalArgumentException(
                    "the key \""
                            + (key.length() > SHOWN ? key.substring(0, SHOWN) + "…" : key)
                            + "\" holds a zero byte or has "
                            + word.length
                            + " bytes, more than "
                            + LONGEST_WORD
                            + ", which fastText's format cannot keep; write "
                            + FileFormat.SAFETENSORS);
        }
    }

    private void writeInput(FileChannel channel, RowPipeline rows) throws IOException {
        int words = main.vocabulary().size();
        int buckets = subwords == null ? 0 : subwords.rules().buckets();
        writeSizes(channel, (long) words + buckets);
        rows.write(words, dimension, this::words);
        if (subwords != null) {
            SubwordTable table = subwords;
            rows.write(buckets, dimension, (first, count) -> buckets(table, first, count));
        }
    }

    private void writeOutput(FileChannel channel, RowPipeline rows) throws IOException {
        if (output != null) {
            EmbeddingTable table = output.table();
            writeSizes(channel, table.rows());
            rows.write(
                    table.rows(), dimension, (first, count) -> floats(read(table, first, count)));
            return;
        }
        int words = main.vocabulary().size();
        writeSizes(channel, words);
        rows.write(words, dimension, (_, count) -> floats(new float[count * dimension]));
    }

    /// Neither matrix is quantised; then its rows and columns.
    private void writeSizes(FileChannel channel, long rows) throws IOException {
        ByteBuffer sizes = little(1 + 2 * Long.BYTES);
        sizes.put((byte) 0).putLong(rows).putLong(dimension);
        RowPipeline.writeAll(channel, sizes.flip());
    }

    private ByteBuffer words(int first, int count) {
        KeyedTable raw = contents.tables().get(NativeLayout.WORDS);
        float[] numbers = new float[count * dimension];
        if (subwords == null || subwords.rules().maxNgram() == 0) {
            main.table().read(first, count, numbers, 0);
        } else if (raw != null) {
            raw.table().read(first, count, numbers, 0);
        } else {
            WordParts parts = new WordParts(main.vocabulary(), subwords);
            ComposedTable.separate(main.table(), subwords.rows(), parts, first, count, numbers);
        }
        int other = Finite.firstOther(numbers, 0, numbers.length);
        if (other >= 0) {
            throw new IllegalArgumentException(
                    "the key \""
                            + main.vocabulary().key(first + other / dimension)
                            + "\" has the number "
                            + numbers[other]
                            + ", which is not finite; remove the key before writing this format");
        }
        return floats(numbers);
    }

    private ByteBuffer buckets(SubwordTable table, int first, int count) {
        if (table.buckets() == null) {
            return floats(read(table.rows(), first, count));
        }
        float[] numbers = new float[count * dimension];
        for (int i = 0; i < count; i++) {
            int row = table.row(first + i);
            if (row >= 0) {
                table.rows().read(row, 1, numbers, i * dimension);
            }
        }
        return floats(numbers);
    }

    static float[] read(EmbeddingTable table, int first, int count) {
        float[] numbers = new float[count * table.dimension()];
        table.read(first, count, numbers, 0);
        return numbers;
    }

    static ByteBuffer floats(float[] numbers) {
        ByteBuffer bytes = little(numbers.length * Float.BYTES);
        bytes.asFloatBuffer().put(numbers);
        return bytes;
    }

    /// The whole input matrix, in memory.
    EmbeddingTable input() {
        int words = main.vocabulary().size();
        SubwordTable parts = subwords;
        boolean pruned = parts != null && parts.rules().pruned();
        int buckets = parts == null ? 0 : pruned ? parts.rows().rows() : parts.rules().buckets();
        long bytes = Float.BYTES * ((long) words + buckets) * dimension;
        MemorySegment numbers = Arena.ofAuto().allocate(Math.max(1, bytes), 64).asSlice(0, bytes);
        for (int first = 0; first < words; first += BLOCK) {
            put(words(first, Math.min(BLOCK, words - first)), numbers, first);
        }
        for (int first = 0; parts != null && first < buckets; first += BLOCK) {
            int count = Math.min(BLOCK, buckets - first);
            put(
                    pruned
                            ? floats(read(parts.rows(), first, count))
                            : buckets(parts, first, count),
                    numbers,
                    (long) words + first);
        }
        return SegmentTable.of(
                numbers, ElementType.FLOAT32, Math.addExact(words, buckets), dimension);
    }

    private void put(ByteBuffer rows, MemorySegment numbers, long first) {
        MemorySegment from = MemorySegment.ofBuffer(rows);
        MemorySegment.copy(from, 0, numbers, Float.BYTES * first * dimension, from.byteSize());
    }

    /// The output matrix; zeros where there is none.
    static EmbeddingTable output(Contents contents, FastTextArgs args) {
        KeyedTable output = contents.tables().get(outputOf(args));
        if (output != null) {
            return output.table();
        }
        int rows = contents.main().vocabulary().size();
        int dimension = contents.main().table().dimension();
        long bytes = (long) Float.BYTES * rows * dimension;
        MemorySegment zeros = Arena.ofAuto().allocate(Math.max(1, bytes), 64).asSlice(0, bytes);
        return SegmentTable.of(zeros, ElementType.FLOAT32, rows, dimension);
    }

    static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
