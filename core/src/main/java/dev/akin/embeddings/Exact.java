package dev.akin.embeddings;

/// Products, norms and distances of two vectors in double precision, in a fixed order.
final class Exact {
    private Exact() {}

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    static double norm(float[] a) {
        return Math.sqrt(dot(a, a));
    }

    /// In [-1, 1] whatever rounding does; 0 where a norm is 0.
    static double cosine(float[] a, double aNorm, float[] b, double bNorm) {
        if (aNorm == 0 || bNorm == 0) {
            return 0;
        }
        return Math.clamp(dot(a, b) / (aNorm * bNorm), -1.0, 1.0);
    }

    static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double d = (double) a[i] - b[i];
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    /// `vector` scaled to unit length, a copy; zeros stay zeros.
    static float[] unit(float[] vector) {
        double norm = norm(vector);
        float[] unit = vector.clone();
        if (norm > 0) {
            for (int i = 0; i < unit.length; i++) {
                unit[i] = (float) (unit[i] / norm);
            }
        }
        return unit;
    }

    /// The vector, if it can be near anything.
    ///
    /// @param whose for the message: `the vector of "king"`
    /// @throws IllegalArgumentException if a number is NaN or infinite
    static float[] finite(float[] vector, String whose) {
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException(
                        whose
                                + ": number "
                                + (i + 1)
                                + " is "
                                + vector[i]
                                + ", near which nothing is");
            }
        }
        return vector;
    }

    /// The weighted sum of vectors of one length, divided by `divisor`.
    static float[] sum(Iterable<Weighted> terms, int dimension, double divisor) {
        double[] sum = new double[dimension];
        for (Weighted term : terms) {
            for (int i = 0; i < dimension; i++) {
                sum[i] += term.weight * term.vector[i];
            }
        }
        float[] result = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            result[i] = (float) (sum[i] / divisor);
        }
        return result;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Weighted(double weight, float[] vector) {}
}
