package dev.akin.project;

import dev.akin.algebra.Workers;
import dev.akin.kernel.EdgeKernel;

/// Which way the Kullback–Leibler divergence of t-SNE falls.
final class TsneGradient {
    private static final EdgeKernel EDGES = EdgeKernel.best();
    private static final int SHARE = 256;

    private final SparseRows affinities;
    private final Repulsion repulsion;
    private final Workers workers;
    private final EdgeKernel.Edges edges;
    private final float[][] forces;

    TsneGradient(SparseRows affinities, Repulsion repulsion, Workers workers, int dimensions) {
        this.affinities = affinities;
        this.repulsion = repulsion;
        this.workers = workers;
        this.edges = new EdgeKernel.Edges(affinities.starts, affinities.ids, affinities.values);
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
        float pull = 4 * exaggeration;
        float push = (float) (4 / z);
        workers.each(
                sums.length,
                part -> {
                    int from = part * SHARE;
                    int to = Math.min(count, from + SHARE);
                    EDGES.pull(y, edges, from, to, into);
                    for (int d = 0; d < y.length; d++) {
                        for (int i = from; i < to; i++) {
                            into[d][i] = pull * into[d][i] - push * forces[d][i];
                        }
                    }
                    for (int i = from; measured && i < to; i++) {
                        sums[part] += divergence(y, i);
                    }
                });
        double sum = Math.log(z);
        for (double one : sums) {
            sum += one;
        }
        return measured ? sum : Double.NaN;
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
