package dev.akin.networks;

import dev.akin.kernel.Kernels;

/// Vectors brought to unit length, and the way of a gradient back. A vector of zeros stays one, and gets no gradient.
final class UnitRows {
    private static final Kernels KERNELS = Kernels.best();

    private final int dimension;
    private final float[] values;
    private final float[] norms;

    /// @param vectors one behind the other; not copied, and changed
    UnitRows(float[] vectors, int dimension) {
        this.dimension = dimension;
        this.values = vectors;
        this.norms = new float[vectors.length / dimension];
        for (int i = 0; i < norms.length; i++) {
            int at = i * dimension;
            norms[i] = (float) Math.sqrt(KERNELS.dot(values, at, values, at, dimension));
            if (norms[i] > 0) {
                KERNELS.scale(1 / norms[i], values, at, dimension);
            }
        }
    }

    float[] values() {
        return values;
    }

    /// How many vectors there are.
    int size() {
        return norms.length;
    }

    int dimension() {
        return dimension;
    }

    /// The cosine of rows i and j.
    double cosine(int i, int j) {
        return KERNELS.dot(values, i * dimension, values, j * dimension, dimension);
    }

    /// Turns the gradient of the unit vectors into that of the vectors, in its place.
    void back(float[] gradient) {
        for (int i = 0; i < norms.length; i++) {
            int at = i * dimension;
            float along = KERNELS.dot(gradient, at, values, at, dimension);
            KERNELS.axpy(-along, values, at, gradient, at, dimension);
            KERNELS.scale(norms[i] > 0 ? 1 / norms[i] : 0, gradient, at, dimension);
        }
    }
}
