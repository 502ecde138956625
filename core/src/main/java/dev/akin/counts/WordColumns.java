package dev.akin.counts;

import dev.akin.algebra.SymmetricEigen;
import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import java.util.Arrays;
import java.util.Random;

/// A tall matrix with a row for each word, by blocks of words: the columns that a factorisation turns until they stand still.
final class WordColumns {
    /// Blocks are in so many parts at the most, whatever the number of threads, so that sums are the same.
    private static final int PARTS = 16;

    /// Columns shorter than this, to the longest, are rounding errors.
    private static final double NOTHING = 1e-12;

    private final WordBlocks words;
    private final int width;
    private final Workers workers;
    private final float[][] blocks;

    WordColumns(WordBlocks words, int width, Workers workers) {
        this.words = words;
        this.width = width;
        this.workers = workers;
        blocks = new float[words.count()][];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = new float[Math.multiplyExact(words.size(b), width)];
        }
    }

    WordColumns like() {
        return new WordColumns(words, width, workers);
    }

    /// The same whatever becomes of the blocks: each row from the seed and its id.
    void draw(long seed) {
        workers.each(
                blocks.length,
                b -> {
                    for (int place = 0; place < words.size(b); place++) {
                        Random random = new Random(seed * 31 + words.id(b, place));
                        for (int c = 0; c < width; c++) {
                            blocks[b][place * width + c] = (float) random.nextGaussian();
                        }
                    }
                });
    }

    int width() {
        return width;
    }

    /// The rows of a block, not a copy.
    float[] block(int block) {
        return blocks[block];
    }

    void clear() {
        for (float[] block : blocks) {
            Arrays.fill(block, 0);
        }
    }

    float at(int id, int column) {
        return blocks[words.block(id)][words.place(id) * width + column];
    }

    /// The products of the columns with each other: width × width.
    double[][] gram() {
        int parts = Math.min(PARTS, blocks.length);
        double[][][] sums = new double[parts][][];
        workers.each(
                parts,
                part -> {
                    double[][] own = new double[width][width];
                    for (int b = part; b < blocks.length; b += parts) {
                        addGram(b, own);
                    }
                    sums[part] = own;
                });
        double[][] gram = sums[0];
        for (int part = 1; part < parts; part++) {
            for (int r = 0; r < width; r++) {
                for (int c = 0; c < width; c++) {
                    gram[r][c] += sums[part][r][c];
                }
            }
        }
        return gram;
    }

    private void addGram(int b, double[][] into) {
        int rows = words.size(b);
        float[] block = blocks[b];
        float[] turned = new float[block.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < width; c++) {
                turned[c * rows + r] = block[r * width + c];
            }
        }
        float[] product = new float[width * width];
        Kernels.best().multiply(turned, 0, width, rows, block, width, product, 0);
        for (int r = 0; r < width; r++) {
            for (int c = 0; c < width; c++) {
                into[r][c] += product[r * width + c];
            }
        }
    }

    /// Multiplies by a `width × width` matrix from the right.
    void turn(float[] matrix) {
        workers.each(
                blocks.length,
                b -> {
                    float[] turned = new float[blocks[b].length];
                    Kernels.best()
                            .multiply(blocks[b], 0, words.size(b), width, matrix, width, turned, 0);
                    blocks[b] = turned;
                });
    }

    /// Makes the columns of length 1 and at right angles to each other, the longest directions first; where there are fewer
    /// directions than columns, the others are zero. Twice, since what is nearly parallel is not straight after once.
    void straighten() {
        for (int pass = 0; pass < 2; pass++) {
            turn(inverseRoot(SymmetricEigen.of(gram())));
        }
    }

    private float[] inverseRoot(SymmetricEigen eigen) {
        double[] values = eigen.values();
        float[] turn = new float[width * width];
        for (int c = 0; c < width; c++) {
            boolean something = values[c] > NOTHING * values[0] && values[c] > 0;
            double[] vector = eigen.vector(c);
            for (int r = 0; r < width; r++) {
                turn[r * width + c] = something ? (float) (vector[r] / Math.sqrt(values[c])) : 0;
            }
        }
        return turn;
    }
}
