package dev.akin.project;

import dev.akin.algebra.Workers;
import dev.akin.kernel.EdgeKernel;
import java.util.Arrays;

/// Each pair: for few points, and to hold faster ways against.
final class ExactRepulsion implements Repulsion {
    private static final EdgeKernel EDGES = EdgeKernel.best();
    private static final int SHARE = 64;

    private final Workers workers;

    ExactRepulsion(Workers workers) {
        this.workers = workers;
    }

    @Override
    public double compute(float[][] y, float[][] forces) {
        int count = y[0].length;
        float[] weights = new float[count];
        workers.each(
                Math.ceilDiv(count, SHARE),
                part ->
                        EDGES.push(
                                y,
                                part * SHARE,
                                Math.min(count, (part + 1) * SHARE),
                                forces,
                                weights));
        double z = 0;
        for (float weight : weights) {
            // Without the point itself.
            z += weight - 1;
        }
        return z;
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
