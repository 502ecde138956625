package dev.akin.evaluate;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Similarity;
import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;

/// Similarities of blocks of candidates to the words of a task. Immutable and thread-safe.
final class AnalogyRows {
    private static final Kernels KERNELS = Kernels.best();

    private final EmbeddingTable table;
    private final int[] words;
    private final int limit;
    private final boolean unit;
    private final boolean distance;
    private final float[] wordRows;

    /// @param words ids of the words that occur
    /// @param limit candidates are the rows 0 … limit − 1
    /// @param cosine whether cosines are wanted whatever the table's similarity is
    AnalogyRows(Embeddings embeddings, int[] words, int limit, boolean cosine) {
        this.table = embeddings.table();
        this.words = words.clone();
        this.limit = limit;
        this.unit = cosine || embeddings.similarity() == Similarity.COSINE;
        this.distance = !unit && embeddings.similarity() == Similarity.EUCLIDEAN;
        this.wordRows = new float[Math.multiplyExact(words.length, table.dimension())];
        table.gather(words, words.length, wordRows, 0);
        if (unit) {
            scaleToUnit(wordRows, words.length);
        }
    }

    int limit() {
        return limit;
    }

    int[] words() {
        return words;
    }

    /// The product of the words' rows with those of the candidates `first` to `first + count - 1`: words × count.
    ///
    /// @param bias receives what is to be subtracted from a sum of similarities: for distances ‖x‖² / 2, since
    ///     −‖x − q‖² / 2 = x·q − ‖x‖² / 2 − ‖q‖² / 2
    float[] similarities(int first, int count, float[] bias) {
        int dimension = table.dimension();
        float[] block = new float[count * dimension];
        table.read(first, count, block, 0);
        if (unit) {
            scaleToUnit(block, count);
        }
        if (distance) {
            for (int r = 0; r < count; r++) {
                bias[r] = squaredNorm(block, r) / 2;
            }
        }
        float[] similarities = new float[words.length * count];
        float[] columns = transposed(block, count, dimension);
        KERNELS.multiply(wordRows, 0, words.length, dimension, columns, count, similarities, 0);
        return similarities;
    }

    private void scaleToUnit(float[] rows, int count) {
        int dimension = table.dimension();
        for (int r = 0; r < count; r++) {
            double norm = Math.sqrt(squaredNorm(rows, r));
            KERNELS.scale(norm == 0 ? 0 : (float) (1 / norm), rows, r * dimension, dimension);
        }
    }

    private float squaredNorm(float[] rows, int row) {
        int from = row * table.dimension();
        return KERNELS.dot(rows, from, rows, from, table.dimension());
    }

    private static float[] transposed(float[] rows, int count, int dimension) {
        float[] columns = new float[rows.length];
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < dimension; i++) {
                columns[i * count + r] = rows[r * dimension + i];
            }
        }
        return columns;
    }
}
