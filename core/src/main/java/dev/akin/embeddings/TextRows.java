package dev.akin.embeddings;

import dev.akin.format.SubwordTable;
import dev.akin.vocabulary.Subwords;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a line into words and finds the rows of the words, of their n-grams, and of n-grams of words, in fastText's order
/// (`Dictionary::getLine` of fastText 0.9.2). One line at a time; not thread-safe.
final class TextRows {
    private static final byte[] LINE_END = {'<', '/', 's', '>'};
    private static final byte[] LABEL = {'_', '_', 'l', 'a', 'b', 'e', 'l', '_', '_'};
    private static final long MULTIPLIER = 116_049_371;

    /// What all lines share.
    ///
    /// @param index words first, then labels
    /// @param words how many of them are words
    /// @param wordNgrams most words in an n-gram of words
    record Rules(
            WordIndex index,
            int words,
            @Nullable SubwordTable subwords,
            @Nullable BucketRows buckets,
            int wordNgrams) {}

    private final Rules rules;
    private int[] rows = new int[256];
    private int[] hashes = new int[32];
    private int[] found = new int[64];
    private int size;
    private int wordCount;

    TextRows(Rules rules) {
        this.rules = rules;
    }

    /// How many rows there are.
    int size() {
        return size;
    }

    /// Rows 0 … words − 1 are words', others n-grams'; -1 for a bucket without a row that counts as zeros.
    int[] rows() {
        return rows;
    }

    /// Takes the line `utf8[from … to − 1]`, without its end.
    void read(byte[] utf8, int from, int to) {
        size = 0;
        wordCount = 0;
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
        if (id >= rules.words || (id < 0 && isLabel(utf8, from, to))) {
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
            ngrams(rules.subwords.rules(), utf8, from, to);
        }
    }

    private static boolean isLabel(byte[] utf8, int from, int to) {
        return to - from >= LABEL.length
                && Arrays.equals(LABEL, 0, LABEL.length, utf8, from, from + LABEL.length);
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
        if (rules.subwords == null || rules.subwords.rules().buckets() == 0) {
            return;
        }
        int buckets = rules.subwords.rules().buckets();
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
