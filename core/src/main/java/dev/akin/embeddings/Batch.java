package dev.akin.embeddings;

import dev.akin.table.EmbeddingTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The neighbours of many rows, [BatchScan#WIDTH] at a time.
final class Batch {
    private final Embeddings embeddings;
    private final EmbeddingTable table;
    private final BatchScan search;
    private final Scan scan;

    Batch(Embeddings embeddings, Norms norms, Scan scan) {
        this.embeddings = embeddings;
        this.table = embeddings.table();
        this.search = new BatchScan(table, norms, embeddings.similarity());
        this.scan = scan;
    }

    /// @param ids the row of each vector, or -1: what is not its own neighbour
    List<List<Neighbor>> neighbors(int[] ids, float[][] vectors, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        List<List<Neighbor>> all = new ArrayList<>(ids.length);
        int capacity = Scan.capacity(k + Rows.SPARE, BitSet.valueOf(new long[] {1}), table.rows());
        int threads = Parallel.threadsFor(table, 0);
        for (int from = 0; from < ids.length; from += BatchScan.WIDTH) {
            int to = Math.min(ids.length, from + BatchScan.WIDTH);
            float[][] queries =
                    Arrays.stream(vectors, from, to)
                            .map(embeddings.similarity()::input)
                            .toArray(float[][]::new);
            int[][] found = search.nearest(queries, capacity, threads);
            for (int q = 0; q < queries.length; q++) {
                all.add(exact(ids[from + q], queries[q], found[q], k));
            }
        }
        return all;
    }

    private List<Neighbor> exact(int self, float[] query, int[] found, int k) {
        Scoring scoring = Scoring.of(embeddings.similarity(), query);
        List<Neighbor> neighbors = new ArrayList<>();
        for (int id : found) {
            if (id != self) {
                neighbors.add(new Neighbor("", id, scoring.exact(table.row(id))));
            }
        }
        return scan.named(neighbors, k);
    }
}
