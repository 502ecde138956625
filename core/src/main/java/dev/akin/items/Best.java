package dev.akin.items;

import dev.akin.table.EmbeddingTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The best items for a vector: all are scored by the kernels, the best and a few more once again in double precision, so that what is
/// recommended depends on no kernel.
final class Best {
    /// More candidates than are asked for, which rounding could have put in the wrong place.
    private static final int MARGIN = 8;

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
        int[] rough = rough(vector, candidates, (int) Math.min(items.rows(), (long) k + MARGIN));
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
        Comparator<Integer> worstFirst =
                Comparator.<Integer>comparingDouble(item -> scores[item])
                        .thenComparing(Comparator.reverseOrder());
        PriorityQueue<Integer> best = new PriorityQueue<>(worstFirst);
        float floor = Float.NEGATIVE_INFINITY;
        for (int item = 0; item < scores.length; item++) {
            if (scores[item] > floor && candidates.allows(item)) {
                best.add(item);
                if (best.size() > k) {
                    best.remove();
                }
                floor = best.size() == k ? scores[best.element()] : floor;
            }
        }
        return best.stream().mapToInt(Integer::intValue).toArray();
    }
}
