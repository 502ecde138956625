package dev.akin.counts;

/// Words dealt out to blocks, one to each in turn, as cards are: so each block has its share of frequent words, and any two
/// blocks have about as many pairs as any other two.
///
/// @param words how many there are
/// @param shift binary logarithm of the number of blocks
record WordBlocks(int words, int shift) {
    /// Rows of a block and of another fit in a processor's own cache, more or less.
    private static final int WORDS = 640;

    private static final int FEWEST = 4;
    private static final int MOST = 12;

    static WordBlocks of(int words) {
        int shift = FEWEST;
        while (shift < MOST && words >> shift > WORDS) {
            shift++;
        }
        return new WordBlocks(words, shift);
    }

    int count() {
        return 1 << shift;
    }

    /// Words in a block: the first may have one more than the last.
    int size(int block) {
        return Math.max(0, (words - block + count() - 1) >> shift);
    }

    int block(int id) {
        return id & (count() - 1);
    }

    /// Where in its block a word stands.
    int place(int id) {
        return id >>> shift;
    }

    int id(int block, int place) {
        return (place << shift) + block;
    }
}
