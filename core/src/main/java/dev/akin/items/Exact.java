package dev.akin.items;

import dev.akin.table.EmbeddingTable;

/// Sums in double precision, which depend on no kernel.
final class Exact {
    private Exact() {}

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }

    static double dot(float[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    /// 0 where one of them has no length.
    static double cosine(float[] a, float[] b) {
        double lengths = Math.sqrt(dot(a, a) * dot(b, b));
        return lengths == 0 ? 0 : dot(a, b) / lengths;
    }

    static double[] mean(EmbeddingTable table) {
        double[] mean = new double[table.dimension()];
        float[] row = new float[mean.length];
        for (int r = 0; r < table.rows(); r++) {
            table.read(r, 1, row, 0);
            for (int d = 0; d < mean.length; d++) {
                mean[d] += row[d];
            }
        }
        for (int d = 0; d < mean.length; d++) {
            mean[d] /= table.rows();
        }
        return mean;
    }

    /// The products of all rows' columns with each other; the lower half alone.
    static double[][] gram(EmbeddingTable table) {
        int dimension = table.dimension();
        double[][] gram = new double[dimension][dimension];
        float[] row = new float[dimension];
        for (int r = 0; r < table.rows(); r++) {
            table.read(r, 1, row, 0);
            addOuter(gram, row, 1);
        }
        return gram;
    }

    static void addOuter(double[][] lower, float[] row, double weight) {
        for (int i = 0; i < row.length; i++) {
            double factor = weight * row[i];
            double[] into = lower[i];
            for (int j = 0; j <= i; j++) {
                into[j] += factor * row[j];
            }
        }
    }
}
