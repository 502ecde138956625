package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
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

    static FastTextWords read(Cursor cursor, Subwords subwords) throws MalformedFileException {
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
                entries(cursor, words, 0),
                entries(cursor, labels, 1),
                tokens,
                pruned(cursor, kept, subwords));
    }

    private static Vocabulary entries(Cursor cursor, int size, int type)
            throws MalformedFileException {
        Window window = new Window(cursor);
        byte[] bytes = new byte[Math.max(16, 8 * Math.min(size, 1 << 20))];
        long[] offsets = new long[size + 1];
        long[] counts = new long[size];
        for (int i = 0; i < size; i++) {
            int length = window.word();
            int from = (int) offsets[i];
            if (length > Integer.MAX_VALUE - 8 - from) {
                throw cursor.malformed(cursor.at(), "the words take more than 2 GiB");
            }
            if (from + length > bytes.length) {
                bytes =
                        Arrays.copyOf(
                                bytes, (int) Math.min(2L * from + length, Integer.MAX_VALUE - 8));
            }
            System.arraycopy(window.bytes, window.begin, bytes, from, length);
            offsets[i + 1] = (long) from + length;
            counts[i] = window.count(type);
        }
        window.end();
        return Vocabulary.view(
                MemorySegment.ofArray(Arrays.copyOf(bytes, (int) offsets[size])),
                MemorySegment.ofArray(offsets),
                MemorySegment.ofArray(counts),
                null);
    }

    /// The entries ahead of the cursor, in an array: segments are read byte by byte many times slower until the JVM has
    /// compiled the loop, which for most models is after its end.
    private static final class Window {
        private static final int LONGEST_ENTRY = LONGEST_WORD + LEAST_BYTES;

        private final Cursor cursor;
        private final byte[] bytes = new byte[4 * LONGEST_ENTRY];
        private int filled;
        private int next;
        private int begin;

        Window(Cursor cursor) {
            this.cursor = cursor;
            this.filled = cursor.peek(bytes);
        }

        /// Passes a word, which begins at [#begin].
        ///
        /// @return its length
        int word() throws MalformedFileException {
            if (filled == bytes.length && filled - next < LONGEST_ENTRY) {
                cursor.skip(next);
                filled = cursor.peek(bytes);
                next = 0;
            }
            begin = next;
            int last = Math.min(filled, begin + LONGEST_WORD + 1);
            while (next < last && bytes[next] != 0) {
                next++;
            }
            if (next == last) {
                throw cursor.malformed(
                        cursor.at() + begin,
                        last == filled
                                ? "the file ends in a word; it was cut short"
                                : "a word has more than " + LONGEST_WORD + " bytes");
            }
            return next++ - begin;
        }

        /// Passes what follows a word.
        long count(int type) throws MalformedFileException {
            if (filled - next < Long.BYTES + 1) {
                throw cursor.malformed(
                        cursor.at() + next, "the file ends in a count; it was cut short");
            }
            long count = 0;
            for (int i = Long.BYTES - 1; i >= 0; i--) {
                count = count << 8 | (bytes[next + i] & 0xff);
            }
            int found = bytes[next + Long.BYTES];
            if (found != type || count < 0) {
                throw cursor.malformed(
                        cursor.at() + next,
                        "a "
                                + (type == 0 ? "word" : "label")
                                + " has the count "
                                + count
                                + " and the kind "
                                + found
                                + ", but its kind must be "
                                + type);
            }
            next += Long.BYTES + 1;
            return count;
        }

        /// Moves the cursor behind what was passed.
        void end() {
            cursor.skip(next);
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
