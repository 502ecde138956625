package dev.akin.format;

import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.QuantizedTable;
import dev.akin.table.SegmentTable;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fastText model as its file has it: an input matrix, of words' rows and then those of n-grams, and an output matrix. Immutable;
/// as thread-safe as its matrices.
public final class FastTextModel {
    /// What fastText keeps whatever else is left out: the end of a line.
    private static final String LINE_END = "</s>";

    private final FastTextArgs.Header header;
    private final FastTextWords dictionary;
    private final EmbeddingTable input;
    private final EmbeddingTable output;

    FastTextModel(
            FastTextArgs.Header header,
            FastTextWords dictionary,
            EmbeddingTable input,
            EmbeddingTable output) {
        this.header = header;
        this.dictionary = dictionary;
        this.input = input;
        this.output = output;
    }

    /// A model of what a file holds: fastText's own, or another one with what fastText needs. Rows that are product-quantised stay
    /// so, others become float32.
    ///
    /// @throws IllegalArgumentException if fastText has no place for something that cannot be left out
    public static FastTextModel of(Contents contents) {
        FastTextArgs args = FastTextWriter.args(contents);
        KeyedTable labels = contents.tables().get(NativeLayout.LABELS);
        Subwords rules =
                contents.subwords() == null ? Subwords.of(0, 0, 0) : contents.subwords().rules();
        FastTextWords dictionary =
                new FastTextWords(
                        contents.main().vocabulary(),
                        labels == null ? Vocabulary.of(List.of()) : labels.vocabulary(),
                        FastTextWriter.tokens(args, contents.main().vocabulary()),
                        kept(contents.subwords()));
        QuantizedTable codes = quantized(contents);
        int dimension = contents.main().table().dimension();
        return new FastTextModel(
                new FastTextArgs.Header(args, dimension, rules),
                dictionary,
                codes == null ? new FastTextWriter(contents).input() : codes,
                FastTextWriter.output(contents, args));
    }

    /// What a file of a classifier holds.
    ///
    /// @param words the words with their own rows, without those of their n-grams
    /// @param labels with the rows of the output matrix
    /// @param subwords how words are cut, and the rows of buckets; null where there are none
    public static Contents classifier(
            FastTextArgs args,
            KeyedTable words,
            KeyedTable labels,
            @Nullable SubwordTable subwords) {
        return FastTextReader.classifier(args, words, labels, subwords);
    }

    private static long @Nullable [] kept(@Nullable SubwordTable subwords) {
        if (subwords == null || !subwords.rules().pruned()) {
            return null;
        }
        long[] kept = new long[subwords.rows().rows()];
        Arrays.setAll(kept, row -> (long) subwords.bucket(row) << 32 | row);
        return kept;
    }

    /// The words' codes and those of n-grams in one; null where rows are not quantised, or with other centroids.
    private static @Nullable QuantizedTable quantized(Contents contents) {
        KeyedTable raw = contents.tables().getOrDefault(NativeLayout.WORDS, contents.main());
        SubwordTable subwords = contents.subwords();
        if (!(raw.table() instanceof QuantizedTable words) || !words.isPlain()) {
            return null;
        }
        if (subwords == null) {
            return words;
        }
        return subwords.rows() instanceof QuantizedTable parts && words.hasCentroidsOf(parts)
                ? words.followedBy(parts)
                : null;
    }

    /// Words, the most frequent first, unless some were left out.
    public Vocabulary words() {
        return dictionary.words();
    }

    /// Labels; none where the model gives words vectors only.
    public Vocabulary labels() {
        return dictionary.labels();
    }

    /// How words are cut into n-grams, and how many buckets there are for these and for n-grams of words.
    public Subwords rules() {
        return header.subwords();
    }

    public FastTextArgs args() {
        return header.args();
    }

    /// A row for each word, then one for each bucket, or for each that was kept.
    public EmbeddingTable input() {
        return input;
    }

    /// A row for each label, or for each word.
    public EmbeddingTable output() {
        return output;
    }

    /// Whether n-grams were left out.
    public boolean isPruned() {
        return dictionary.pruned() != null;
    }

    /// Which buckets were kept, in rising order, which is that of their rows behind those of words; none unless the model is pruned.
    public int[] keptBuckets() {
        long[] kept = dictionary.pruned();
        return kept == null
                ? new int[0]
                : Arrays.stream(kept).mapToInt(pair -> (int) (pair >> 32)).toArray();
    }

    FastTextArgs.Header header() {
        return header;
    }

    FastTextWords dictionary() {
        return dictionary;
    }

    /// The same with other numbers.
    ///
    /// @throws IllegalArgumentException if they are of other sizes
    public FastTextModel with(EmbeddingTable newInput, EmbeddingTable newOutput) {
        checkSize("input", input, newInput);
        checkSize("output", output, newOutput);
        return new FastTextModel(header, dictionary, newInput, newOutput);
    }

    private static void checkSize(String what, EmbeddingTable old, EmbeddingTable now) {
        if (old.rows() != now.rows() || old.dimension() != now.dimension()) {
            throw new IllegalArgumentException(
                    "the "
                            + what
                            + " matrix is "
                            + old.rows()
                            + " × "
                            + old.dimension()
                            + ", not "
                            + now.rows()
                            + " × "
                            + now.dimension());
        }
    }

    /// Keeps those rows of the input matrix that are the longest, and of words and n-grams only theirs (`FastText::selectEmbeddings`,
    /// `Dictionary::prune` of fastText 0.9.2). The end of a line is always kept. A copy, in float32.
    ///
    /// @param count how many rows, 1 or more
    /// @throws IllegalArgumentException if there are fewer rows, or some were left out before
    public FastTextModel keepLongest(int count) {
        if (count < 1 || count > input.rows()) {
            throw new IllegalArgumentException(
                    "the model has "
                            + input.rows()
                            + " rows of words and n-grams; keep 1 to that many, not "
                            + count);
        }
        if (isPruned()) {
            throw new IllegalArgumentException(
                    "rows were left out of the model before; begin with the whole model");
        }
        int[] longest = longest(count);
        int[] ofWords = Arrays.stream(longest).filter(row -> row < words().size()).toArray();
        int[] ofParts = Arrays.stream(longest).filter(row -> row >= words().size()).toArray();
        Subwords rules = header.subwords();
        Subwords pruned = new Subwords(rules.minNgram(), rules.maxNgram(), rules.buckets(), true);
        FastTextWords fewer =
                new FastTextWords(
                        picked(words(), ofWords), labels(), dictionary.tokens(), pairs(ofParts));
        return new FastTextModel(
                new FastTextArgs.Header(header.args(), header.dimension(), pruned),
                fewer,
                copy(longest),
                output);
    }

    /// The rows to be kept, in rising order.
    private int[] longest(int count) {
        float[] norms = new float[input.rows()];
        input.norms(0, norms.length, norms, 0);
        int lineEnd = words().id(LINE_END);
        if (lineEnd >= 0) {
            norms[lineEnd] = Float.POSITIVE_INFINITY;
        }
        return Longest.of(norms, count);
    }

    private long[] pairs(int[] rows) {
        long[] pairs = new long[rows.length];
        Arrays.setAll(pairs, i -> (long) (rows[i] - words().size()) << 32 | i);
        return pairs;
    }

    private static Vocabulary picked(Vocabulary words, int[] rows) {
        List<String> keys = new ArrayList<>(rows.length);
        long[] counts = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            keys.add(words.key(rows[i]));
            counts[i] = words.counted() ? words.count(rows[i]) : 0;
        }
        return Vocabulary.of(keys, words.counted() ? counts : null);
    }

    private EmbeddingTable copy(int[] rows) {
        int dimension = input.dimension();
        MemorySegment numbers =
                Arena.ofAuto()
                        .allocate(Math.max(1, (long) Float.BYTES * rows.length * dimension), 64);
        float[] row = new float[dimension];
        for (int i = 0; i < rows.length; i++) {
            input.read(rows[i], 1, row, 0);
            MemorySegment.copy(
                    row,
                    0,
                    numbers,
                    ValueLayout.JAVA_FLOAT,
                    (long) Float.BYTES * i * dimension,
                    dimension);
        }
        return SegmentTable.of(
                numbers.asSlice(0, (long) Float.BYTES * rows.length * dimension),
                ElementType.FLOAT32,
                rows.length,
                dimension);
    }

    /// What a file of this model holds.
    public Contents contents() {
        return FastTextReader.contents(header, dictionary, input, output);
    }

    /// @throws IllegalArgumentException if the input matrix is not quantised
    QuantizedTable codes() {
        if (input instanceof QuantizedTable codes) {
            return codes;
        }
        throw new IllegalArgumentException(
                "rows are not quantised as fastText does it; compress them by ftz");
    }
}
