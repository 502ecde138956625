package dev.akin.algebra;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The best `capacity` of the rows offered: a binary heap with the worst kept on top. Not thread-safe.
///
/// Better is a larger score, then a smaller id. A score that is not a number is never kept.
public final class TopK {
    private final float[] scores;
    private final int[] ids;
    private int size;

    /// @param capacity how many are kept, 0 or more
    public TopK(int capacity) {
        this.scores = new float[capacity];
        this.ids = new int[capacity];
    }

    /// How many are kept so far.
    public int size() {
        return size;
    }

    /// What a score must exceed to be kept, for rows offered in rising order of id.
    public float floor() {
        return size < scores.length ? Float.NEGATIVE_INFINITY : scores[0];
    }

    /// Offers `values[from + i]` as the score of row `first + i`.
    public void offer(float[] values, int from, int count, int first) {
        float floor = floor();
        for (int i = 0; i < count; i++) {
            if (values[from + i] > floor) {
                offer(first + i, values[from + i]);
                floor = floor();
            }
        }
    }

    public void offer(int id, float score) {
        if (Float.isNaN(score)) {
            return;
        }
        if (size < scores.length) {
            size++;
            up(size - 1, id, score);
        } else if (size > 0 && worse(scores[0], ids[0], score, id)) {
            down(id, score);
        }
    }

    public void offerAll(TopK other) {
        for (int i = 0; i < other.size; i++) {
            offer(other.ids[i], other.scores[i]);
        }
    }

    /// The ids kept, the best first.
    public int[] ids() {
        return IntStream.range(0, size)
                .boxed()
                .sorted(
                        Comparator.<Integer>comparingDouble(i -> -scores[i])
                                .thenComparingInt(i -> ids[i]))
                .mapToInt(i -> ids[i])
                .toArray();
    }

    public void clear() {
        size = 0;
        Arrays.fill(scores, 0);
    }

    private static boolean worse(float score, int id, float otherScore, int otherId) {
        return score < otherScore || (score == otherScore && id > otherId);
    }

    private void up(int slot, int id, float score) {
        int child = slot;
        while (child > 0) {
            int parent = (child - 1) >>> 1;
            if (!worse(score, id, scores[parent], ids[parent])) {
                break;
            }
            move(parent, child);
            child = parent;
        }
        put(child, id, score);
    }

    private void down(int id, float score) {
        int parent = 0;
        for (int child = 1; child < size; child = 2 * parent + 1) {
            int right = child + 1;
            if (right < size && worse(scores[right], ids[right], scores[child], ids[child])) {
                child = right;
            }
            if (!worse(scores[child], ids[child], score, id)) {
                break;
            }
            move(child, parent);
            parent = child;
        }
        put(parent, id, score);
    }

    private void move(int source, int target) {
        scores[target] = scores[source];
        ids[target] = ids[source];
    }

    private void put(int slot, int id, float score) {
        scores[slot] = score;
        ids[slot] = id;
    }
}
