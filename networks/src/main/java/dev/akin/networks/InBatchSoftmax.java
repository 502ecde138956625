package dev.akin.networks;

import dev.akin.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// The loss of pairs that belong together, each told from those of all other pairs of the batch: the softmax of `scale` · query · answer,
/// less the logarithm of how often an answer comes at all, which corrects for frequent ones being in the batch more often (Yi and others
/// 2019). Not thread-safe.
final class InBatchSoftmax {
    private static final Kernels KERNELS = Kernels.best();

    private final int dimension;
    private final float scale;

    /// The gradient of the last loss.
    private float[] queries = new float[0];

    private float[] answers = new float[0];

    InBatchSoftmax(int dimension, double scale) {
        this.dimension = dimension;
        this.scale = (float) scale;
    }

    /// The mean loss. Its gradient is kept until the next.
    ///
    /// @param q queries, [count × dimension]
    /// @param a answers, as many
    /// @param keys the answers' keys: those that equal a query's own are no wrong answers
    /// @param logShares of each answer; null for no correction
    double loss(float[] q, float[] a, int[] keys, float @Nullable [] logShares) {
        int count = keys.length;
        queries = new float[count * dimension];
        answers = new float[count * dimension];
        float[] scores = new float[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                scores[j] = score(q, i, a, j, keys, logShares);
            }
            Softmax.apply(scores, 0, count);
            sum -= Math.log(Math.max(Float.MIN_NORMAL, scores[i]));
            scores[i] -= 1;
            for (int j = 0; j < count; j++) {
                float slope = scores[j] * scale / count;
                if (slope != 0) {
                    KERNELS.axpy(slope, a, j * dimension, queries, i * dimension, dimension);
                    KERNELS.axpy(slope, q, i * dimension, answers, j * dimension, dimension);
                }
            }
        }
        return sum / count;
    }

    private float score(
            float[] q, int i, float[] a, int j, int[] keys, float @Nullable [] logShares) {
        if (i != j && keys[i] == keys[j]) {
            return Float.NEGATIVE_INFINITY;
        }
        float score = scale * KERNELS.dot(q, i * dimension, a, j * dimension, dimension);
        return logShares == null ? score : score - logShares[j];
    }

    /// The gradient of the queries, of the last loss. Not copied.
    float[] queries() {
        return queries;
    }

    /// As [#queries()], of the answers.
    float[] answers() {
        return answers;
    }
}
