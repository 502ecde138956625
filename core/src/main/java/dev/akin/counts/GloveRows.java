package dev.akin.counts;

import dev.akin.kernel.FactorTile;
import java.util.Arrays;
import java.util.SplittableRandom;

/// All that GloVe learns, as [FactorTile] wants it: block by block of words, each in an array of its own.
final class GloveRows {
    private final WordBlocks words;
    private final int dimension;
    private final int width;
    private final float[][] blocks;

    GloveRows(int words, int dimension) {
        this.words = WordBlocks.of(words);
        this.dimension = dimension;
        this.width = width(dimension);
        blocks = new float[this.words.count()][];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = new float[this.words.size(b) * stride()];
        }
    }

    static int width(int dimension) {
        return Math.ceilDiv(dimension, 16) * 16;
    }

    /// Evenly in ±½ / dimension, biases too, as the authors' program does; each row from the seed and its id alone.
    ///
    /// @param first the first word that has learned nothing yet
    void initialise(int first, long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        long salt = seeds.nextLong();
        for (int id = first; id < words.words(); id++) {
            SplittableRandom random = new SplittableRandom(salt + id);
            float[] row = block(words.block(id));
            int at = offset(id);
            for (int d = 0; d < dimension; d++) {
                row[at + d] = start(random);
                row[at + width + d] = start(random);
            }
            row[at + 4 * width] = start(random);
            row[at + 4 * width + 1] = start(random);
            Arrays.fill(row, at + 2 * width, at + 4 * width, 1);
            Arrays.fill(row, at + 4 * width + 2, at + 4 * width + 4, 1);
        }
    }

    private float start(SplittableRandom random) {
        return (float) ((random.nextDouble() - 0.5) / dimension);
    }

    int words() {
        return words.words();
    }

    int dimension() {
        return dimension;
    }

    int width() {
        return width;
    }

    int stride() {
        return FactorTile.stride(width);
    }

    /// The array of a block, not a copy.
    float[] block(int block) {
        return blocks[block];
    }

    /// Where a word's row begins in the array of its block.
    int offset(int id) {
        return words.place(id) * stride();
    }

    float[] blockOf(int id) {
        return blocks[words.block(id)];
    }
}
