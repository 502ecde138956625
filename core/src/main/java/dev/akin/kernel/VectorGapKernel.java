package dev.akin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Many numbers at once; what is left at the end, one by one.
enum VectorGapKernel implements GapKernel {
    INSTANCE;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();

    @Override
    public float absolute(float[] a, int aFrom, float[] b, int bFrom, int length) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            s0 = s0.add(gap(a, aFrom + i, b, bFrom + i).abs());
            s1 = s1.add(gap(a, aFrom + i + LANES, b, bFrom + i + LANES).abs());
        }
        for (; i <= length - LANES; i += LANES) {
            s0 = s0.add(gap(a, aFrom + i, b, bFrom + i).abs());
        }
        float tail = 0;
        for (; i < length; i++) {
            tail += Math.abs(a[aFrom + i] - b[bFrom + i]);
        }
        return tail + LaneSums.sum(s0.add(s1));
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
        FloatVector zero = FloatVector.zero(F);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            FloatVector gap = gap(a, aFrom + i, b, bFrom + i);
            FloatVector s =
                    zero.blend(g, gap.compare(VectorOperators.GT, 0))
                            .blend(-g, gap.compare(VectorOperators.LT, 0));
            load(da, aFrom + i).add(s).intoArray(da, aFrom + i);
            load(db, bFrom + i).sub(s).intoArray(db, bFrom + i);
        }
        GapKernel.scalar().pullAbsolute(g, a, aFrom + i, b, bFrom + i, da, db, length - i);
    }

    @Override
    public float moduli(float[] a, int aFrom, float[] b, int bFrom, int half) {
        FloatVector sum = FloatVector.zero(F);
        int i = 0;
        for (; i <= half - LANES; i += LANES) {
            FloatVector x = gap(a, aFrom + i, b, bFrom + i);
            FloatVector y = gap(a, aFrom + half + i, b, bFrom + half + i);
            sum = sum.add(x.fma(x, y.mul(y)).sqrt());
        }
        float tail = 0;
        for (; i < half; i++) {
            float x = a[aFrom + i] - b[bFrom + i];
            float y = a[aFrom + half + i] - b[bFrom + half + i];
            tail += (float) Math.sqrt(x * x + y * y);
        }
        return tail + LaneSums.sum(sum);
    }

    @Override
    public void pullModuli(
            float g, float[] a, int aFrom, float[] b, int bFrom, float[] da, float[] db, int half) {
        FloatVector times = FloatVector.broadcast(F, g);
        int i = 0;
        for (; i <= half - LANES; i += LANES) {
            FloatVector x = gap(a, aFrom + i, b, bFrom + i);
            FloatVector y = gap(a, aFrom + half + i, b, bFrom + half + i);
            FloatVector s = times.div(x.fma(x, y.mul(y)).max(ScalarGapKernel.LEAST).sqrt());
            move(x.mul(s), da, aFrom + i, db, bFrom + i);
            move(y.mul(s), da, aFrom + half + i, db, bFrom + half + i);
        }
        for (; i < half; i++) {
            float x = a[aFrom + i] - b[bFrom + i];
            float y = a[aFrom + half + i] - b[bFrom + half + i];
            float s = g / (float) Math.sqrt(Math.max(x * x + y * y, ScalarGapKernel.LEAST));
            da[aFrom + i] += s * x;
            db[bFrom + i] -= s * x;
            da[aFrom + half + i] += s * y;
            db[bFrom + half + i] -= s * y;
        }
    }

    private static void move(FloatVector by, float[] da, int aAt, float[] db, int bAt) {
        load(da, aAt).add(by).intoArray(da, aAt);
        load(db, bAt).sub(by).intoArray(db, bAt);
    }

    private static FloatVector gap(float[] a, int aAt, float[] b, int bAt) {
        return load(a, aAt).sub(load(b, bAt));
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }
}
