package dev.akin.counts;

import dev.akin.vocabulary.EncodedCorpus;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Counts the pairs of the words of a block with the words of that block and of those before it. One for each thread.
///
/// Word by word: the windows around each place where the word stands are added up in an array with a number for each other
/// word, which is sparse but stays in the cache, since most of what stands around is frequent. So there is no table to
/// search, nothing to sort, and the sums are taken in the order of the corpus whatever the number of threads.
final class BlockCounter {
    static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final EncodedCorpus corpus;
    private final WordBlocks blocks;
    private final Window window;
    private final float[] shares;
    private final int[] around;

    /// By id: what was counted of the word at hand with each other.
    private final float[] before;

    /// Its right side, where the sides are told apart; else the same array.
    private final float[] behind;

    private final int[] touched;
    private int touchedCount;

    /// The records of the block at hand, one after the other, as they will be written, but not yet by their tiles.
    private int[] records = new int[1 << 12];

    private int size;
    private final long[] ends;

    BlockCounter(EncodedCorpus corpus, WordBlocks blocks, Window window) {
        this.corpus = corpus;
        this.blocks = blocks;
        this.window = window;
        shares = window.shares();
        around = new int[2 * window.size() + 1];
        before = new float[blocks.words()];
        behind = window.symmetric() ? before : new float[blocks.words()];
        touched = new int[blocks.words()];
        ends = new long[blocks.count() + 1];
    }

    /// Counts a block.
    void count(Places places, int block) {
        size = 0;
        Arrays.fill(ends, 0);
        for (int place = 0; place < blocks.size(block); place++) {
            int word = blocks.id(block, place);
            for (int i = places.start(block, place); i < places.end(block, place); i++) {
                look(places.position(i), word, block);
            }
            take(word, place);
        }
    }

    /// Adds the window around one place.
    private void look(long position, int word, int block) {
        long from = Math.max(0, position - window.size());
        int own = (int) (position - from);
        int read = corpus.read(from, around, 0, own + 1 + window.size());
        for (int i = own - 1; i >= 0 && around[i] >= 0; i--) {
            add(before, around[i], word, block, shares[own - i]);
        }
        for (int i = own + 1; i < read && around[i] >= 0; i++) {
            add(behind, around[i], word, block, shares[i - own]);
        }
    }

    private void add(float[] sums, int other, int word, int block, float share) {
        int theirs = blocks.block(other);
        if (theirs > block || (theirs == block && other > word)) {
            return;
        }
        if (before[other] == 0 && behind[other] == 0) {
            touched[touchedCount++] = other;
        }
        sums[other] += share;
    }

    /// Turns what was counted of a word into records.
    private void take(int word, int place) {
        int ints = window.ints();
        int needed = size + (touchedCount + 1) * ints;
        if (needed > records.length) {
            records =
                    Arrays.copyOf(
                            records, Math.max(needed, records.length + (records.length >> 1)));
        }
        for (int t = 0; t < touchedCount; t++) {
            int other = touched[t];
            ends[blocks.block(other) + 1] += (long) ints * Integer.BYTES;
            records[size] = other;
            records[size + 1] = Float.floatToRawIntBits(before[other]);
            if (ints > 2) {
                // A word beside itself is one number of the matrix, not two.
                records[size + 2] = Float.floatToRawIntBits(other == word ? 0 : behind[other]);
            }
            size += ints;
            before[other] = 0;
            behind[other] = 0;
        }
        // The end of a word's records: which one it was.
        records[size] = -1 - place;
        size += ints;
        touchedCount = 0;
    }

    /// Bytes of the block's records.
    long bytes() {
        return Arrays.stream(ends).sum();
    }

    /// Writes the records of the block by their tiles.
    ///
    /// @return where each tile begins, in bytes, and the end
    long[] write(MemorySegment into) {
        for (int q = 0; q < blocks.count(); q++) {
            ends[q + 1] += ends[q];
        }
        long[] next = ends.clone();
        int ints = window.ints();
        int from = 0;
        for (int at = 0; at < size; at += ints) {
            if (records[at] < 0) {
                scatter(from, at, (-1 - records[at]) << Short.SIZE, next, into);
                from = at + ints;
            }
        }
        return ends.clone();
    }

    private void scatter(int from, int to, int high, long[] next, MemorySegment into) {
        int ints = window.ints();
        for (int at = from; at < to; at += ints) {
            int tile = blocks.block(records[at]);
            long offset = next[tile];
            into.set(INT, offset, high | blocks.place(records[at]));
            for (int i = 1; i < ints; i++) {
                into.set(INT, offset + (long) i * Integer.BYTES, records[at + i]);
            }
            next[tile] = offset + (long) ints * Integer.BYTES;
        }
    }
}
