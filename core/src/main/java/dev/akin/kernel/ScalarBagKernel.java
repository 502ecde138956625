package dev.akin.kernel;

/// The definition, number by number.
final class ScalarBagKernel implements BagKernel {

    @Override
    public void gather(BagRows bags, int count) {
        for (int b = 0; b < count; b++) {
            for (int d = 0; d < bags.width; d++) {
                float sum = 0;
                for (int j = bags.from[b]; j <= bags.to[b]; j++) {
                    if (j != bags.centres[b]) {
                        sum += bags.shares[j] * bags.rows[bags.offsets[j] + d];
                    }
                }
                bags.hidden[b * bags.width + d] = sum * bags.scales[b];
            }
        }
    }

    @Override
    public void subtract(float[] after, float[] before, int count) {
        for (int i = 0; i < count; i++) {
            before[i] = after[i] - before[i];
        }
    }

    @Override
    public void add(BagRows bags, int at, int count) {
        for (int m = 0; m < count; m++) {
            for (int d = 0; d < bags.width; d++) {
                bags.rows[at + d] += bags.before[bags.members[m] + d];
            }
        }
    }

    @Override
    public void addProduct(
            float[] a, int aAt, float[] b, int bAt, float scale, float[] into, int at, int width) {
        for (int d = 0; d < width; d++) {
            into[at + d] += scale * a[aAt + d] * b[bAt + d];
        }
    }

    @Override
    public void moveBoth(
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float scale,
            float[] change,
            int at,
            int width) {
        for (int d = 0; d < width; d++) {
            float x = a[aAt + d];
            float y = b[bAt + d];
            a[aAt + d] = x + y * change[at + d];
            b[bAt + d] = y + scale * x * change[at + d];
        }
    }
}
