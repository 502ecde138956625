package dev.akin.items;

import dev.akin.algebra.TopK;
import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The best items for a vector: all are scored by the kernels, the best and a few more once again in double precision, so that what is
/// recommended depends on no kernel.
final class Best {
    /// More candidates than are asked for, which rounding could have put in the wrong place.
    private static final int MARGIN = 8;

    private static final Kernels KERNELS = Kernels.best();

    /// Items scored at once: few enough that their scores stay in the cache.
    private static final int BLOCK = 256;

    private final EmbeddingTable items;
    private final float @Nullable [] biases;

    Best(EmbeddingTable items, float @Nullable [] biases) {
        this.items = items;
        this.biases = biases;
    }

    /// @param ids the best first, the first of equal ones
    /// @param scores of each
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Found(int[] ids, double[] scores) {}

    Found find(float[] vector, Candidates candidates, int k) {
        return sorted(vector, rough(vector, candidates, capacity(k)), k);
    }

    /// What [#find] gives for each of many vectors, found by products of matrices.
    List<Found> find(List<float[]> vectors, List<Candidates> candidates, int k) {
        TopK[] tops = new TopK[vectors.size()];
        Arrays.setAll(tops, v -> new TopK(capacity(k)));
        float[] columns = columns(vectors);
        float[] block = new float[BLOCK * items.dimension()];
        float[] scores = new float[BLOCK * tops.length];
        for (int first = 0; first < items.rows(); first += BLOCK) {
            int count = Math.min(BLOCK, items.rows() - first);
            items.read(first, count, block, 0);
            KERNELS.multiply(block, 0, count, items.dimension(), columns, tops.length, scores, 0);
            for (int r = 0; r < count; r++) {
                offer(first + r, scores, r * tops.length, candidates, tops);
            }
        }
        return IntStream.range(0, tops.length)
                .mapToObj(v -> sorted(vectors.get(v), tops[v].ids(), k))
                .toList();
    }

    private void offer(
            int item, float[] scores, int from, List<Candidates> candidates, TopK[] tops) {
        float bias = biases == null ? 0 : biases[item];
        for (int v = 0; v < tops.length; v++) {
            float score = scores[from + v] + bias;
            if (score > tops[v].floor() && candidates.get(v).allows(item)) {
                tops[v].offer(item, score);
            }
        }
    }

    /// Vectors as the columns of a `dimension × vectors` matrix.
    private float[] columns(List<float[]> vectors) {
        float[] columns = new float[items.dimension() * vectors.size()];
        for (int v = 0; v < vectors.size(); v++) {
            float[] vector = vectors.get(v);
            for (int d = 0; d < vector.length; d++) {
                columns[d * vectors.size() + v] = vector[d];
            }
        }
        return columns;
    }

    private int capacity(int k) {
        return (int) Math.min(items.rows(), (long) k + MARGIN);
    }

    private Found sorted(float[] vector, int[] rough, int k) {
        double[] scores = Arrays.stream(rough).mapToDouble(item -> score(vector, item)).toArray();
        int[] order =
                IntStream.range(0, rough.length)
                        .boxed()
                        .sorted(
                                Comparator.<Integer>comparingDouble(i -> -scores[i])
                                        .thenComparingInt(i -> rough[i]))
                        .limit(k)
                        .mapToInt(Integer::intValue)
                        .toArray();
        return new Found(
                Arrays.stream(order).map(i -> rough[i]).toArray(),
                Arrays.stream(order).mapToDouble(i -> scores[i]).toArray());
    }

    double score(float[] vector, int item) {
        return Exact.dot(vector, items.row(item)) + (biases == null ? 0 : biases[item]);
    }

    private int[] rough(float[] vector, Candidates candidates, int k) {
        float[] scores = new float[items.rows()];
        items.dots(vector, 0, scores.length, scores, 0);
        if (biases != null) {
            for (int item = 0; item < scores.length; item++) {
                scores[item] += biases[item];
            }
        }
        TopK best = new TopK(k);
        for (int item = 0; item < scores.length; item++) {
            if (scores[item] > best.floor() && candidates.allows(item)) {
                best.offer(item, scores[item]);
            }
        }
        return best.ids();
    }
}
