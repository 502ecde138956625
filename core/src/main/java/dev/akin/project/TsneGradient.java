package dev.akin.project;

import dev.akin.algebra.Workers;

/// Which way the Kullback–Leibler divergence of t-SNE falls.
final class TsneGradient {
    private static final int SHARE = 256;

    private final SparseRows affinities;
    private final Repulsion repulsion;
    private final Workers workers;
    private final float[][] forces;

    TsneGradient(SparseRows affinities, Repulsion repulsion, Workers workers, int dimensions) {
        this.affinities = affinities;
        this.repulsion = repulsion;
        this.workers = workers;
        this.forces = new float[dimensions][affinities.count()];
    }

    /// 4 (exaggeration Σ p q (yᵢ − yⱼ) − Σ q² (yᵢ − yⱼ) / Z), with q = 1 / (1 + |yᵢ − yⱼ|²).
    ///
    /// @param into receives it, dimension by dimension
    /// @param measured whether the divergence is wanted
    /// @return the divergence without exaggeration, in nats; NaN if it is not wanted
    double compute(float[][] y, float exaggeration, float[][] into, boolean measured) {
        double z = repulsion.compute(y, forces);
        int count = affinities.count();
        double[] sums = new double[Math.ceilDiv(count, SHARE)];
        float push = (float) (4 / z);
        workers.each(
                sums.length,
                part -> {
                    int to = Math.min(count, (part + 1) * SHARE);
                    for (int i = part * SHARE; i < to; i++) {
                        if (y.length == 2) {
                            pullInPlane(y, i, 4 * exaggeration, push, into);
                        } else {
                            pullInSpace(y, i, 4 * exaggeration, push, into);
                        }
                        sums[part] += measured ? divergence(y, i) : 0;
                    }
                });
        double sum = Math.log(z);
        for (double one : sums) {
            sum += one;
        }
        return measured ? sum : Double.NaN;
    }

    private void pullInPlane(float[][] y, int i, float pull, float push, float[][] into) {
        float[] xs = y[0];
        float[] ys = y[1];
        float atX = xs[i];
        float atY = ys[i];
        float sumX = 0;
        float sumY = 0;
        for (int e = affinities.starts[i]; e < affinities.starts[i + 1]; e++) {
            int j = affinities.ids[e];
            float dx = atX - xs[j];
            float dy = atY - ys[j];
            float weight = affinities.values[e] / (1 + dx * dx + dy * dy);
            sumX += weight * dx;
            sumY += weight * dy;
        }
        into[0][i] = pull * sumX - push * forces[0][i];
        into[1][i] = pull * sumY - push * forces[1][i];
    }

    private void pullInSpace(float[][] y, int i, float pull, float push, float[][] into) {
        float[] xs = y[0];
        float[] ys = y[1];
        float[] zs = y[2];
        float sumX = 0;
        float sumY = 0;
        float sumZ = 0;
        for (int e = affinities.starts[i]; e < affinities.starts[i + 1]; e++) {
            int j = affinities.ids[e];
            float dx = xs[i] - xs[j];
            float dy = ys[i] - ys[j];
            float dz = zs[i] - zs[j];
            float weight = affinities.values[e] / (1 + dx * dx + dy * dy + dz * dz);
            sumX += weight * dx;
            sumY += weight * dy;
            sumZ += weight * dz;
        }
        into[0][i] = pull * sumX - push * forces[0][i];
        into[1][i] = pull * sumY - push * forces[1][i];
        into[2][i] = pull * sumZ - push * forces[2][i];
    }

    /// Σ p log(p / q), to which log Z comes.
    private double divergence(float[][] y, int i) {
        double sum = 0;
        for (int e = affinities.starts[i]; e < affinities.starts[i + 1]; e++) {
            double squares = 1;
            for (float[] one : y) {
                double difference = one[i] - one[affinities.ids[e]];
                squares += difference * difference;
            }
            double p = affinities.values[e];
            sum += p > 0 ? p * Math.log(p * squares) : 0;
        }
        return sum;
    }
}
