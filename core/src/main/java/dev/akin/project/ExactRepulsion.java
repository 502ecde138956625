package dev.akin.project;

import dev.akin.algebra.Workers;
import java.util.Arrays;

/// Each pair: for few points, and to hold faster ways against.
final class ExactRepulsion implements Repulsion {
    private static final int SHARE = 64;

    private final Workers workers;

    ExactRepulsion(Workers workers) {
        this.workers = workers;
    }

    @Override
    public double compute(float[][] y, float[][] forces) {
        int count = y[0].length;
        double[] sums = new double[Math.ceilDiv(count, SHARE)];
        workers.each(
                sums.length,
                part -> {
                    for (int i = part * SHARE; i < Math.min(count, (part + 1) * SHARE); i++) {
                        sums[part] += y.length == 2 ? inPlane(y, i, forces) : inSpace(y, i, forces);
                    }
                });
        double z = 0;
        for (double sum : sums) {
            z += sum;
        }
        return z;
    }

    private static double inPlane(float[][] y, int i, float[][] forces) {
        float[] xs = y[0];
        float[] ys = y[1];
        double sum = 0;
        double forceX = 0;
        double forceY = 0;
        for (int j = 0; j < xs.length; j++) {
            float dx = xs[i] - xs[j];
            float dy = ys[i] - ys[j];
            float weight = 1 / (1 + dx * dx + dy * dy);
            float squared = weight * weight;
            sum += weight;
            forceX += dx * squared;
            forceY += dy * squared;
        }
        forces[0][i] = (float) forceX;
        forces[1][i] = (float) forceY;
        return sum - 1;
    }

    private static double inSpace(float[][] y, int i, float[][] forces) {
        float[] xs = y[0];
        float[] ys = y[1];
        float[] zs = y[2];
        double sum = 0;
        double forceX = 0;
        double forceY = 0;
        double forceZ = 0;
        for (int j = 0; j < xs.length; j++) {
            float dx = xs[i] - xs[j];
            float dy = ys[i] - ys[j];
            float dz = zs[i] - zs[j];
            float weight = 1 / (1 + dx * dx + dy * dy + dz * dz);
            float squared = weight * weight;
            sum += weight;
            forceX += dx * squared;
            forceY += dy * squared;
            forceZ += dz * squared;
        }
        forces[0][i] = (float) forceX;
        forces[1][i] = (float) forceY;
        forces[2][i] = (float) forceZ;
        return sum - 1;
    }

    /// What fixed points do to others, by all pairs. Thread-safe.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Field(float[][] y) implements Repulsion.Field {
        @Override
        public double at(double[] at, double[] force) {
            Arrays.fill(force, 0);
            double sum = 0;
            for (int j = 0; j < y[0].length; j++) {
                double squares = 1;
                for (int d = 0; d < at.length; d++) {
                    double away = at[d] - y[d][j];
                    squares += away * away;
                }
                double weight = 1 / squares;
                sum += weight;
                for (int d = 0; d < at.length; d++) {
                    force[d] += weight * weight * (at[d] - y[d][j]);
                }
            }
            return sum;
        }
    }
}
