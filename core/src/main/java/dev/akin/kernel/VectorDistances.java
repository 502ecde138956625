package dev.akin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Distances of rows from one vector on the Vector API, sixteen at a time, whose lanes are added up together.
final class VectorDistances {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();
    private static final int GROUP = 16;

    private VectorDistances() {}

    /// As [Kernels#squaredDistances] has it.
    static void squared(
            float[] rows,
            int[] starts,
            int count,
            float[] query,
            int queryFrom,
            int dimension,
            float[] into) {
        int wide = dimension - dimension % LANES;
        float[] partials = new float[GROUP * LANES];
        float[] sums = new float[GROUP];
        for (int first = 0; first < count; first += GROUP) {
            int group = Math.min(GROUP, count - first);
            if (wide > 0) {
                for (int r = 0; r < group; r++) {
                    partial(rows, starts[first + r], query, queryFrom, wide)
                            .intoArray(partials, r * LANES);
                }
                if (LANES == GROUP) {
                    LaneSums.sixteen(partials, sums, GROUP);
                } else {
                    LaneSums.any(partials, sums, GROUP);
                }
            }
            for (int r = 0; r < group; r++) {
                float tail = 0;
                for (int i = wide; i < dimension; i++) {
                    float apart = rows[starts[first + r] + i] - query[queryFrom + i];
                    tail += apart * apart;
                }
                into[first + r] = sums[r] + tail;
            }
        }
    }

    private static FloatVector partial(
            float[] rows, int from, float[] query, int queryFrom, int wide) {
        FloatVector even = FloatVector.zero(F);
        FloatVector odd = even;
        int i = 0;
        for (; i <= wide - 2 * LANES; i += 2 * LANES) {
            FloatVector d0 = apart(rows, from + i, query, queryFrom + i);
            FloatVector d1 = apart(rows, from + i + LANES, query, queryFrom + i + LANES);
            even = d0.fma(d0, even);
            odd = d1.fma(d1, odd);
        }
        if (i < wide) {
            FloatVector d = apart(rows, from + i, query, queryFrom + i);
            even = d.fma(d, even);
        }
        return even.add(odd);
    }

    private static FloatVector apart(float[] a, int aAt, float[] b, int bAt) {
        return FloatVector.fromArray(F, a, aAt).sub(FloatVector.fromArray(F, b, bAt));
    }
}
