package dev.akin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A vector of points at a time.
enum VectorNearKernel implements NearKernel {
    INSTANCE;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();

    @Override
    public long near(float[] products, int at, Columns columns, float norm, float limit) {
        float[] norms = columns.norms();
        float[] limits = columns.limits();
        int whole = F.loopBound(norms.length);
        long near = 0;
        for (int q = 0; q < whole; q += LANES) {
            FloatVector reach =
                    FloatVector.fromArray(F, limits, q)
                            .max(limit)
                            .sub(FloatVector.fromArray(F, norms, q));
            FloatVector product = FloatVector.fromArray(F, products, at + q);
            FloatVector twice = product.add(product);
            near |= reach.add(twice).compare(VectorOperators.GE, norm).toLong() << q;
        }
        return near | ScalarNearKernel.near(products, at, columns, whole, norm, limit);
    }
}
