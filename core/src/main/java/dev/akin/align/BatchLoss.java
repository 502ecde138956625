package dev.akin.align;

/// What telling the pairs of a batch from each other costs, in both directions, and how it changes with each cosine.
///
/// @param loss the mean of both cross entropies
/// @param slopes of the loss by the cosines, batch × batch
/// @param scaleSlope of the loss by the logarithm of what cosines are multiplied by
@SuppressWarnings("ArrayRecordComponent") // never compared
record BatchLoss(double loss, float[] slopes, double scaleSlope) {

    /// @param cosines batch × batch: row by row what was mapped, column by column what is wanted
    static BatchLoss of(float[] cosines, BridgePairs pairs, int[] batch, float scale) {
        int count = batch.length;
        boolean[] ignored = new boolean[count * count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                ignored[i * count + j] = i != j && pairs.alike(batch[i], batch[j]);
            }
        }
        float[] slopes = new float[cosines.length];
        double loss = 0;
        for (int i = 0; i < count; i++) {
            loss += add(new Line(i * count, 1, count), i, cosines, ignored, scale, slopes);
            loss += add(new Line(i, count, count), i, cosines, ignored, scale, slopes);
        }
        double scaleSlope = 0;
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] *= scale / (2 * count);
            scaleSlope += (double) slopes[i] * cosines[i];
        }
        return new BatchLoss(loss / (2 * count), slopes, scaleSlope);
    }

    /// A row or a column.
    private record Line(int from, int stride, int length) {
        int at(int i) {
            return from + i * stride;
        }
    }

    /// Adds the softmax of a line, less 1 where it is right.
    ///
    /// @return its cross entropy
    private static double add(
            Line line, int right, float[] cosines, boolean[] ignored, float scale, float[] slopes) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < line.length; i++) {
            most =
                    ignored[line.at(i)]
                            ? most
                            : Math.max(most, (double) scale * cosines[line.at(i)]);
        }
        double sum = 0;
        for (int i = 0; i < line.length; i++) {
            sum += ignored[line.at(i)] ? 0 : Math.exp(scale * cosines[line.at(i)] - most);
        }
        for (int i = 0; i < line.length; i++) {
            if (!ignored[line.at(i)]) {
                slopes[line.at(i)] += (float) (Math.exp(scale * cosines[line.at(i)] - most) / sum);
            }
        }
        slopes[line.at(right)] -= 1;
        return Math.log(sum) + most - scale * cosines[line.at(right)];
    }
}
