package dev.akin.embeddings;

import dev.akin.algebra.TopK;
import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Exact search for many queries at once: a block of rows, read once, is multiplied by all of them while it is in
/// cache, so that memory is read once per [#WIDTH] queries instead of once per query.
final class BatchScan {
    /// Queries side by side in one product.
    static final int WIDTH = 64;

    private static final int BLOCK = 128;
    private static final Kernels KERNELS = Kernels.best();

    private final EmbeddingTable table;
    private final Norms norms;
    private final Similarity similarity;

    BatchScan(EmbeddingTable table, Norms norms, Similarity similarity) {
        this.table = table;
        this.norms = norms;
        this.similarity = similarity;
    }

    /// The best `capacity` ids for each of `queries`, at most [#WIDTH], best first.
    int[][] nearest(float[][] queries, int capacity, int threads) {
        float[] columns = columns(queries, table.dimension());
        List<TopK[]> tops = new ArrayList<>();
        Parallel.blocks(
                threads,
                table.rows(),
                BLOCK,
                () -> {
                    Worker worker = new Worker(columns, queries.length, capacity);
                    tops.add(worker.tops);
                    return worker;
                });
        int[][] ids = new int[queries.length][];
        for (int q = 0; q < queries.length; q++) {
            TopK best = new TopK(capacity);
            for (TopK[] ofThread : tops) {
                best.offerAll(ofThread[q]);
            }
            ids[q] = best.ids();
        }
        return ids;
    }

    /// Queries as the columns of a `dimension × queries` matrix.
    private static float[] columns(float[][] queries, int dimension) {
        float[] columns = new float[dimension * queries.length];
        for (int q = 0; q < queries.length; q++) {
            for (int i = 0; i < dimension; i++) {
                columns[i * queries.length + q] = queries[q][i];
            }
        }
        return columns;
    }

    private final class Worker implements Parallel.BlockAction {
        private final float[] columns;
        private final int width;
        private final TopK[] tops;
        private final float[] floors;
        private final float[] block = new float[BLOCK * table.dimension()];
        private final float[] scores;
        private final float[] lengths = new float[BLOCK];

        Worker(float[] columns, int width, int capacity) {
            this.columns = columns;
            this.width = width;
            this.scores = new float[BLOCK * width];
            this.tops = new TopK[width];
            Arrays.setAll(tops, q -> new TopK(capacity));
            this.floors = new float[width];
            Arrays.fill(floors, Float.NEGATIVE_INFINITY);
        }

        @Override
        public void accept(int first, int count) {
            table.read(first, count, block, 0);
            KERNELS.multiply(block, 0, count, table.dimension(), columns, width, scores, 0);
            if (similarity != Similarity.DOT) {
                norms.read(first, count, lengths, 0);
            }
            for (int r = 0; r < count; r++) {
                adjust(r * width, lengths[r]);
                offer(first + r, r * width);
            }
        }

        private void adjust(int from, float norm) {
            switch (similarity) {
                case COSINE -> KERNELS.scale(norm == 0 ? 0 : 1 / norm, scores, from, width);
                case DOT -> {}
                case EUCLIDEAN -> {
                    for (int i = from; i < from + width; i++) {
                        scores[i] = 2 * scores[i] - norm * norm;
                    }
                }
            }
        }

        private void offer(int row, int from) {
            for (int q = 0; q < width; q++) {
                if (scores[from + q] > floors[q]) {
                    tops[q].offer(row, scores[from + q]);
                    floors[q] = tops[q].floor();
                }
            }
        }
    }
}
