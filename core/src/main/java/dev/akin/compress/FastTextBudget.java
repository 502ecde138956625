package dev.akin.compress;

import dev.akin.format.Contents;
import dev.akin.format.FastTextModel;
import dev.akin.vocabulary.Vocabulary;
import java.util.Locale;

/// Makes fastText's classifiers fit into so many bytes of `.ftz`: keeps as many of the longest rows as there is room for, and codes these, their
/// lengths apart, as `fasttext supervised -autotune-modelsize` does. Immutable and thread-safe.
public final class FastTextBudget {
    /// Fewer rows than centroids cannot be coded.
    private static final int LEAST_ROWS = 256;

    private static final int CENTROIDS = 256;
    private static final int WIDTH = 2;

    /// Magic, version, options, numbers of words and flags: 120 bytes, and what rounding may cost.
    private static final long FIXED = 256;

    /// A count, an end of string and a type stand behind each word.
    private static final int WORD = Long.BYTES + 2;

    private final long bytes;
    private final long seed;
    private final int threads;

    private FastTextBudget(long bytes, long seed, int threads) {
        this.bytes = bytes;
        this.seed = seed;
        this.threads = threads;
    }

    /// @param bytes the most that a file may have
    /// @throws IllegalArgumentException if there are none
    public static FastTextBudget of(long bytes, long seed, int threads) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a model has 1 byte or more, not " + bytes);
        }
        return new FastTextBudget(bytes, seed, threads);
    }

    /// The same model in its small form, within the budget.
    ///
    /// @throws IllegalArgumentException if not even the fewest rows fit, or the model has no more than those; the message says the least
    public Contents fit(Contents contents) {
        FastTextModel model = FastTextModel.of(contents);
        int rows = model.input().rows();
        if (rows < LEAST_ROWS) {
            throw new IllegalArgumentException(
                    "a model of "
                            + rows
                            + " words and n-grams cannot be made small: there are fewer than "
                            + LEAST_ROWS);
        }
        long least = size(model.keepLongest(LEAST_ROWS));
        if (least > bytes) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "a model of %,d labels and dimension %d takes %,d bytes at the least, and %,d"
                                    + " are allowed",
                            model.labels().size(),
                            model.input().dimension(),
                            least,
                            bytes));
        }
        FastTextQuantizer.Builder quantizer =
                FastTextQuantizer.builder().width(WIDTH).norms(true).seed(seed).threads(threads);
        if (size(model) > bytes) {
            quantizer.cutoff(cutoff(model, rows, least));
        }
        return quantizer.build().quantize(contents);
    }

    /// The most rows that fit, found between those that do and those that do not by guessing the bytes of each, four times.
    private int cutoff(FastTextModel model, int rows, long least) {
        int fits = LEAST_ROWS;
        long fitting = least;
        int tooMany = rows;
        long larger = size(model);
        for (int step = 0; step < 4 && tooMany - fits > 1; step++) {
            double each = (double) (larger - fitting) / (tooMany - fits);
            int guess = (int) (fits + (bytes - fitting) / Math.max(1, each));
            guess = Math.clamp(guess, fits + 1, tooMany - 1);
            long size = size(model.keepLongest(guess));
            if (size <= bytes) {
                fits = guess;
                fitting = size;
            } else {
                tooMany = guess;
                larger = size;
            }
        }
        return fits;
    }

    /// Bytes of the file that the model makes when its rows are coded.
    private static long size(FastTextModel model) {
        int dimension = model.input().dimension();
        long rows = model.input().rows();
        long codes = rows * (Math.ceilDiv(dimension, WIDTH) + 1L);
        long codebooks = (long) Float.BYTES * CENTROIDS * (dimension + 1L);
        long output = (long) Float.BYTES * model.output().rows() * dimension;
        long pairs = model.isPruned() ? 2L * Integer.BYTES * model.keptBuckets().length : 0;
        return FIXED
                + names(model.words())
                + names(model.labels())
                + codes
                + codebooks
                + output
                + pairs;
    }

    private static long names(Vocabulary keys) {
        return keys.bytes().byteSize() + (long) WORD * keys.size();
    }
}
