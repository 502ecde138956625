package dev.akin.media;

/// For each new pixel along one side, which old ones it is made of and what each counts: Pillow's `precompute_coeffs` and
/// `normalize_coeffs_8bpc` (`Resample.c`), whole numbers of 22 bits after the point.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Weights(int[] first, int[] count, int[] weights, int stride) {
    /// Bits after the point: 32 less 8 of a sample and 2 for sums beyond its range.
    static final int BITS = 22;

    static Weights of(int from, int to, Resampling how) {
        double scale = (double) from / to;
        double wide = Math.max(scale, 1);
        double support = how.support() * wide;
        int stride = (int) Math.ceil(support) * 2 + 1;
        Weights weights = new Weights(new int[to], new int[to], new int[to * stride], stride);
        double[] exact = new double[stride];
        for (int pixel = 0; pixel < to; pixel++) {
            double center = (pixel + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int count = Math.min(from, (int) (center + support + 0.5)) - first;
            double sum = 0;
            for (int i = 0; i < count; i++) {
                exact[i] = how.weight((i + first - center + 0.5) * (1 / wide));
                sum += exact[i];
            }
            weights.first[pixel] = first;
            weights.count[pixel] = count;
            for (int i = 0; i < count; i++) {
                weights.weights[pixel * stride + i] = fixed(sum == 0 ? exact[i] : exact[i] / sum);
            }
        }
        return weights;
    }

    private static int fixed(double weight) {
        return (int) ((weight < 0 ? -0.5 : 0.5) + weight * (1 << BITS));
    }

    static byte narrow(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> BITS));
    }
}
