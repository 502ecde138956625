package dev.akin.kernel;

/// The obvious loops.
enum ScalarGapKernel implements GapKernel {
    INSTANCE;

    /// Below the square of any gap that a float can tell from none, in numbers near 1.
    static final float LEAST = 1e-20f;

    @Override
    public float absolute(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Math.abs(a[aFrom + i] - b[bFrom + i]);
        }
        return sum;
    }

    @Override
    public void pullAbsolute(
            float g,
            float[] a,
            int aFrom,
            float[] b,
            int bFrom,
            float[] da,
            float[] db,
            int length) {
        for (int i = 0; i < length; i++) {
            float s = g * Math.signum(a[aFrom + i] - b[bFrom + i]);
            da[aFrom + i] += s;
            db[bFrom + i] -= s;
        }
    }

    @Override
    public float moduli(float[] a, int aFrom, float[] b, int bFrom, int half) {
        float sum = 0;
        for (int i = 0; i < half; i++) {
            float x = a[aFrom + i] - b[bFrom + i];
            float y = a[aFrom + half + i] - b[bFrom + half + i];
            sum += (float) Math.sqrt(x * x + y * y);
        }
        return sum;
    }

    @Override
    public void pullModuli(
            float g, float[] a, int aFrom, float[] b, int bFrom, float[] da, float[] db, int half) {
        for (int i = 0; i < half; i++) {
            float x = a[aFrom + i] - b[bFrom + i];
            float y = a[aFrom + half + i] - b[bFrom + half + i];
            float s = g / (float) Math.sqrt(Math.max(x * x + y * y, LEAST));
            da[aFrom + i] += s * x;
            db[bFrom + i] -= s * x;
            da[aFrom + half + i] += s * y;
            db[bFrom + half + i] -= s * y;
        }
    }
}
