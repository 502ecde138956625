package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The dictionary of a fastText model (`Dictionary::load`): words, then labels, each with its count, and which buckets of
/// n-grams a pruned model kept.
///
/// @param words in the order of their rows; their bytes as they are, UTF-8 or not
/// @param tokens how many words and labels the text had
/// @param pruned bucket and row of each n-gram kept, as `bucket << 32 | row`, ascending; null if the model is not pruned
@SuppressWarnings("ArrayRecordComponent") // never compared
record FastTextWords(Vocabulary words, Vocabulary labels, long tokens, long @Nullable [] pruned) {
    private static final int LONGEST_WORD = 1 << 16;
    private static final int LEAST_BYTES = 1 + Long.BYTES + 1;
    private static final String WHAT = "the dictionary";

    static FastTextWords read(Cursor cursor, MemorySegment file, Subwords subwords)
            throws MalformedFileException {
        long begin = cursor.at();
        int size = cursor.readInt(WHAT);
        int words = cursor.readInt(WHAT);
        int labels = cursor.readInt(WHAT);
        long tokens = cursor.readLong(WHAT);
        long kept = cursor.readLong(WHAT);
        if (words < 0 || labels < 0 || size != (long) words + labels) {
            throw cursor.malformed(
                    begin,
                    "the dictionary says "
                            + size
                            + " entries, of which "
                            + words
                            + " words and "
                            + labels
                            + " labels");
        }
        if (size > cursor.remaining() / LEAST_BYTES) {
            throw cursor.malformed(
                    begin,
                    "the dictionary says "
                            + size
                            + " entries, but the file has room for at most "
                            + cursor.remaining() / LEAST_BYTES
                            + "; it was cut short, or the number is wrong");
        }
        return new FastTextWords(
                entries(cursor, file, words, 0),
                entries(cursor, file, labels, 1),
                tokens,
                pruned(cursor, kept, subwords));
    }

    private static Vocabulary entries(Cursor cursor, MemorySegment file, int size, int type)
            throws MalformedFileException {
        long first = cursor.at();
        long[] offsets = new long[size + 1];
        long[] counts = new long[size];
        for (int i = 0; i < size; i++) {
            offsets[i + 1] = offsets[i] + cursor.passString(LONGEST_WORD, "a word");
            counts[i] = cursor.readLong("a count");
            checkEntry(cursor, counts[i], type);
        }
        if (offsets[size] > Integer.MAX_VALUE - 8) {
            throw cursor.malformed(first, "the words take more than 2 GiB");
        }
        byte[] bytes = new byte[(int) offsets[size]];
        long at = first;
        for (int i = 0; i < size; i++) {
            int length = (int) (offsets[i + 1] - offsets[i]);
            MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, bytes, (int) offsets[i], length);
            at += length + LEAST_BYTES;
        }
        return Vocabulary.view(
                MemorySegment.ofArray(bytes),
                MemorySegment.ofArray(offsets),
                MemorySegment.ofArray(counts),
                null);
    }

    private static void checkEntry(Cursor cursor, long count, int type)
            throws MalformedFileException {
        int found = cursor.readByte("the kind of a word");
        if (found != type || count < 0) {
            throw cursor.malformed(
                    cursor.at() - 1 - Long.BYTES,
                    "a "
                            + (type == 0 ? "word" : "label")
                            + " has the count "
                            + count
                            + " and the kind "
                            + found
                            + ", but its kind must be "
                            + type);
        }
    }

    private static long @Nullable [] pruned(Cursor cursor, long kept, Subwords subwords)
            throws MalformedFileException {
        if (kept < 0) {
            return null;
        }
        if (kept > cursor.remaining() / Long.BYTES || kept > subwords.buckets()) {
            throw cursor.malformed(
                    cursor.at(),
                    "the dictionary says that "
                            + kept
                            + " of "
                            + subwords.buckets()
                            + " n-grams were kept, but the file has room for at most "
                            + cursor.remaining() / Long.BYTES);
        }
        long[] pairs = new long[(int) kept];
        for (int i = 0; i < kept; i++) {
            long bucket = cursor.readInt("an n-gram that was kept");
            long row = cursor.readInt("the row of an n-gram");
            if (bucket < 0 || bucket >= subwords.buckets() || row < 0 || row >= kept) {
                throw cursor.malformed(
                        cursor.at() - Long.BYTES,
                        "the n-gram "
                                + bucket
                                + " of "
                                + subwords.buckets()
                                + " has the row "
                                + row
                                + " of "
                                + kept);
            }
            pairs[i] = bucket << 32 | row;
        }
        Arrays.sort(pairs);
        return pairs;
    }
}
