package dev.akin.encode;

/// Arithmetic on single vectors.
final class Vectors {
    private Vectors() {}

    /// Scales to unit length in place; a vector of zeros stays.
    static float[] normalize(float[] vector) {
        double squares = 0;
        for (float number : vector) {
            squares += (double) number * number;
        }
        if (squares > 0) {
            float factor = (float) (1 / Math.sqrt(squares));
            for (int i = 0; i < vector.length; i++) {
                vector[i] *= factor;
            }
        }
        return vector;
    }

    static void add(double weight, float[] vector, double[] sum) {
        for (int i = 0; i < vector.length; i++) {
            sum[i] += weight * vector[i];
        }
    }

    static float[] narrow(double[] sum) {
        float[] narrowed = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            narrowed[i] = (float) sum[i];
        }
        return narrowed;
    }

    /// @return 0 if either is all zeros
    static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return aa == 0 || bb == 0 ? 0 : dot / Math.sqrt(aa * bb);
    }
}
