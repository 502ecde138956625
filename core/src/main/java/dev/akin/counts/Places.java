package dev.akin.counts;

import dev.akin.vocabulary.EncodedCorpus;
import java.util.Arrays;

/// Where in the corpus the words of a few blocks stand, in the order of the corpus. Immutable.
///
/// Positions are ints that are read as numbers without a sign.
final class Places {
    /// The longest corpus whose positions such an int can hold.
    static final long LONGEST = 1L << Integer.SIZE;

    private static final int CHUNK = 1 << 16;

    private final WordBlocks blocks;
    private final int firstBlock;

    /// Where the positions of each word begin, word after word of block after block; and the end.
    private final int[] starts;

    private final int[] firstWord;
    private final int[] positions;

    private Places(WordBlocks blocks, int firstBlock, int blockCount, long[] counts) {
        this.blocks = blocks;
        this.firstBlock = firstBlock;
        firstWord = new int[blockCount + 1];
        for (int b = 0; b < blockCount; b++) {
            firstWord[b + 1] = firstWord[b] + blocks.size(firstBlock + b);
        }
        starts = new int[firstWord[blockCount] + 1];
        for (int b = 0; b < blockCount; b++) {
            for (int place = 0; place < blocks.size(firstBlock + b); place++) {
                int word = firstWord[b] + place;
                long end = starts[word] + counts[blocks.id(firstBlock + b, place)];
                starts[word + 1] = Math.toIntExact(end);
            }
        }
        positions = new int[starts[starts.length - 1]];
    }

    /// How often each word stands in the corpus.
    static long[] counts(EncodedCorpus corpus) {
        long[] counts = new long[corpus.vocabulary().size()];
        int[] chunk = new int[CHUNK];
        for (long at = 0; at < corpus.length(); ) {
            int read = corpus.read(at, chunk, 0, CHUNK);
            for (int i = 0; i < read; i++) {
                if (chunk[i] >= 0) {
                    counts[chunk[i]]++;
                }
            }
            at += read;
        }
        return counts;
    }

    /// @param counts of all words
    static Places of(
            EncodedCorpus corpus,
            WordBlocks blocks,
            int firstBlock,
            int blockCount,
            long[] counts) {
        Places places = new Places(blocks, firstBlock, blockCount, counts);
        places.fill(corpus, blockCount);
        return places;
    }

    private void fill(EncodedCorpus corpus, int blockCount) {
        int[] next = Arrays.copyOf(starts, starts.length - 1);
        int[] chunk = new int[CHUNK];
        for (long at = 0; at < corpus.length(); ) {
            int read = corpus.read(at, chunk, 0, CHUNK);
            for (int i = 0; i < read; i++) {
                int id = chunk[i];
                int block = id < 0 ? -1 : blocks.block(id) - firstBlock;
                if (block >= 0 && block < blockCount) {
                    positions[next[firstWord[block] + blocks.place(id)]++] = (int) (at + i);
                }
            }
            at += read;
        }
    }

    /// Where in [#position] those of a word of one of the blocks begin.
    int start(int block, int place) {
        return starts[firstWord[block - firstBlock] + place];
    }

    int end(int block, int place) {
        return starts[firstWord[block - firstBlock] + place + 1];
    }

    long position(int index) {
        return Integer.toUnsignedLong(positions[index]);
    }
}
