package dev.akin.kernel;

/// The definition, number by number.
enum ScalarNearKernel implements NearKernel {
    INSTANCE;

    @Override
    public long near(float[] products, int at, Columns columns, float norm, float limit) {
        return near(products, at, columns, 0, norm, limit);
    }

    static long near(float[] products, int at, Columns columns, int from, float norm, float limit) {
        long near = 0;
        for (int q = from; q < columns.norms().length; q++) {
            float reach = Math.max(columns.limits()[q], limit) - columns.norms()[q];
            if (reach + 2 * products[at + q] >= norm) {
                near |= 1L << q;
            }
        }
        return near;
    }
}
