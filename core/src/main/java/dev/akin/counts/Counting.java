package dev.akin.counts;

import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/// One run through the blocks of words, as many at a time as can be found in the corpus with the memory there is.
final class Counting {
    /// An array holds no more.
    private static final long MOST_PLACES = 1L << 30;

    private final EncodedCorpus corpus;
    private final WordBlocks blocks;
    private final Window window;
    private final CountStorage storage;
    private final MemorySegment[] tiles;
    private final long[][] starts;
    private int passes;

    Counting(EncodedCorpus corpus, WordBlocks blocks, Window window, CountStorage storage) {
        this.corpus = corpus;
        this.blocks = blocks;
        this.window = window;
        this.storage = storage;
        tiles = new MemorySegment[blocks.count()];
        starts = new long[blocks.count()][];
    }

    /// The records of each block, tile after tile.
    MemorySegment[] tiles() {
        return tiles;
    }

    /// Where the tiles of each block begin, in bytes, and the end.
    long[][] starts() {
        return starts;
    }

    int passes() {
        return passes;
    }

    /// @param limit bytes, of which half are to find words by
    /// @throws IllegalArgumentException if a block needs more
    void requireMemory(long limit) {
        long[] counts = Places.counts(corpus);
        long least = 0;
        for (int block = 0; block < blocks.count(); block++) {
            least = Math.max(least, 2 * Integer.BYTES * words(counts, block));
        }
        if (limit < least) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "a memory limit of %,d bytes is too small to count this corpus: give it %,d at least",
                            limit,
                            least));
        }
    }

    /// @param memory bytes to find words by
    void run(int threads, long memory, ProgressListener listener) throws IOException {
        long[] counts = Places.counts(corpus);
        Meter meter = new Meter(listener, "counting pairs", corpus.words(), "words");
        try {
            for (int first = 0; first < blocks.count(); passes++) {
                int count = fitting(counts, first, memory);
                Places places = Places.of(corpus, blocks, first, count, counts);
                count(new Batch(places, first, count), threads, counts, meter);
                first += count;
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        meter.end();
    }

    private record Batch(Places places, int first, int count) {}

    private void count(Batch batch, int threads, long[] counts, Meter meter) {
        AtomicInteger next = new AtomicInteger(batch.first);
        new Workers(threads)
                .each(
                        Math.min(threads, batch.count),
                        t -> {
                            BlockCounter counter = new BlockCounter(corpus, blocks, window);
                            while (!meter.stopRequested()) {
                                int block = next.getAndIncrement();
                                if (block >= batch.first + batch.count) {
                                    return;
                                }
                                count(counter, batch.places, block);
                                meter.add(words(counts, block));
                            }
                        });
        if (meter.stopRequested()) {
            throw new CancellationException("stopped while counting pairs");
        }
    }

    private void count(BlockCounter counter, Places places, int block) {
        try {
            counter.count(places, block);
            tiles[block] = storage.allocate(counter.bytes());
            starts[block] = counter.write(tiles[block]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many blocks from the first on can be found in so much memory; at least one.
    private int fitting(long[] counts, int first, long memory) {
        long most = Math.min(memory / Integer.BYTES, MOST_PLACES);
        long words = words(counts, first);
        int block = first + 1;
        for (; block < blocks.count(); block++) {
            words += words(counts, block);
            if (words > most) {
                break;
            }
        }
        return block - first;
    }

    private long words(long[] counts, int block) {
        long words = 0;
        for (int place = 0; place < blocks.size(block); place++) {
            words += counts[blocks.id(block, place)];
        }
        return words;
    }
}
