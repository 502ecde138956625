package dev.akin.networks;

import dev.akin.kernel.Kernels;

/// What near and far mean: the loss of groups of texts, by the cosines of their vectors.
public enum MetricLoss {
    /// Two texts a group that mean alike: each is told from the second ones of all other groups of the batch, by the softmax of their
    /// cosines over the temperature (multiple negatives; Henderson and others 2017).
    IN_BATCH_SOFTMAX(2),
    /// Three texts a group: the first is nearer the second than the third, by the margin (Schroff and others 2015).
    TRIPLET(3),
    /// Two texts a group that mean alike or not (Siamese): 1 − cosine squared if they do, else what the cosine is above the margin,
    /// squared (Hadsell and others 2006).
    CONTRASTIVE(2);

    private static final Kernels KERNELS = Kernels.best();

    private final int texts;

    MetricLoss(int texts) {
        this.texts = texts;
    }

    /// Texts in a group.
    int texts() {
        return texts;
    }

    /// The mean loss of a batch.
    ///
    /// @param rows the first texts of all groups, then all second ones, and so on
    /// @param alike whether the texts of a group mean alike
    /// @param keys of the second texts: equal ones are the same text
    /// @param gradient of the unit vectors, added to
    double loss(
            UnitRows rows, boolean[] alike, int[] keys, MetricOptions options, float[] gradient) {
        int count = alike.length;
        int dimension = options.width();
        return switch (this) {
            case IN_BATCH_SOFTMAX -> softmax(rows, keys, options, gradient);
            case TRIPLET -> {
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    double far =
                            options.margin()
                                    - rows.cosine(i, count + i)
                                    + rows.cosine(i, 2 * count + i);
                    if (far > 0) {
                        sum += far;
                        add(rows, i, count + i, -1.0 / count, gradient, dimension);
                        add(rows, i, 2 * count + i, 1.0 / count, gradient, dimension);
                    }
                }
                yield sum / count;
            }
            case CONTRASTIVE -> {
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    double cosine = rows.cosine(i, count + i);
                    double off = alike[i] ? cosine - 1 : Math.max(0, cosine - options.margin());
                    sum += off * off;
                    add(rows, i, count + i, 2 * off / count, gradient, dimension);
                }
                yield sum / count;
            }
        };
    }

    /// Adds the gradient of `slope` times the cosine of two rows.
    private static void add(
            UnitRows rows, int i, int j, double slope, float[] gradient, int dimension) {
        int a = i * dimension;
        int b = j * dimension;
        KERNELS.axpy((float) slope, rows.values(), b, gradient, a, dimension);
        KERNELS.axpy((float) slope, rows.values(), a, gradient, b, dimension);
    }

    private static double softmax(
            UnitRows rows, int[] keys, MetricOptions options, float[] gradient) {
        int half = keys.length * options.width();
        float[] first = new float[half];
        float[] second = new float[half];
        System.arraycopy(rows.values(), 0, first, 0, half);
        System.arraycopy(rows.values(), half, second, 0, half);
        InBatchSoftmax softmax = new InBatchSoftmax(options.width(), 1 / options.temperature());
        double loss = softmax.loss(first, second, keys, null);
        System.arraycopy(softmax.queries(), 0, gradient, 0, half);
        System.arraycopy(softmax.answers(), 0, gradient, half, half);
        return loss;
    }
}
