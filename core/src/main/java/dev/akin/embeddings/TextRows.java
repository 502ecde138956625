package dev.akin.embeddings;

import dev.akin.format.FastTextModel;
import dev.akin.format.SubwordTable;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a line into words and finds the rows of the words, of their n-grams, and of n-grams of words, in fastText's order
/// (`Dictionary::getLine` of fastText 0.9.2); on the way the labels that stand among the words. One line at a time; not thread-safe.
public final class TextRows {
    private static final byte[] LINE_END = {'<', '/', 's', '>'};
    private static final long MULTIPLIER = 116_049_371;

    /// What labels begin with, unless told.
    public static final String LABEL_PREFIX = "__label__";

    private static final byte[] LABEL = LABEL_PREFIX.getBytes(StandardCharsets.UTF_8);

    /// What all lines share.
    ///
    /// @param index words first, then labels
    /// @param words how many of them are words
    /// @param subwords null where there are no buckets
    /// @param buckets null where every bucket has its row
    /// @param wordNgrams most words in an n-gram of words
    /// @param label what labels begin with
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Rules(
            WordIndex index,
            int words,
            @Nullable Subwords subwords,
            @Nullable BucketRows buckets,
            int wordNgrams,
            byte[] label) {
        /// Labels begin as fastText's do.
        Rules(WordIndex index, int words, @Nullable SubwordTable table, int wordNgrams) {
            this(
                    index,
                    words,
                    table == null ? null : table.rules(),
                    BucketRows.of(table),
                    wordNgrams,
                    LABEL);
        }
    }

    private final Rules rules;
    private int[] rows = new int[256];
    private int[] hashes = new int[32];
    private int[] found = new int[64];
    private int size;
    private int wordCount;
    private int[] labels = new int[4];
    private int labelCount;
    private int tokens;

    TextRows(Rules rules) {
        this.rules = rules;
    }

    /// Where every bucket has its row.
    ///
    /// @param subwords how words are cut, and how many buckets there are for n-grams of both kinds
    /// @param wordNgrams most words in an n-gram of words
    public static TextRows of(
            Vocabulary words, Vocabulary labels, Subwords subwords, int wordNgrams) {
        WordIndex index = new WordIndex(words, labels);
        return new TextRows(new Rules(index, words.size(), subwords, null, wordNgrams, LABEL));
    }

    /// Of a model, which may be pruned: then n-grams without a row are passed over.
    public static TextRows of(FastTextModel model) {
        BucketRows buckets =
                model.isPruned() ? BucketRows.of(model.rules(), model.keptBuckets()) : null;
        int words = model.words().size();
        WordIndex index = new WordIndex(model.words(), model.labels());
        int wordNgrams = model.args().wordNgrams();
        return new TextRows(new Rules(index, words, model.rules(), buckets, wordNgrams, LABEL));
    }

    /// The same, where labels begin with something else.
    public TextRows labelPrefix(String prefix) {
        return new TextRows(
                new Rules(
                        rules.index,
                        rules.words,
                        rules.subwords,
                        rules.buckets,
                        rules.wordNgrams,
                        prefix.getBytes(StandardCharsets.UTF_8)));
    }

    /// How many rows there are.
    public int size() {
        return size;
    }

    /// Rows 0 … words − 1 are words', others n-grams'; -1 for a bucket without a row that counts as zeros.
    public int[] rows() {
        return rows;
    }

    /// Numbers of the known labels that stand in the line, in its order.
    public int[] labels() {
        return Arrays.copyOf(labels, labelCount);
    }

    /// Words and labels, known or not, and the line's end.
    public int tokens() {
        return tokens;
    }

    /// Takes the line `utf8[from … to − 1]`, without its end.
    public void read(byte[] utf8, int from, int to) {
        size = 0;
        wordCount = 0;
        labelCount = 0;
        tokens = 0;
        boolean ended = false;
        for (int at = from; at < to && !ended; ) {
            int begin = at;
            while (at < to && !separates(utf8[at])) {
                at++;
            }
            if (at > begin) {
                ended = Arrays.equals(LINE_END, 0, 4, utf8, begin, at);
                word(utf8, begin, at);
            }
            at++;
        }
        if (!ended) {
            word(LINE_END, 0, LINE_END.length);
        }
        if (rules.wordNgrams > 1) {
            wordNgrams();
        }
    }

    private static boolean separates(byte b) {
        return b == ' ' || (b <= '\r' && b >= '\t') || b == 0;
    }

    private void word(byte[] utf8, int from, int to) {
        int hash = Subwords.hash(utf8, from, to);
        int id = rules.index.id(utf8, from, to, hash);
        tokens++;
        if (id >= rules.words) {
            label(id - rules.words);
            return;
        }
        if (id < 0 && isLabel(utf8, from, to)) {
            return;
        }
        if (wordCount == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * wordCount);
        }
        hashes[wordCount++] = hash;
        if (id >= 0) {
            add(id);
        }
        if (rules.subwords != null) {
            ngrams(rules.subwords, utf8, from, to);
        }
    }

    private void label(int label) {
        if (labelCount == labels.length) {
            labels = Arrays.copyOf(labels, 2 * labelCount);
        }
        labels[labelCount++] = label;
    }

    private boolean isLabel(byte[] utf8, int from, int to) {
        int length = rules.label.length;
        return to - from >= length
                && Arrays.equals(rules.label, 0, length, utf8, from, from + length);
    }

    private void ngrams(Subwords subwords, byte[] utf8, int from, int to) {
        int room = subwords.room(to - from);
        if (found.length < room) {
            found = new int[room];
        }
        addBuckets(subwords.buckets(utf8, from, to, found, 0));
    }

    /// fastText's hash of hashes, modulo the buckets; as many n-grams at a time as there is room for.
    private void wordNgrams() {
        if (rules.subwords == null || rules.subwords.buckets() == 0) {
            return;
        }
        int buckets = rules.subwords.buckets();
        int count = 0;
        for (int i = 0; i < wordCount; i++) {
            long hash = hashes[i];
            for (int j = i + 1; j < wordCount && j - i < rules.wordNgrams; j++) {
                hash = hash * MULTIPLIER + hashes[j];
                if (count == found.length) {
                    addBuckets(count);
                    count = 0;
                }
                found[count++] = (int) Long.remainderUnsigned(hash, buckets);
            }
        }
        addBuckets(count);
    }

    /// Adds the rows of the first buckets found.
    private void addBuckets(int count) {
        reserve(count);
        if (rules.buckets != null) {
            size = rules.buckets.rows(found, count, rules.words, rows, size);
            return;
        }
        for (int i = 0; i < count; i++) {
            rows[size++] = rules.words + found[i];
        }
    }

    private void add(int row) {
        reserve(1);
        rows[size++] = row;
    }

    private void reserve(int more) {
        if (rows.length - size < more) {
            rows = Arrays.copyOf(rows, Math.max(2 * size, Math.addExact(size, more)));
        }
    }
}
