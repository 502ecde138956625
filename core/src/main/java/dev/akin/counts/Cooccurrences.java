package dev.akin.counts;

import dev.akin.ProgressListener;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// How often words stand near each other: a sparse matrix of `words × contexts`, where a pair d words apart counts 1/d
/// (Pennington, Socher & Manning 2014, §4.2). Pairs do not reach over the end of a line, and words that the corpus left out
/// take no place between others. Thread-safe until closed; the same with any number of threads and any limit of memory.
///
/// Words are dealt out to blocks, and the pairs of any two blocks lie together, as a tile: so those who learn from the counts
/// find rows in the cache, and threads that take tiles of different blocks never meet. A pair lies once, with its numbers
/// both ways. Counts are kept outside of the heap, eight bytes a pair (twelve where sides differ); beyond
/// [a limit][Builder#memoryLimit(long)] in a mapped scratch file.
public final class Cooccurrences implements AutoCloseable {
    private final WordBlocks blocks;
    private final Window window;
    private final CountStorage storage;
    private final MemorySegment[] tiles;
    private final long[][] starts;
    private final int passes;

    private Cooccurrences(
            WordBlocks blocks, Window window, CountStorage storage, Counting counting) {
        this.blocks = blocks;
        this.window = window;
        this.storage = storage;
        this.tiles = counting.tiles();
        this.starts = counting.starts();
        this.passes = counting.passes();
    }

    /// What to count, and with which means; at first with the defaults that its methods name.
    public static Builder builder() {
        return new Builder();
    }

    /// Rows and columns of the matrix.
    public int words() {
        return blocks.words();
    }

    /// Pairs of words that stand near each other, either way; a word beside itself is one, too.
    public long pairs() {
        long bytes = 0;
        for (long[] ends : starts) {
            bytes += ends[ends.length - 1];
        }
        return bytes / ((long) window.ints() * Integer.BYTES);
    }

    /// What was counted of a word and another near it. Searches all pairs of a tile: to look, not to learn.
    ///
    /// @throws IndexOutOfBoundsException if an id is not 0 … words − 1
    public float count(int word, int context) {
        Objects.checkIndex(word, words());
        Objects.checkIndex(context, words());
        boolean turned =
                blocks.block(word) < blocks.block(context)
                        || (blocks.block(word) == blocks.block(context) && word < context);
        int row = turned ? context : word;
        int other = turned ? word : context;
        Tile tile = new Tile();
        read(blocks.block(row), blocks.block(other), tile);
        int pair = (blocks.place(row) << Short.SIZE) | blocks.place(other);
        for (int i = 0; i < tile.size(); i++) {
            if (tile.pair(i) == pair) {
                return turned ? tile.backward(i) : tile.forward(i);
            }
        }
        return 0;
    }

    /// @throws IllegalArgumentException if there is nothing to learn from
    void checkAny() {
        if (pairs() == 0) {
            throw new IllegalArgumentException(
                    "no two words stand near each other: of the words kept, no line has more than one;"
                            + " put a sentence or a paragraph on each line, or keep rarer words");
        }
    }

    WordBlocks blocks() {
        return blocks;
    }

    /// How often the corpus was gone through.
    int passes() {
        return passes;
    }

    /// Pairs of two blocks.
    ///
    /// @param block at least `other`
    long size(int block, int other) {
        long[] ends = starts[block];
        return (ends[other + 1] - ends[other]) / ((long) window.ints() * Integer.BYTES);
    }

    /// Copies the pairs of two blocks.
    ///
    /// @param block at least `other`
    void read(int block, int other, Tile into) {
        long from = starts[block][other];
        int ints = (int) ((starts[block][other + 1] - from) / Integer.BYTES);
        into.load(tiles[block], from, ints, window.ints());
    }

    /// Gives the memory back and deletes the scratch file.
    @Override
    public void close() throws IOException {
        storage.close();
    }

    @Override
    public String toString() {
        return "Cooccurrences[words=" + words() + ", pairs=" + pairs() + "]";
    }

    /// What to count, and with which means. Not thread-safe.
    public static final class Builder {
        private static final long UNSAID = 0;

        private int window = 15;
        private boolean symmetric = true;
        private boolean byDistance = true;
        private int threads = Runtime.getRuntime().availableProcessors();
        private @Nullable Path scratch;
        private long memoryLimit = UNSAID;
        private ProgressListener listener = ProgressListener.NONE;

        private Builder() {}

        /// The most words to either side that count, 1 … 1,000; 15 if not said.
        public Builder window(int words) {
            window = (int) inRange("window", words, 1000);
            return this;
        }

        /// Whether what stands before and what stands behind a word is one; if not, only what stands before it is its
        /// context. True if not said.
        public Builder symmetric(boolean value) {
            symmetric = value;
            return this;
        }

        /// Whether a word d words away counts 1/d rather than 1; true if not said.
        public Builder byDistance(boolean value) {
            byDistance = value;
            return this;
        }

        /// Threads that count at once, 1 … 1,024; all processors if not said.
        public Builder threads(int count) {
            threads = (int) inRange("threads", count, 1024);
            return this;
        }

        /// A folder for the scratch file. Without one all counts are kept in memory, whatever the limit.
        public Builder scratch(Path folder) {
            scratch = folder;
            return this;
        }

        /// Bytes of memory to do with, half for counts before the scratch file is used, half to find words by; half of
        /// the largest heap if not said. With less the corpus is gone through more often. [#count] says the least that
        /// works, which is what the words of one block need.
        ///
        /// @throws IllegalArgumentException if it is less than 1
        public Builder memoryLimit(long bytes) {
            memoryLimit = inRange("memory", bytes, Long.MAX_VALUE);
            return this;
        }

        /// Hears of the words counted; asked to stop, [#count] throws `CancellationException`.
        public Builder listener(ProgressListener value) {
            listener = value;
            return this;
        }

        /// Counts a corpus, which stays open.
        ///
        /// @throws IllegalArgumentException if the corpus holds more than 2³² words and ends of lines, or the limit of
        ///     memory that was set is too small
        /// @throws CancellationException if the listener asked to stop
        /// @throws IOException if the scratch file cannot be written
        public Cooccurrences count(EncodedCorpus corpus) throws IOException {
            if (corpus.length() > Places.LONGEST) {
                throw new IllegalArgumentException(
                        "a corpus of "
                                + corpus.length()
                                + " words and lines is too long to be counted at once: at the most "
                                + Places.LONGEST
                                + "; count a part of it");
            }
            Window shape = new Window(window, symmetric, byDistance);
            WordBlocks blocks = WordBlocks.of(corpus.vocabulary().size());
            long memory =
                    memoryLimit == UNSAID ? Runtime.getRuntime().maxMemory() / 2 : memoryLimit;
            CountStorage storage = new CountStorage(scratch, memory / 2);
            try {
                Counting counting = new Counting(corpus, blocks, shape, storage);
                if (memoryLimit != UNSAID) {
                    counting.requireMemory(memory);
                }
                counting.run(threads, memory / 2, listener);
                return new Cooccurrences(blocks, shape, storage, counting);
            } catch (Throwable e) {
                try (storage) {
                    throw e;
                }
            }
        }

        private static long inRange(String name, long value, long most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(
                        name
                                + (most == Long.MAX_VALUE
                                        ? " must be at least 1"
                                        : " must be 1 … " + most)
                                + ", not "
                                + value);
            }
            return value;
        }
    }
}
