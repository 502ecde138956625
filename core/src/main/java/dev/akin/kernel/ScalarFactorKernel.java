package dev.akin.kernel;

/// The definition, number by number.
enum ScalarFactorKernel implements FactorKernel {
    INSTANCE;

    @Override
    public void products(FactorTile tile, float[] a, float[] b, int count) {
        int width = tile.width;
        for (int k = 0; k < count; k++) {
            int first = tile.first[k];
            int second = tile.second[k];
            tile.logits[2 * k] = ScalarKernels.INSTANCE.dot(a, first, b, second + width, width);
            tile.logits[2 * k + 1] = ScalarKernels.INSTANCE.dot(b, second, a, first + width, width);
        }
    }

    @Override
    public void move(FactorTile tile, float[] a, float[] b, int count) {
        for (int k = 0; k < count; k++) {
            move(tile.logits[2 * k], a, tile.first[k], b, tile.second[k], tile.width);
            move(tile.logits[2 * k + 1], b, tile.second[k], a, tile.first[k], tile.width);
        }
    }

    private static void move(float slope, float[] a, int word, float[] b, int context, int width) {
        for (int d = 0; d < width; d++) {
            int w = word + d;
            int c = context + width + d;
            float wordStep = slope * b[c] * a[w + 2 * width];
            float contextStep = slope * a[w] * b[c + 2 * width];
            a[w] -= wordStep;
            b[c] -= contextStep;
            a[w + 2 * width] = slower(a[w + 2 * width], wordStep);
            b[c + 2 * width] = slower(b[c + 2 * width], contextStep);
        }
    }

    private static float slower(float rate, float step) {
        float u = Math.min(step * step, 1);
        return rate + rate * u * (0.375f * u - 0.5f);
    }
}
